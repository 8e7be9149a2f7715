"""Whatever happened in a family, and in whatever order it was written down: nobody who died, withdrew or lost a pregnancy is written to.

The rows of the list are computed first; then facts arrive that no nightly run has seen. What may be sent is judged here again, slowly, from
the facts alone.
"""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.generative.lives import PEOPLE, PREGNANCIES, books
from tests.rules.test_messages import TELLING
from tests.web.places import run
from tests.web.worklist.sending import Kept, at
from tests.web.worklist.test_incremental_equals_nightly import models_of_facts
from wanhu.engine.protocol import Subject
from wanhu.rules import RULEBOOK
from wanhu.web.base import ids, sealing
from wanhu.web.base.models import AuditLine
from wanhu.web.care.models import Pregnancy
from wanhu.web.registry.models import Person
from wanhu.web.worklist import compute
from wanhu.web.worklist.models import Alert, Due, Message, Run
from wanhu.web.worklist.reminders import remind

ON = date(2026, 11, 23)
MOTHER, WOMAN, CHILD = PEOPLE
WOMEN = dict(zip(PREGNANCIES, PEOPLE, strict=False))
EARLY = datetime(2026, 8, 1)
ABOUT_HER = {one.code for one in RULEBOOK.protocols if one.subject is Subject.PREGNANCY}

before = st.integers(0, 40).map(lambda days: ON - timedelta(days=days))
later = st.integers(0, 60).map(lambda hours: datetime(2026, 11, 20) + timedelta(hours=hours))
NEWS = {
    "consent": {"person": st.sampled_from(PEOPLE), "happened": before, "purpose": st.sampled_from(("reminders", "record")), "given": st.booleans()},
    "death": {"person": st.sampled_from(PEOPLE), "happened": before, "kind": st.just("person")},
    "loss": {"person": st.just(MOTHER), "pregnancy": st.sampled_from((PREGNANCIES[0], None)), "happened": before, "kind": st.just("loss")},
    "residence": {"person": st.sampled_from(PEOPLE), "happened": before, "area": st.sampled_from((None, "429004101201"))},
    "release": {"person": st.sampled_from(PEOPLE), "happened": before, "protocol": st.sampled_from(("immunisation", "antenatal", "child-health"))},
}  # fmt: skip


@st.composite
def news(draw) -> list[tuple[str, dict[str, Any]]]:
    """Facts of the last days, of which the list knows nothing."""
    found = []
    for kind in draw(st.lists(st.sampled_from(sorted(NEWS)), max_size=3)):
        said = {name: draw(strategy) for name, strategy in NEWS[kind].items()} | {"recorded": draw(later)}
        if kind == "release":
            said |= {"reason": "declined", "pregnancy": WOMEN_S.get(said["person"]) if said["protocol"] == "antenatal" else None}
        found.append(("death" if kind == "loss" else kind, said))
    return found


WOMEN_S = {woman: number for number, woman in WOMEN.items()}


def base() -> list[tuple[str, dict[str, Any]]]:
    """Two women expecting and a child of two months, who agreed to everything: without news, there is something to write about."""
    rows: list[tuple[str, dict[str, Any]]] = []
    for who, born in ((MOTHER, date(1997, 1, 1)), (WOMAN, date(1999, 1, 1)), (CHILD, ON - timedelta(days=62))):
        rows.append(("person", {"person": who, "happened": born, "born_on": born, "sex": 2, "area": "429004101201"}))
        rows += [
            ("consent", {"person": who, "happened": EARLY.date(), "purpose": one, "given": True})
            for one in ("record", "reminders")
        ]
    for number, days in zip(PREGNANCIES, (252, 113), strict=True):
        lmp = ON - timedelta(days=days)
        rows.append(
            ("pregnancy", {"person": WOMEN[number], "pregnancy": number, "happened": ON - timedelta(days=30), "lmp": lmp})
        )
    rows.append(("birth", {"person": CHILD, "mother": MOTHER, "happened": ON - timedelta(days=62)}))
    return [(table, said | {"recorded": EARLY}) for table, said in rows]


def write(facts: list[tuple[str, dict[str, Any]]]) -> None:
    models = models_of_facts()
    for table, row in facts:
        model = models[table]
        said = {"id": ids.mint(), "source": "test", "void": False} | row
        said["id"], said["recorded"] = UUID(int=said["id"].int), said["recorded"].replace(tzinfo=UTC)
        if table == "pregnancy":  # a pregnancy is one woman's
            said["person"] = WOMEN[said["pregnancy"]]
        model.objects.create(**{model._meta.get_field(name).attname: value for name, value in said.items()})


