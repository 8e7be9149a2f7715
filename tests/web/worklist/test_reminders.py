"""Who gets a reminder today, and who does not: each condition taken away by itself, from facts that came after the nightly run."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.web.places import ELSEWHERE_VILLAGE, Family, Places, due, person, run
from tests.web.worklist.sending import MOTHER_S, fact, send, wanted, wanted_rows
from wanhu.engine.tables import Reason
from wanhu.web.base import sealing
from wanhu.web.base.models import AuditLine
from wanhu.web.care.models import BirthFact, ContactFact, DeathFact, ReleaseFact
from wanhu.web.registry.models import ConsentFact, Person, RelationFact, ResidenceFact, Responsibility
from wanhu.web.worklist.models import Due, Message, Run
from wanhu.web.worklist.queries.reminders import messages_of


def test_the_family_would_be_written_to(listed: Family, today: date) -> None:
    """Otherwise silence below would prove nothing."""
    assert {(listed.mother.pk, "antenatal"), (listed.child.pk, "immunisation")} <= wanted(today)


def test_one_message_for_all_that_the_family_has(listed: Family, staff: Places, today: date) -> None:
    staff.worker.phone = "13700000000"
    staff.worker.save()
    made, kept = send(today)
    [(number, text, _)] = kept.sent
    assert number == MOTHER_S and made.texts == 1 and made.counts["sent"] == Message.objects.count() >= 2
    assert text.startswith("【万户】王女士您好：您家有几项约好的健康服务，请")
    assert "石桥村的村医李桂兰（电话13700000000）" in text and "秀英" not in text and "孩子" not in text
    assert {one.person_id for one in Message.objects.all()} == {listed.mother.pk, listed.child.pk}
    assert set(Message.objects.values_list("state", "channel").distinct()) == {("sent", "kept")}


def test_a_child_s_message_goes_to_its_mother_and_names_nobody_else(listed: Family, today: date) -> None:
    Due.objects.filter(person=listed.mother).delete()
    _, kept = send(today)
    [(number, text, _)] = kept.sent
    assert (
        number == MOTHER_S and "您家孩子有一项约好的健康服务" in text and "石桥村的卫生室" in text
    )  # the worker has no number on record


def test_every_message_leaves_a_line_that_she_can_see(listed: Family, today: date) -> None:
    _, kept = send(today)
    lines = AuditLine.objects.filter(action="reminder-sent")
    assert {one.person for one in lines} == {listed.mother.pk, listed.child.pk}
    [detail] = {json.dumps(one.detail) for one in lines}
    assert json.loads(detail) == {"message": kept.sent[0][2], "channel": "kept"}, "nothing of what it was about"


def withdraw(purpose: str) -> Callable[[Family, Person, date], None]:
    return lambda home, who, day: fact(ConsentFact, who, day, purpose=purpose, given=False, how="worker")


SILENCES: dict[str, Callable[[Family, Person, date], None]] = {
    "withdrew reminders": withdraw("reminders"),
    "withdrew her record": withdraw("record"),
    "an answer of last year, written down today": lambda home, who, day: fact(
        ConsentFact, who, day - timedelta(days=3650), purpose="reminders", given=False, how="paper"
    ),
    "never asked": lambda home, who, day: ConsentFact.objects.filter(person=who, purpose="reminders").delete() and None,
    "died": lambda home, who, day: fact(DeathFact, who, day, kind="person"),
    "moved away": lambda home, who, day: fact(ResidenceFact, who, day, area=None),
}


@pytest.mark.parametrize("what", SILENCES)
@pytest.mark.parametrize("whose", ["mother", "child"])
def test_silence_holds_at_once(listed: Family, today: date, what: str, whose: str) -> None:
    """The lists of the night still have the rows; the facts of this morning do not."""
    who = getattr(listed, whose)
    SILENCES[what](listed, who, today)
    assert who.pk in {person for person, _ in wanted(today)}
    made, kept = send(today)
    about = set(Message.objects.filter(state="sent").values_list("person", flat=True))
    assert who.pk not in about
    assert made.counts["without-consent"] + made.counts["silenced"] > 0
    if (
        whose == "mother" and what != "never asked"
    ):  # nobody writes to her telephone about the child either; there is no other guardian
        assert not kept.sent


def test_a_loss_silences_the_pregnancy_at_once(listed: Family, today: date) -> None:
    fact(DeathFact, listed.mother, today, pregnancy=listed.pregnancy, kind="loss")
    made, kept = send(today)
    assert not Message.objects.filter(person=listed.mother).exists() and made.counts["silenced"] >= 1
    assert [text for _, text, _ in kept.sent if "您家孩子" not in text] == [], "the child that lives has its plan"


def test_a_loss_that_names_no_pregnancy_silences_it_too(listed: Family, today: date) -> None:
    fact(DeathFact, listed.mother, today, kind="loss")
    send(today)
    assert not Message.objects.filter(person=listed.mother).exists()


def test_after_a_child_s_death_no_program_writes_to_the_mother(listed: Family, today: date) -> None:
    fact(DeathFact, listed.child, today, kind="person")
    made, kept = send(today)
    assert not kept.sent and made.counts["silenced"] == len(wanted_rows(today))


def test_a_release_silences_the_step_and_a_visit_too(listed: Family, today: date) -> None:
    fact(ReleaseFact, listed.child, today, protocol="immunisation", step=None, reason=Reason.DECLINED)
    fact(ContactFact, listed.mother, today, pregnancy=listed.pregnancy, kind="antenatal", mode="clinic")
    send(today)
    assert not Message.objects.filter(protocol__in=("immunisation", "antenatal")).exists()


def test_a_phone_is_needed_and_a_landline_is_none(listed: Family, today: date) -> None:
    Person.objects.filter(pk=listed.mother.pk).update(phone_sealed=sealing.seal_text("0728-3221234"))
    made, kept = send(today)
    assert not kept.sent and made.counts["without-phone"] == len(wanted_rows(today))
    Person.objects.filter(pk=listed.mother.pk).update(phone_sealed=None)
    assert send(today)[0].counts["without-phone"] == len(wanted_rows(today))


def test_another_guardian_is_written_to_when_the_mother_may_not_be(listed: Family, today: date) -> None:
    father = person("李强", born_on=date(1995, 1, 1), sex=1, phone="13911112222")
    fact(RelationFact, listed.child, today - timedelta(days=10), other=father, kind="child-of")
    fact(ConsentFact, listed.mother, today, purpose="reminders", given=False, how="worker")
    _, kept = send(today)
    assert [number for number, _, _ in kept.sent] == ["13911112222"]
    assert kept.sent[0][1].startswith("【万户】李先生您好：您家孩子")


def test_a_woman_s_own_message_never_goes_to_her_family(listed: Family, today: date) -> None:
    """She is herself somebody's child, and under eighteen: what is hers goes to her alone."""
    grandmother = person("张兰", born_on=date(1970, 1, 1), phone="13911113333")
    fact(RelationFact, listed.mother, today - timedelta(days=3650), other=grandmother, kind="child-of")
    fact(RelationFact, grandmother, today - timedelta(days=3650), other=listed.mother, kind="guardian-of")
    Person.objects.filter(pk=listed.mother.pk).update(phone_sealed=None)
    _, kept = send(today)
    assert not kept.sent


