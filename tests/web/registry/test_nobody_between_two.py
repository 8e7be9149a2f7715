"""Whatever is assigned, given back, settled or handed over, in whatever order and for whatever day: everybody has one worker, and the past stands.

The records are held to a ledger so plain that nobody can doubt it: for each village, household and person, the worker of each single day. Among
the people are one of whom only the township is known and one of whom no place is known at all: whoever has nobody is named, never left out.
"""

import threading
from collections import Counter
from datetime import date, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.web.places import CITY, FAR, NEAR, TOWNSHIP, Places, person, places
from wanhu.web.base import ids
from wanhu.web.base.models import Role, User
from wanhu.web.registry import actions, queries
from wanhu.web.registry.models import Household, Person, Responsibility
from wanhu.web.worklist import actions_sharing as sharing

DAYS = 40  # of the ledger; a step plans at most 12 days ahead, and time goes on by at most 3
Target = tuple[str, Any]


class Ledger:
    """Who answers for each village, household and person on each day."""

    def __init__(self) -> None:
        self.days: dict[Target, list[int | None]] = {}

    def put(self, target: Target, since: int, worker: int | None) -> None:
        held = self.days.setdefault(target, [None] * DAYS)
        held[since:] = [worker] * (DAYS - since)

    def without(self, target: Target, since: int) -> "Ledger":
        trial = Ledger()
        trial.days = {one: list(held) for one, held in self.days.items()}
        trial.put(target, since, None)
        return trial

    def hand(self, worker: int, to: int, since: int) -> None:
        for held in self.days.values():
            held[since:] = [to if one == worker else one for one in held[since:]]

    def worker(self, chain: list[Target], day: int) -> int | None:
        return next((held[day] for target in chain if (held := self.days.get(target)) and held[day]), None)


STEP = st.tuples(
    st.sampled_from(["assign", "assign", "back", "hand", "settle"]),
    st.integers(0, 7),  # what it is about
    st.integers(0, 2),  # who gets it
    st.integers(0, 2),  # who leaves
    st.integers(0, 12),  # from how many days ahead
    st.integers(0, 3),  # how many days pass before it
)


@example(steps=[("assign", 0, 1, 0, 10, 0), ("hand", 0, 2, 1, 5, 0)])  # what is planned for later goes over too
@example(steps=[("assign", 0, 0, 0, 0, 0), ("assign", 0, 1, 0, 10, 0), ("hand", 0, 2, 0, 3, 1)])  # and ends when it was to end
@example(
    steps=[("assign", 5, 0, 0, 0, 0), ("assign", 3, 1, 0, 0, 0), ("back", 5, 0, 0, 10, 0), ("back", 3, 0, 0, 5, 0)]
)  # a gap later on
@example(steps=[("assign", 6, 1, 0, 0, 0), ("settle", 0, 0, 0, 0, 2), ("back", 6, 0, 0, 0, 1)])  # by herself, then by her village
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=7))
def test_one_worker_for_everybody_and_the_past_stands(staff: Places, steps: list[tuple[str, int, int, int, int, int]]) -> None:
    with transaction.atomic():
        _live(staff, steps)
        transaction.set_rollback(True)


def _live(staff: Places, steps: list[tuple[str, int, int, int, int, int]]) -> None:
    start = date(2026, 5, 1)
    Responsibility.objects.all().delete()
    crew = [staff.worker, *(User.objects.create_user(name, role=Role.WORKER, area=NEAR) for name in ("zhao", "sun"))]
    one, other = Household.objects.create(area=NEAR), Household.objects.create(area=FAR)
    boss = User.objects.create_user("boss", role=Role.SUPERVISOR, area=CITY)
    people = [person("甲", household=one), person("乙", household=one), person("丙"), person("丁", household=other, area=FAR)]
    lost = [person("戊", area=TOWNSHIP), person("己", area="")]  # nobody knows their village
    people += lost
    targets: list[Target] = [
        ("area", NEAR), ("area", FAR), ("household", one.pk), ("household", other.pk), ("person", people[0].pk), ("person", people[3].pk),
        ("person", lost[0].pk), ("person", lost[1].pk),
    ]  # fmt: skip
    chains = {
        who.pk: [("person", who.pk), ("household", who.household_id), ("area", who.area)] for who in people
    }  # fmt: skip
    ledger, today = Ledger(), 0
    before: list[dict[int, int | None]] = []
    settled: set[int] = set()
    for what, about, taker, leaver, ahead, passed in steps:
        for _ in range(passed):
            before.append(_answers(boss, start, today, people))
            today += 1
        since = today + ahead
        kind, value = targets[about]
        begun = {who: [bool(ledger.worker(chain, day)) for day in range(DAYS)] for who, chain in chains.items()}
        with mock.patch("django.utils.timezone.localdate", return_value=start + timedelta(days=today)):
            day: Any = start + timedelta(days=since)
            if what == "assign":
                chosen: dict[str, Any] = {kind: value}
                actions.assign(by=boss, worker=crew[taker], since=day, **chosen)
                ledger.put((kind, value), since, crew[taker].pk)
            elif what == "back" and kind != "area":
                chosen = {kind: value}
                try:
                    with transaction.atomic():
                        actions.give_back(by=boss, since=day, **chosen)
                    ledger.put((kind, value), since, None)
                except ValueError:
                    trial = ledger.without((kind, value), since)
                    hers = [chain for chain in chains.values() if (kind, value) in chain]
                    gap = any(not trial.worker(chain, later) for chain in hers for later in range(since, DAYS))
                    assert gap, "refused though somebody would answer"
            elif what == "hand" and taker != leaver and queries.worker_in_scope(boss, crew[leaver].pk, day):
                actions.hand_over(by=boss, worker=crew[leaver], to=crew[taker], since=day)
                ledger.hand(crew[leaver].pk, crew[taker].pk, since)
            elif what == "settle":
                who, village = lost[about % 2], (NEAR, FAR)[taker % 2]
                settled.add(who.pk)
                sharing.settle_village(by=boss, people=[Person.objects.get(pk=who.pk)], area=village, visit=ids.mint())
                chains[who.pk][2] = ("area", village)
                begun[who.pk] = [bool(ledger.worker(chains[who.pk], day)) for day in range(DAYS)]
        for who, were in begun.items():
            first = were.index(True) if True in were else DAYS
            assert all(ledger.worker(chains[who], day) for day in range(first, DAYS)), "somebody fell between two"
        assert queries.answered_twice() == []
    for day, were in enumerate(before):  # a village that becomes known was hers before too; for everybody else the past stands
        now = _answers(boss, start, day, people)
        assert {who: were[who] for who in were if who not in settled} == {who: now[who] for who in now if who not in settled}
    for day in (*range(today), today, today + 1, today + 6, today + 12, DAYS - 1):
        said = _answers(boss, start, day, people)
        assert said == {who.pk: ledger.worker(chains[who.pk], day) for who in people}
        for worker in crew:
            hers = queries.people_in_scope(worker, start + timedelta(days=day))
            assert set(hers.values_list("pk", flat=True)) == {who for who, owner in said.items() if owner == worker.pk}
        for asked in (boss, None) if day == today else (boss,):
            nobody = set(queries.unanswered(asked, start + timedelta(days=day)).values_list("pk", flat=True))
            assert nobody == {who for who, owner in said.items() if owner is None}


