"""Many facts about few people on few days: ties, corrections and contradictions are the rule here, where in ``lives`` they are the exception."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.engine.facts_of import Book
from tests.generative.lives import FACTS, instants
from wanhu.engine.tables import TABLES

BEFORE = datetime(2026, 8, 1)
DAYS = st.integers(0, 5).map(lambda n: date(2025, 1, 31) + timedelta(days=58 * n))
FEW = {
    "measurement": {"code": st.sampled_from(("systolic", "haemoglobin")), "pregnancy": st.sampled_from((11, 12))},
    "finding": {
        "code": st.sampled_from(("hearing-screen", "hepatitis-b")),
        "value": st.sampled_from(("positive", "refer", "pass")),
    },
    "decision": {"about": st.just("risk-colour")},
}
TABLE = st.sampled_from(
    [name for name in FACTS if name not in ("death", "residence")] * 4 + ["dose", "measurement"] * 8 + ["death", "residence"]
)


@st.composite
def fact(draw) -> tuple[str, dict[str, Any]]:
    """A fact of some table, on one of a few days, whole but for its id and when it was recorded."""
    table = draw(TABLE)
    values = {name: draw(strategy) for name, strategy in FACTS[table].items()} | {"happened": draw(DAYS)}
    values |= {name: draw(strategy) for name, strategy in FEW.get(table, {}).items()}
    if "where" in values:
        values["protocol"], values["step"] = values.pop("where")
    return table, dict.fromkeys(TABLES[table].columns()) | {"source": "test", "void": False} | values


@st.composite
def crowded(draw) -> dict[str, list[dict]]:
    """Thirty facts and more about a child, its mother and her other child; every fifth corrects or takes back one of its table."""
    book = Book()
    for person, born_on in ((1, date(2025, 1, 31)), (2, date(1998, 2, 28)), (3, date(2025, 8, 31))):
        book.add("person", person=person, born_on=born_on, sex=2, area="429004101200", recorded=BEFORE)
    for pregnancy, lmp in ((11, date(2024, 11, 24)), (12, date(2025, 12, 31))):
        book.add("pregnancy", person=2, pregnancy=pregnancy, happened=lmp + timedelta(days=60), lmp=lmp, recorded=BEFORE)
    for table, values in draw(st.lists(fact(), min_size=30, max_size=60)):
        own = {"recorded": draw(instants)}
        free = sorted({row["id"] for row in book.facts[table]} - {row["supersedes"] for row in book.facts[table]})
        if free and draw(st.integers(0, 4)) == 4:
            own |= {"supersedes": draw(st.sampled_from(free)), "void": draw(st.booleans())}
        book.add(table, **{name: value for name, value in values.items() if name != "id"} | own)
    return book.facts
