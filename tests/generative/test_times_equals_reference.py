"""On how many days something happened, or was measured past a limit: counted by the engine as the reference counts it, for child and woman."""

from hypothesis import given
from hypothesis import strategies as st

from tests.engine import reference
from tests.engine.facts_of import load
from tests.engine.small_rules import SAYS
from tests.generative.lives import books
from tests.generative.test_due_equals_reference import KNOWN, PATIENT, RUN_DAYS
from wanhu.engine.due import alerts
from wanhu.engine.expressions import Events, Level, Times
from wanhu.engine.facts import contacts, found, times, times_past
from wanhu.engine.protocol import Alert, Rulebook, Subject
from wanhu.engine.text import Text

ABOUT = (Subject.PREGNANCY, Subject.CHILD)
COUNTED = (
    times(contacts("antenatal", "child-1m", "child-3m")), times(found("urine-protein", "1+", "2+")), times(Events("finding", "*", ("*",))),
    times_past("systolic", at_least=140), times_past("weight", at_most=8), times_past("haemoglobin", at_most=109.5),
    Times(Events("measurement", "code", ("systolic",), Level.PERSON), (">=", 120.0)),
)  # fmt: skip
RULES = Rulebook(
    (),
    tuple(
        Alert(f"{subject}-{place}-{least}", Text("几次", "Times"), Text("看", "Look"), **SAYS, subject=subject, level="notice", condition=one >= least)
        for subject in ABOUT for place, one in enumerate(COUNTED) for least in (0, 1, 2)
    ),
)  # fmt: skip


@PATIENT
@given(books(), RUN_DAYS, KNOWN, st.booleans())
def test_times_are_counted_as_the_reference_counts(facts, on, known_at, twice):
    """``twice``: every measurement again on the same day, with another id and recorded a little later."""
    if twice:
        again = [row | {"id": type(row["id"])(int=row["id"].int + 10**9), "supersedes": None} for row in facts["measurement"]]
        facts = facts | {"measurement": [*facts["measurement"], *again]}
    listed = alerts(RULES, load(facts), on=on, known_at=known_at).to_pylist()
    assert sorted((row["subject_kind"], row["subject"], row["rule"]) for row in listed) == sorted(
        reference.alerts(RULES, facts, on=on, known_at=known_at)
    )