def _answers(boss: User, start: date, day: int, people: list[Any]) -> dict[int, int | None]:
    """Everybody once, each with one worker or none."""
    found = queries.responsible_on(boss, start + timedelta(days=day)).values_list("pk", "worker")
    assert Counter(pk for pk, _worker in found) == Counter(who.pk for who in people)
    return dict(found)


def test_two_assignments_of_one_day_are_found(staff: Places, today: date) -> None:
    """The proof can fail: rows that no action would write are reported, and rows that follow one another are not."""
    first = Responsibility.objects.get()
    later = Responsibility.objects.create(worker=staff.worker, area=FAR, since=today, until=today)
    Responsibility.objects.create(worker=staff.worker, area=FAR, since=today + timedelta(days=1))
    assert queries.answered_twice() == []
    inside = Responsibility.objects.create(worker=staff.worker, area=NEAR, since=today, until=today)
    after = Responsibility.objects.create(worker=staff.worker, area=NEAR, since=today + timedelta(days=9))
    same = Responsibility.objects.create(worker=staff.worker, area=FAR, since=today - timedelta(days=3), until=today)
    assert queries.answered_twice() == [(first, inside), (first, after), (same, later)]


def test_a_closed_account_answers_for_nobody(staff: Places, today: date) -> None:
    house = Household.objects.create(area=NEAR, label="3组 1号")
    person("甲", household=house)
    for name, area in (("乙", NEAR), ("丙", FAR), ("丁", FAR), ("无村", "429004101")):
        person(name, area=area)
    gone = User.objects.create_user("gone", role=Role.WORKER, area=NEAR, full_name="已离开", is_active=False)
    Responsibility.objects.create(worker=gone, household=house, since=today)
    found = queries.unanswered_places(staff.supervisor, today)
    assert [(one.village, one.people, one.household, one.closed) for one in found] == [
        ("石桥镇", 1, None, ""),  # her village is not known: said first, because no worker can be given it
        ("云岭村", 2, None, ""),
        ("石桥村", 1, house, "已离开"),
    ]


@pytest.mark.django_db
def test_the_city_at_once_is_few_statements(staff: Places, today: date, django_assert_num_queries: Any) -> None:
    person("甲")
    person("乙", area=FAR)
    with django_assert_num_queries(1):
        assert sorted(queries.responsible_on(staff.supervisor, today).values_list("worker", flat=True), key=bool) == [
            None,
            staff.worker.pk,
        ]


@pytest.mark.django_db(transaction=True)
def test_two_supervisors_at_once_give_a_village_to_one_worker(today: date) -> None:
    """Both press the button at the same moment: the later one holds, and nobody ever answers twice."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    staff = places()
    crew = [User.objects.create_user(f"w{number}", role=Role.WORKER, area=FAR) for number in range(6)]
    ready = threading.Barrier(len(crew))

    def give(worker: User) -> None:
        ready.wait()
        try:
            actions.assign(by=staff.supervisor, worker=worker, area=FAR, since=today)
        finally:
            connection.close()

    threads = [threading.Thread(target=give, args=(worker,)) for worker in crew]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert queries.answered_twice() == []
    assert Responsibility.objects.filter(area=FAR).count() == 1
