"""What a demonstration has beyond its city's files: places, accounts, a village for each worker, the households that walking order needs, and
two women about whom there is something to see at once: one graded yellow, one with a blood pressure that is an emergency.

Departments' files name no households, so a demonstration takes them from the truth of its city, as a village doctor would from knowing her village.
"""

import csv
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pyarrow.parquet as pq
from django.db.models import Count

from wanhu.engine.dates import TERM_DAYS
from wanhu.web.base import actions as accounts
from wanhu.web.base import ids, sealing
from wanhu.web.base.demo import ACCOUNTS, PASSWORD
from wanhu.web.base.models import Role, User
from wanhu.web.care.restricted import agreed as answer_of
from wanhu.web.care.restricted import record_results
from wanhu.web.registry import actions as registry
from wanhu.web.registry.models import Area, Household, Person
from wanhu.web.worklist import actions, queries
from wanhu.web.worklist.models import Due
from wanhu.web.worklist.queries.load import mothers
from wanhu.web.worklist.restricted import queries as restricted

CITY, VILLAGE = "429004", 12  # a village's code has twelve digits
GROUPS, HOUSES = 6, 41  # of a village: 组 and 号; 41 shares no factor with the step of 7, so that no number comes twice
FROM_20_WEEKS = 140  # days: a raised pressure is another thing before
SHARED_GROUP = 1  # of the next village: the demonstration's worker answers for these households beside her own village
RESULTS: tuple[tuple[dict[str, float], list[tuple[str, str]]], ...] = (
    ({}, [("hiv", "negative"), ("syphilis", "negative"), ("hbsag", "positive")]),
    ({}, [("hiv", "negative"), ("syphilis", "positive"), ("hbsag", "negative")]),
    ({"epds-total": 14.0, "epds-item-10": 1.0}, []),
)
PHONES = {"worker": "13800000001", "worker2": "13800000002"}  # nobody's: families' messages name whom to ring


def people_and_places(areas: Path | None, today: date) -> None:
    """First with the city's areas: loads them and opens the accounts. Then, when lists exist, without: gives the worker the villages with most to do."""
    if areas is not None:
        with areas.open(encoding="utf-8") as file:
            registry.load_areas(by="wanhu demo", rows=[row for row in csv.DictReader(file) if row["code"].startswith(CITY)])
        for account in ACCOUNTS:
            area = CITY if account.role not in (Role.WORKER, Role.SUPERVISOR) else ""
            accounts.open_account(
                by="wanhu demo",
                username=account.username,
                password=PASSWORD,
                role=account.role,
                full_name=account.full_name,
                area=area,
                phone=PHONES.get(account.username, ""),
            )
        return
    busiest = (
        Due.objects.filter(run__current=True, area__regex=r"^\d{12}$")
        .values("area")
        .annotate(tasks=Count("id"))
        .order_by("-tasks")
    )
    if not busiest:
        return
    near, township = busiest[0]["area"], busiest[0]["area"][:9]
    villages = list(Area.objects.filter(parent=township).order_by("code").values_list("code", flat=True))
    following = next((village for village in villages if village != near), near)
    worker, next_door, supervisor = (User.objects.get(username=name) for name in ("worker", "worker2", "supervisor"))
    since = today.replace(day=1)
    registry.assign(by="wanhu demo", worker=worker, area=near, since=since)
    if following != near:
        registry.assign(by="wanhu demo", worker=next_door, area=following, since=since)
    for house in Household.objects.filter(area=following, label__startswith=f"{SHARED_GROUP}组"):
        registry.assign(by="wanhu demo", worker=worker, household=house.pk, since=since)
    for user, area in ((worker, near), (next_door, following), (supervisor, township)):
        accounts.place_account(by="wanhu demo", user=user, area=area)
    _something_to_see(worker, today)
    _restricted_results(User.objects.get(username="clinician"), today)


def households(people: Path) -> int:
    """Who lives together, from the truth of the city: a household for each family known here, with its group and number. Returns how many."""
    truth = pq.read_table(people, columns=["household", "id_number"]).to_pydict()
    house_of = {
        sealing.key("id-number", number): house
        for house, number in zip(truth["household"], truth["id_number"], strict=True) if number
    }  # fmt: skip
    known = list(Person.objects.filter(merged_into=None).order_by("pk"))
    true = {one.pk: house for one in known if (house := house_of.get(one.id_number_key)) and one.id_number_key}
    for child, mother in mothers(
        User(role=Role.SUPERVISOR, area=CITY)
    ).items():  # a child too small for a number of its own lives with its mother
        if mother in true:
            true.setdefault(child, true[mother])
    made: dict[tuple[int, str], Household] = {}
    places: dict[str, count] = {}
    living = [one for one in known if one.pk in true and len(one.area) == VILLAGE]
    for one in living:
        if (key := (true[one.pk], one.area)) not in made:
            at = next(places.setdefault(one.area, count()))
            made[key] = Household(area=one.area, label=_label(at))
    Household.objects.bulk_create(made.values(), batch_size=1_000)
    for one in living:
        one.household = made[true[one.pk], one.area]
    Person.objects.bulk_update(living, ["household"], batch_size=1_000)
    return len(made)


def _label(at: int) -> str:
    """The place of the n-th family of a village: groups in turn, numbers that do not follow one another."""
    group, turn = at % GROUPS + 1, at // GROUPS
    return f"{group}组 {turn * 7 % HOUSES + 1 + turn // HOUSES * HOUSES}号"


def _something_to_see(worker: User, today: date) -> None:
    """Recorded as the worker would: a colour on one pregnancy, and on another a pressure that sends her to hospital at once."""
    day = queries.day(worker, ahead=timedelta(days=120), most=1_000)
    waiting = [visit.main for house in [*day.today, *day.rest] for visit in house.visits if visit.main.pregnancy]
    with_child = [one for one in waiting if one.now and one.now.gestation and FROM_20_WEEKS <= one.now.gestation <= TERM_DAYS]
    expecting = {one.pregnancy: one for one in with_child}
    graded, endangered = [*expecting.values(), None, None][:2]
    if graded:
        actions.grade(
            by=worker, person=graded.person, pregnancy=graded.pregnancy, visit=ids.mint(), happened=today - timedelta(days=9), colour="yellow",
            graded_by="hospital", look_again=today + timedelta(days=19), factors=["y1.7"], lowered="",
        )  # fmt: skip
    if endangered:
        said = actions.Said(measurements={"systolic": 164.0, "diastolic": 112.0})
        actions.record(by=worker, task=endangered, visit=ids.mint(), happened=today - timedelta(days=1), said=said)


def _restricted_results(clinician: User, today: date) -> None:
    """Of the first three women who agreed to it: two carry something, one scored high. Nobody in the city exists."""
    agreed = [one for one in restricted.waiting(clinician, today) if (said := answer_of(clinician, one.person.pk)) and said.given]
    women = [one.person for one in agreed if any(step.protocol.code == "pmtct" for step in one.steps)]
    for her, (measurements, findings) in zip(women, RESULTS, strict=False):
        record_results(
            by=clinician, person=her, visit=ids.mint(), happened=today, pregnancy=restricted.pregnancy_of(clinician, her),
            measurements=measurements, findings=findings,
        )  # fmt: skip
