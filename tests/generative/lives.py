"""Hypothesis strategies for the facts of a few people: as wrong, late, corrected and contradictory as real records are."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from tests.engine.facts_of import Book
from wanhu.engine.expressions import Events, Expression, Newest, Oldest, children_of
from wanhu.engine.tables import Reason
from wanhu.rules import RULEBOOK

FIRST = date(2023, 11, 20)
PEOPLE, PREGNANCIES = (1, 2, 3), (11, 12)
VACCINES = (
    "HepB",
    "BCG",
    "IPV",
    "bOPV",
    "DTaP",
    "MMR",
    "MR",
    "MPSV-A",
    "MPSV-AC",
    "JE-L",
    "JE-I",
    "HepA-L",
    "HepA-I",
    "HPV2",
    "Varicella",
    "DT",
)
KINDS = (
    "antenatal-1",
    "antenatal",
    "postnatal-visit",
    "postnatal-42",
    "newborn-visit",
    "child-1m",
    "child-3m",
    "child-12m",
    "unknown-kind",
)
PROTOCOLS = (
    ("antenatal", "antenatal-2"),
    ("antenatal", None),
    ("immunisation", "HepB-2"),
    ("child-health", None),
    ("postnatal", "day-42"),
)


def _events() -> set[Events]:
    """What the rules of the book read, as events of tables."""
    found: set[Events] = set()

    def look(part: object) -> None:
        if isinstance(part, Events):
            found.add(part)
        elif isinstance(part, Newest | Oldest) and part.where:
            found.add(Events(part.table, part.where[0], (part.where[1],)))
        elif isinstance(part, Expression):
            for child in (*children_of(part), getattr(part, "events", None)):
                look(child)
        elif isinstance(part, tuple):
            for one in part:
                look(one)
        elif is_dataclass(part) and not isinstance(part, type):
            for one in fields(part):
                look(getattr(part, one.name))

    look(RULEBOOK)
    return found


# Every code that some rule of the book reads, with the values that it asks for (or looks at) and a few that it does not.
CODES = {
    table: sorted({value for events in _events() if events.table == table for value in events.values if value != "*"} | {"other"})
    for table in ("measurement", "finding", "decision")
}
FOUND = sorted({value for events in _events() if events.given for value in events.given[1]} | {"yes", "no", "negative", "3+"})
DECIDED = ("green", "yellow", "orange", "red", "who-8", "low-risk", "high-risk", "yes")
NUMBERS = (0.0, 2.5, 9.9, 10.0, 12.0, 36.5, 37.5, 49.0, 50.0, 80.0, 109.5, 110.0, 139.0, 140.0, 160.0)

# Days that rules turn on: leap days, month ends, and anything in about three years.
days = st.one_of(
    st.sampled_from(
        [date(2024, 2, 29), date(2024, 1, 31), date(2024, 12, 31), date(2023, 11, 30), date(2026, 2, 28), date(2024, 11, 1)]
    ),
    st.integers(0, 1100).map(lambda n: FIRST + timedelta(days=n)),
)
instants = st.integers(0, 60).map(lambda n: datetime(2026, 9, 1) + timedelta(days=n, hours=n % 5))
someone = st.sampled_from(PEOPLE)
pregnancy = st.sampled_from(PREGNANCIES)
maybe_pregnancy = st.one_of(st.none(), pregnancy)
maybe_day = st.one_of(st.none(), days)

FACTS = {
    "person": {"person": someone, "born_on": days, "happened": days, "sex": st.sampled_from((1, 2)), "area": st.sampled_from((None, "v1"))},
    "pregnancy": {
        "person": someone, "pregnancy": pregnancy, "happened": days, "lmp": maybe_day, "edd": maybe_day,
        "dating": st.sampled_from((None, "lmp", "reported", "ultrasound", "transfer")), "fetuses": st.sampled_from((None, 1, 2)),
    },
    "birth": {"person": someone, "pregnancy": maybe_pregnancy, "happened": days, "discharged_on": maybe_day},
    "contact": {"person": someone, "pregnancy": maybe_pregnancy, "happened": days, "kind": st.sampled_from(KINDS)},
    "measurement": {
        "person": someone, "pregnancy": maybe_pregnancy, "happened": days, "code": st.sampled_from(CODES["measurement"]),
        "value": st.sampled_from(NUMBERS),
    },
    "finding": {
        "person": someone, "pregnancy": maybe_pregnancy, "happened": days, "code": st.sampled_from(CODES["finding"]),
        "value": st.sampled_from(FOUND),
    },
    "decision": {
        "person": someone, "pregnancy": maybe_pregnancy, "happened": days, "about": st.sampled_from(CODES["decision"]),
        "outcome": st.sampled_from(DECIDED), "until": maybe_day,
    },
    "status": {"person": someone, "happened": days, "kind": st.sampled_from(("planning-pregnancy", "other")), "value": st.just("yes")},
    "dose": {"person": someone, "happened": days, "vaccine": st.sampled_from(VACCINES)},
    "consent": {"person": someone, "happened": days, "purpose": st.sampled_from(("record", "immunisation")), "given": st.booleans()},
    "death": {"person": someone, "pregnancy": maybe_pregnancy, "happened": days, "kind": st.sampled_from(("person", "loss"))},
    "residence": {"person": someone, "happened": days, "area": st.sampled_from((None, "v1", "v2"))},
    "release": {
        "person": someone, "pregnancy": maybe_pregnancy, "happened": days, "where": st.sampled_from(PROTOCOLS),
        "reason": st.sampled_from([reason.value for reason in Reason]),
    },
}  # fmt: skip
LIKELY = (
    ["person"] * 2 + ["pregnancy"] * 3 + ["birth"] * 2 + ["dose"] * 8 + ["contact"] * 6 + ["measurement"] * 5 + ["finding"] * 4
)
RARE = ["decision", "status", "consent", "death", "residence", "release"]


@st.composite
def books(draw) -> dict[str, list[dict]]:
    """Facts of three people and two pregnancies; some correct or take back an earlier fact of the same table.

    How many is drawn first, and somebody is there to have them: a list of any length would nearly always be a short one about nobody.
    """
    book, many = Book(), draw(st.sampled_from((3, 12, 25, 40, 60)))
    for table in ("person", "pregnancy", *draw(st.lists(st.sampled_from(LIKELY + RARE), min_size=many, max_size=many))):
        values = {name: draw(strategy) for name, strategy in FACTS[table].items()} | {"recorded": draw(instants)}
        if "where" in values:
            values["protocol"], values["step"] = values.pop("where")
        free = {row["id"] for row in book.facts[table]} - {row["supersedes"] for row in book.facts[table]}
        if free and draw(st.integers(0, 4)) == 0:
            values |= {"supersedes": draw(st.sampled_from(sorted(free))), "void": draw(st.booleans())}
        book.add(table, **values)
    return book.facts
