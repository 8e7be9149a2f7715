"""What a demonstration has beyond its city's files: the places, the accounts, and a village for each worker."""

import csv
from datetime import date
from pathlib import Path

from django.db.models import Count

from wanhu.web.base import actions as accounts
from wanhu.web.base import ids
from wanhu.web.base.demo import ACCOUNTS, PASSWORD
from wanhu.web.base.models import Role, User
from wanhu.web.care.restricted import agreed as answer_of
from wanhu.web.care.restricted import record_results
from wanhu.web.registry import actions as registry
from wanhu.web.registry.models import Area
from wanhu.web.worklist.models import Due
from wanhu.web.worklist.restricted import queries as restricted

CITY = "429004"
VILLAGES_OF_ONE_WORKER = 2
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
    township = busiest[0]["area"][:9]
    worker, supervisor = User.objects.get(username="worker"), User.objects.get(username="supervisor")
    villages = list(Area.objects.filter(parent=township).order_by("code").values_list("code", flat=True))
    mine = [row["area"] for row in busiest if row["area"].startswith(township)][:VILLAGES_OF_ONE_WORKER]
    for village in mine or villages[:1]:
        registry.assign(by="wanhu demo", worker=worker, area=village, since=today.replace(day=1))
    accounts.place_account(by="wanhu demo", user=worker, area=mine[0])
    next_door = User.objects.get(username="worker2")
    others = [village for village in villages if village not in mine][:1]
    for village in others:
        registry.assign(by="wanhu demo", worker=next_door, area=village, since=today.replace(day=1))
    accounts.place_account(by="wanhu demo", user=next_door, area=(others or mine)[0])
    accounts.place_account(by="wanhu demo", user=supervisor, area=township)
    _restricted_results(User.objects.get(username="clinician"), today)


def _restricted_results(clinician: User, today: date) -> None:
    """Of the first three women who agreed to it: two carry something, one scored high. Nobody in the city exists."""
    agreed = [one for one in restricted.waiting(clinician, today) if (said := answer_of(clinician, one.person.pk)) and said.given]
    women = [one.person for one in agreed if any(step.protocol.code == "pmtct" for step in one.steps)]
    for her, (measurements, findings) in zip(women, RESULTS, strict=False):
        record_results(
            by=clinician, person=her, visit=ids.mint(), happened=today, pregnancy=restricted.pregnancy_of(clinician, her),
            measurements=measurements, findings=findings,
        )  # fmt: skip