def test_a_restricted_step_is_never_written_about(listed: Family, today: date) -> None:
    """Even a row that has no business in the list."""
    Due.objects.all().delete()
    current = Run.objects.get(current=True)
    due(current, listed.mother, "pmtct", "art", days=1, state="open", pregnancy=listed.pregnancy)
    due(current, listed.child, "pmtct-child", "hiv-6w", days=1, state="open")
    made, kept = send(today)
    assert not kept.sent and not made.counts


def test_a_row_that_the_facts_do_not_give_is_not_believed(listed: Family, today: date) -> None:
    Due.objects.all().delete()
    due(Run.objects.get(current=True), listed.child, "child-health", "24m", days=1, state="open")
    made, kept = send(today)
    assert not kept.sent and made.counts["silenced"] == 1


def test_the_nearest_worker_is_named(listed: Family, staff: Places, today: date) -> None:
    from wanhu.web.base.models import Role, User

    near = User.objects.create_user(
        "zhao", password="x" * 12, role=Role.WORKER, full_name="赵敏", area=listed.mother.area, phone="13600000000"
    )
    Responsibility.objects.create(worker=near, household=listed.mother.household, since=today)
    assert "赵敏（电话13600000000）" in send(today)[1].sent[0][1]


def test_she_can_see_her_messages_and_only_who_may_see_her(listed: Family, staff: Places, today: date) -> None:
    send(today)
    seen = messages_of(staff.worker, listed.mother.pk)
    assert seen and all(one.person_id == listed.mother.pk for one in seen)
    with pytest.raises(PermissionDenied):
        messages_of(staff.analyst, listed.mother.pk)
    stranger = person("陈云", born_on=date(1990, 1, 1), area=ELSEWHERE_VILLAGE)
    Message.objects.filter(person=listed.mother).update(person=stranger)
    assert messages_of(staff.worker, stranger.pk) == []


def test_without_a_run_nothing_is_sent(home: Family, today: date) -> None:
    made, kept = send(today)
    assert not kept.sent and not made.counts and made.list_of is None
    run(today)
    made, kept = send(today)
    assert not kept.sent and made.list_of == today


def test_a_birth_tells_who_the_mother_is_without_a_tie(listed: Family, today: date) -> None:
    RelationFact.objects.all().delete()
    assert BirthFact.objects.filter(person=listed.child, mother=listed.mother).exists()
    Due.objects.filter(person=listed.mother).delete()
    assert send(today)[1].sent[0][0] == MOTHER_S