def standing(facts: list[tuple[str, dict[str, Any]]], table: str) -> list[dict[str, Any]]:
    """The facts of a table that no other corrected or took back: the slow way."""
    mine = [row for name, row in facts if name == table]
    gone = {row.get("supersedes") for row in mine}
    return [row for row in mine if not row.get("void") and (row.get("id") is None or row["id"] not in gone)]


def silent(facts: list[tuple[str, dict[str, Any]]]) -> set[int]:
    """Who died, moved out, or whose last answer, by its day or by when it was known, is no."""
    found = {row["person"] for row in standing(facts, "death") if row["kind"] == "person"}
    for who in PEOPLE:
        for purpose in ("record", "reminders"):
            said = [row for row in standing(facts, "consent") if (row["person"], row["purpose"]) == (who, purpose)]
            newest = max((row["happened"], row["recorded"]) for row in said)
            latest = max(row["recorded"] for row in said)
            ends = [row for row in said if (row["happened"], row["recorded"]) == newest or row["recorded"] == latest]
            if all(not row["given"] for row in ends):
                found.add(who)
        lived = [row for row in standing(facts, "residence") if row["person"] == who]
        if lived:
            last = max((row["happened"], row["recorded"]) for row in lived)
            if all(row["area"] is None for row in lived if (row["happened"], row["recorded"]) == last):
                found.add(who)
    return found


SEEN: Counter[str] = Counter()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.one_of(st.just({}), books()), news())
@example(lived={}, arrived=[])
@example(  # after the list was made she said no: what chance may not try
    lived={},
    arrived=[
        (
            "consent",
            {"person": MOTHER, "happened": ON, "purpose": "reminders", "given": False, "recorded": datetime(2026, 11, 22)},
        )
    ],
)
@example(lived={}, arrived=[("death", {"person": MOTHER, "happened": ON, "kind": "person", "recorded": datetime(2026, 11, 22)})])
def any_life(lived: dict[str, list[dict[str, Any]]], arrived: list[tuple[str, dict[str, Any]]]) -> None:
    for model in (Message, AuditLine, *models_of_facts().values(), Due, Alert, Run, Pregnancy):
        model.objects.all().delete()
    Person.objects.bulk_create([Person(pk=person) for person in PEOPLE], ignore_conflicts=True)
    Pregnancy.objects.bulk_create([Pregnancy(pk=number, woman_id=woman) for number, woman in WOMEN.items()])
    for who in PEOPLE:
        Person.objects.filter(pk=who).update(name="王秀英", sex=2, phone_sealed=sealing.seal_text(f"1380000000{who}"))
    known = [*base(), *((table, row) for table, rows in lived.items() for row in rows)]
    write(known)
    run(ON)
    compute.refresh(list(PEOPLE), ON)
    listed = set(Due.objects.values_list("person", flat=True))
    write(arrived)
    facts, kept = [*known, *arrived], Kept()
    made = remind(by="test", channel=kept, on=ON, clock=at(ON))

    quiet = silent(facts)
    lost = {row["pregnancy"] for row in standing(facts, "death") if row["kind"] == "loss"}
    written_to = {int(number[-1]) for number, _, _ in kept.sent}
    assert not written_to & quiet, "nobody who died, moved or withdrew has her telephone ring"
    assert CHILD not in written_to
    assert not [text for _, text, _ in kept.sent if TELLING.search(text)]
    assert len(written_to) == len(kept.sent), "one message a day"
    for message in Message.objects.all():
        assert message.person_id not in quiet
        if message.protocol in ABOUT_HER:
            assert message.person_id in written_to
            assert WOMEN_S[message.person_id] not in lost
            assert not (message.person_id == MOTHER and None in lost and _lately(facts))
        assert not RULEBOOK.protocol(message.protocol).restricted
    SEEN["sent"] += made.texts > 0
    SEEN["silenced"] += made.counts["silenced"] > 0
    SEEN["refused"] += made.counts["without-consent"] > 0
    SEEN["listed, not written to"] += bool(listed - set(Message.objects.values_list("person", flat=True)))


def _lately(facts: list[tuple[str, dict[str, Any]]]) -> bool:
    """Whether a loss that names no pregnancy is less than a year old."""
    return any(
        row["kind"] == "loss" and row["person"] == MOTHER and row.get("pregnancy") is None
        for row in standing(facts, "death") if row["happened"] >= ON - timedelta(days=365)
    )  # fmt: skip


@pytest.mark.django_db
def test_nobody_who_is_to_be_left_in_peace_is_written_to(settings, tmp_path) -> None:
    settings.HOME = tmp_path
    any_life()
    assert all(SEEN[what] for what in ("sent", "silenced", "refused", "listed, not written to")), SEEN
