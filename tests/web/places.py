"""A small township for tests: two villages, three members of staff, one family, and a list computed by hand."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from wanhu.web.base import ids, sealing
from wanhu.web.base.models import Role, User
from wanhu.web.care.models import BirthFact, Pregnancy, PregnancyFact
from wanhu.web.registry.models import (
    Area,
    ConsentFact,
    Household,
    Person,
    PersonFact,
    RelationFact,
    ResidenceFact,
    Responsibility,
)
from wanhu.web.worklist.models import Due, Run

CITY, TOWNSHIP, NEAR, FAR = "429004", "429004101", "429004101201", "429004101202"
ELSEWHERE, ELSEWHERE_VILLAGE = "429004102", "429004102201"
PASSWORD = "a long enough word"


@dataclass
class Places:
    """The staff: a worker who answers for ``NEAR``, a supervisor of the township, a steward of the city, an analyst, and the township's clinician
    for restricted results.
    """

    worker: User
    supervisor: User
    steward: User
    analyst: User
    clinician: User


@dataclass
class Family:
    """A mother with a pregnancy at 30 weeks and a two-month-old of an earlier birth who has no name yet."""

    mother: Person
    child: Person
    pregnancy: Pregnancy


def places() -> Places:
    """Writes the areas and the staff."""
    rows = [
        (CITY, "仙桃市", "city", ""),
        (TOWNSHIP, "石桥镇", "township", CITY),
        (NEAR, "石桥村", "village", TOWNSHIP),
        (FAR, "云岭村", "village", TOWNSHIP),
        (ELSEWHERE, "沙河镇", "township", CITY),
        (ELSEWHERE_VILLAGE, "沙河村", "village", ELSEWHERE),
    ]
    Area.objects.bulk_create([Area(code=code, name=name, level=level, parent=parent) for code, name, level, parent in rows])
    worker = _staff("li", Role.WORKER, "李桂兰", NEAR)
    Responsibility.objects.create(worker=worker, area=NEAR, since=date(2020, 1, 1))
    return Places(
        worker,
        _staff("wang", Role.SUPERVISOR, "王建国", TOWNSHIP),
        _staff("chen", Role.STEWARD, "陈晓燕", CITY),
        _staff("zhou", Role.ANALYST, "周文", CITY),
        _staff("liu", Role.RESTRICTED_CLINICIAN, "刘静", TOWNSHIP),
    )


def person(name: str, *, born_on: date | None = None, sex: int = 2, area: str = NEAR, phone: str = "", **more: object) -> Person:
    """A person with the facts that make her one: birth, place, consent to a record."""
    sealed = {"phone_sealed": sealing.seal_text(phone), "phone_key": sealing.key("phone", phone)} if phone else {}
    if phone:
        sealed["phone_ending_key"] = sealing.key("phone-ending", phone[-4:])
    made = Person.objects.create(name=name, born_on=born_on, sex=sex, area=area, **sealed, **more)
    day = born_on or date(2026, 1, 1)
    _fact(ResidenceFact, made, day, area=area)
    for purpose in ("record", "reminders", "home-visit", "immunisation"):
        _fact(ConsentFact, made, day, purpose=purpose, given=True, how="paper")
    if born_on:
        _fact(PersonFact, made, day, born_on=born_on, sex=sex, area=area)
    return made


def family(on: date, *, area: str = NEAR, phone: str = "13812342210") -> Family:
    """See ``Family``."""
    house = Household.objects.create(area=area, label="3组 12号")
    mother = person(
        "王秀英", born_on=date(on.year - 28, 1, 1), area=area, phone=phone, household=house, pinyin="wangxiuying", initials="wxy",
        id_number_sealed=sealing.seal_text("429000199801010024"), id_number_key=sealing.key("id-number", "429000199801010024"),
    )  # fmt: skip
    child = person("", born_on=on - timedelta(days=65), sex=1, area=area, household=house)
    pregnancy = Pregnancy.objects.create(woman=mother)
    edd = on + timedelta(days=280 - 210)
    _fact(
        PregnancyFact, mother, on - timedelta(days=140), pregnancy=pregnancy, edd=edd, lmp=edd - timedelta(days=280), dating="lmp"
    )
    _fact(BirthFact, child, on - timedelta(days=65), mother=mother)
    _fact(RelationFact, child, on - timedelta(days=65), other=mother, kind="child-of")
    return Family(mother, child, pregnancy)


def agreed(who: Person, *, given: bool = True) -> None:
    """She, or the child's guardian, answered about recording restricted results."""
    _fact(ConsentFact, who, timezone.localdate(), purpose="restricted", given=given, how="paper")


def browser_of(user: User) -> Client:
    """A browser in which somebody has signed in; her pages are in Chinese."""
    client = Client(headers={"Accept-Language": "zh-CN"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def run(on: date) -> Run:
    """A finished, current run without rows."""
    now = timezone.now()
    return Run.objects.create(on=on, known_at=now, rulebook="test", started=now, finished=now, current=True)


def due(one: Run, who: Person, protocol: str, step: str, *, days: int, state: str, pregnancy: Pregnancy | None = None) -> Due:
    """A row of the list: due ``days`` after the run's day."""
    return Due.objects.create(
        run=one, person=who, pregnancy=pregnancy, area=who.area, protocol=protocol, step=step, state=state,
        opens=one.on + timedelta(days=days - 7), due=one.on + timedelta(days=days), because="{}",
    )  # fmt: skip


def _staff(username: str, role: Role, full_name: str, area: str) -> User:
    return User.objects.create_user(username, password=PASSWORD, role=role, full_name=full_name, area=area)


def _fact(model: type, who: Person, happened: date, **said: object) -> None:
    model.objects.create(id=ids.mint(), person=who, happened=happened, recorded=timezone.now(), source="delivery:1", **said)  # type: ignore[attr-defined]
