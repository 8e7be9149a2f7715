"""Dating a pregnancy: +280 days beside the paper's date, the limits of re-dating day by day, what fixes a date for good, and who may change one."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.web.places import FAR, Family, Places, person
from wanhu.engine.dates import naegele, weeks_and_days
from wanhu.web.base import audit, ids
from wanhu.web.base.models import AuditLine, User
from wanhu.web.care import actions, dating, queries
from wanhu.web.care.dated import Why
from wanhu.web.care.dating import Told
from wanhu.web.care.models import PregnancyFact
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import DecisionFact


def undated(home: Family) -> None:
    """She registered and knew no date."""
    PregnancyFact.objects.filter(pregnancy=home.pregnancy).update(lmp=None, edd=None, dating=None)


def dated_by(home: Family, lmp: date) -> None:
    """Her last period is known, and nothing else."""
    PregnancyFact.objects.filter(pregnancy=home.pregnancy).update(lmp=lmp, edd=lmp + timedelta(days=280), dating="lmp")


def tell(by: User, home: Family, *said: object, visit: uuid.UUID | None = None) -> bool:
    told = Told(*said)  # type: ignore[arg-type]
    return dating.tell(by=by, person=home.mother, pregnancy=home.pregnancy.pk, visit=visit or ids.mint(), said=told)


def now(staff: Places, home: Family) -> tuple[date | None, str | None]:
    found = queries.pregnancies(staff.worker, [home.pregnancy.pk], timezone.localdate())[home.pregnancy.pk]
    return found.edd, found.dating


def judged(staff: Places, home: Family) -> list[Why]:
    return [one.why for one in dating.dating_of(staff.worker, home.pregnancy.pk).judged]


def decide(what: str, by: User, home: Family, visit: uuid.UUID | None = None) -> bool:
    [one] = dating.dating_of(by, home.pregnancy.pk).suggested
    deed = {"confirm": dating.confirm, "keep": dating.keep}[what]
    return deed(by=by, person=home.mother, pregnancy=home.pregnancy.pk, visit=visit or ids.mint(), fact=one.fact.pk)


@pytest.mark.parametrize(
    ("lmp", "edd", "paper"),
    [
        ("2026-01-05", "2026-10-12", "2026-10-12"),
        ("2026-03-15", "2026-12-20", "2026-12-22"),
        ("2025-05-31", "2026-03-07", "2026-03-10"),
        ("2024-05-25", "2025-03-01", "2025-03-04"),
        ("2024-02-29", "2024-12-05", "2024-12-06"),
        ("2025-12-31", "2026-10-07", "2026-10-08"),
        ("2025-11-30", "2026-09-06", "2026-09-06"),
    ],
)
def test_a_last_period_and_280_days_whatever_the_paper_says(staff: Places, home: Family, lmp: str, edd: str, paper: str):
    undated(home)
    assert tell(staff.worker, home, "lmp", date.fromisoformat(lmp))
    assert now(staff, home) == (date.fromisoformat(edd), "lmp")
    assert naegele(dating.dating_of(staff.worker, home.pregnancy.pk).period) == date.fromisoformat(paper)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("on", "gestation"), [("2026-04-05", "12+6"), ("2026-04-06", "13+0"), ("2026-04-27", "16+0"), ("2026-09-21", "37+0"), ("2026-10-12", "40+0")]
)  # fmt: skip
def test_weeks_and_days(staff: Places, home: Family, on: str, gestation: str):
    dated_by(home, date(2026, 1, 5))
    found = queries.pregnancies(staff.worker, [home.pregnancy.pk], date.fromisoformat(on))[home.pregnancy.pk]
    assert found.gestation is not None and weeks_and_days(found.gestation) == gestation


@pytest.mark.parametrize(("cycle", "later"), [(None, 0), (21, -7), (28, 0), (30, 2), (35, 7)])
def test_a_regular_cycle_moves_the_date(staff: Places, home: Family, cycle: int | None, later: int):
    undated(home)
    tell(staff.worker, home, "lmp", date(2026, 1, 5), cycle)
    assert now(staff, home)[0] == date(2026, 10, 12) + timedelta(days=later)
    assert dating.dating_of(staff.worker, home.pregnancy.pk).period == date(2026, 1, 5), "as she told it"


@pytest.mark.parametrize(("embryo", "edd"), [(3, date(2026, 11, 19)), (5, date(2026, 11, 17))])
def test_a_transfer_on_the_first_of_march(staff: Places, home: Family, embryo: int, edd: date):
    undated(home)
    tell(staff.worker, home, "transfer", date(2026, 3, 1), embryo)
    assert now(staff, home) == (edd, "transfer")


LIMITS = [
    ("8+6", 62, 5),
    ("9+0", 63, 7),
    ("15+6", 111, 7),
    ("16+0", 112, 10),
    ("21+6", 153, 10),
    ("22+0", 154, 14),
    ("27+6", 195, 14),
    ("28+0", 196, 21),
]


@pytest.mark.parametrize("sign", [1, -1], ids=["scan older", "scan younger"])
@pytest.mark.parametrize(("at", "by_period", "limit"), LIMITS, ids=[at for at, _days, _limit in LIMITS])
def test_exactly_the_limit_keeps_the_last_period_and_one_day_more_does_not(
    staff: Places, home: Family, today: date, at: str, by_period: int, limit: int, sign: int
):
    dated_by(home, today - timedelta(days=by_period))
    expected = now(staff, home)
    tell(staff.worker, home, "ultrasound", today, by_period + sign * limit)
    [one] = dating.dating_of(staff.worker, home.pregnancy.pk).judged
    assert (one.why, one.gestation, one.limit, one.apart) == (Why.WITHIN, by_period, limit, limit) and weeks_and_days(
        by_period
    ) == at
    dating.take_back(by=staff.supervisor, person=home.mother, pregnancy=home.pregnancy.pk, fact=one.fact.pk)
    tell(staff.worker, home, "ultrasound", today, by_period + sign * (limit + 1))
    [one] = dating.dating_of(staff.worker, home.pregnancy.pk).judged
    assert one.why is Why.DIFFERS and now(staff, home) == expected, "it is suggested, and changes nothing"
    assert decide("confirm", staff.supervisor, home)
    assert now(staff, home) == (expected[0] - timedelta(days=sign * (limit + 1)), "ultrasound")  # type: ignore[operator]


def test_once_an_early_scan_has_fixed_it_later_scans_never_do(staff: Places, home: Family, today: date):
    dated_by(home, today - timedelta(days=150))
    tell(staff.worker, home, "ultrasound", today - timedelta(days=80), 60)
    decide("confirm", staff.supervisor, home)
    fixed = now(staff, home)
    tell(staff.supervisor, home, "ultrasound", today, 190)
    assert judged(staff, home) == [Why.FIXED] and now(staff, home) == fixed


def test_a_first_scan_that_kept_the_last_period_fixes_it_too(staff: Places, home: Family, today: date):
    dated_by(home, today - timedelta(days=150))
    tell(staff.worker, home, "ultrasound", today - timedelta(days=80), 72)
    tell(staff.worker, home, "ultrasound", today, 190)
    assert judged(staff, home) == [Why.WITHIN, Why.FIXED]


def test_an_earlier_scan_that_turns_up_later_goes_before_the_later_one(staff: Places, home: Family, today: date):
    undated(home)
    tell(staff.worker, home, "ultrasound", today, 150)
    first = now(staff, home)
    assert first == (today + timedelta(days=130), "ultrasound"), "no last period: the only scan"
    tell(staff.worker, home, "ultrasound", today - timedelta(days=80), 60)
    assert judged(staff, home) == [Why.NO_PERIOD] and now(staff, home) == first
    decide("confirm", staff.supervisor, home)
    assert now(staff, home) == (today + timedelta(days=140), "ultrasound")


def test_a_transfer_goes_before_everything(staff: Places, home: Family, today: date):
    dated_by(home, today - timedelta(days=100))
    tell(staff.worker, home, "transfer", today - timedelta(days=80), 5)
    decide("confirm", staff.supervisor, home)
    tell(staff.worker, home, "ultrasound", today, 150)
    tell(staff.worker, home, "lmp", today - timedelta(days=120))
    assert judged(staff, home) == [Why.FIXED, Why.FIXED] and now(staff, home)[1] == "transfer"


def test_a_copied_expected_date_changes_nothing_where_a_last_period_is_known(staff: Places, home: Family, today: date):
    dated_by(home, today - timedelta(days=100))
    tell(staff.worker, home, "reported", today + timedelta(days=183))
    assert judged(staff, home) == [Why.FIXED] and now(staff, home)[1] == "lmp"


def test_another_last_period_waits_and_is_then_what_a_scan_is_held_to(staff: Places, home: Family, today: date):
    dated_by(home, today - timedelta(days=100))
    tell(staff.worker, home, "ultrasound", today, 98)
    tell(staff.worker, home, "lmp", today - timedelta(days=80), None, "2026年七月初八")
    assert judged(staff, home) == [Why.WITHIN, Why.CORRECTS]
    decide("confirm", staff.supervisor, home)
    assert now(staff, home) == (today + timedelta(days=200), "lmp")
    assert standing(PregnancyFact).filter(lunar="2026年七月初八", dating="lmp").exists()
    assert judged(staff, home) == [Why.DIFFERS], "98 days by the scan, 80 by the period: it is looked at anew"


def test_a_last_period_told_again_and_one_that_a_file_brings_meanwhile(staff: Places, home: Family, today: date):
    dated_by(home, today - timedelta(days=100))
    tell(staff.worker, home, "lmp", today - timedelta(days=100))
    assert judged(staff, home) == [Why.SAME]
    tell(staff.worker, home, "lmp", today - timedelta(days=90))
    PregnancyFact.objects.create(
        id=ids.mint(), person=home.mother, pregnancy=home.pregnancy, happened=today, recorded=timezone.now(), source="delivery:2",
        lmp=today - timedelta(days=95), dating="reported",
    )  # fmt: skip
    assert judged(staff, home) == [Why.CORRECTS, Why.CORRECTS], "a file settles nothing for somebody who waits for an answer"
    [_again, one] = dating.dating_of(staff.supervisor, home.pregnancy.pk).suggested
    about = {"by": staff.supervisor, "person": home.mother, "pregnancy": home.pregnancy.pk, "visit": ids.mint()}
    dating.confirm(**about, fact=one.fact.pk)
    assert judged(staff, home) == [Why.PASSED] and now(staff, home) == (today + timedelta(days=190), "lmp")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([{"lmp": "2025-05-31", "edd": "2026-03-10", "dating": "reported"}], "2026-03-07"),  # the paper counts three days more
        ([{"edd": "2026-03-10", "dating": "reported"}, {"lmp": "2025-05-31", "dating": "lmp"}], "2026-03-07"),
        ([{"lmp": "2025-05-31", "dating": "lmp"}, {"edd": "2026-03-10", "dating": "reported"}], "2026-03-07"),
        ([{"edd": "2026-03-20", "dating": "ultrasound"}, {"lmp": "2025-05-31", "dating": "lmp"}], "2026-03-20"),
        ([{"edd": "2026-03-15", "dating": "transfer"}, {"edd": "2026-03-20", "dating": "ultrasound"}], "2026-03-15"),
        ([{"edd": "2026-03-10", "dating": "reported"}], "2026-03-10"),
        ([{}], None),
    ],
)
def test_the_order_of_what_dates_a_pregnancy(staff: Places, home: Family, said: list[dict[str, str]], expected: str | None):
    PregnancyFact.objects.filter(pregnancy=home.pregnancy).delete()
    for dates in said:
        read = {name: date.fromisoformat(dates[name]) if name in dates else None for name in ("lmp", "edd")}
        PregnancyFact.objects.create(
            id=ids.mint(), person=home.mother, pregnancy=home.pregnancy, happened=date(2025, 9, 1), recorded=timezone.now(), source="delivery:1",
            dating=dates.get("dating"), **read,
        )  # fmt: skip
    assert now(staff, home)[0] == (date.fromisoformat(expected) if expected else None)


def test_a_clinician_may_keep_the_dates(staff: Places, home: Family, today: date):
    dated_by(home, today - timedelta(days=62))
    before = now(staff, home)
    tell(staff.worker, home, "ultrasound", today, 80)
    visit = ids.mint()
    assert decide("keep", staff.supervisor, home, visit)
    assert judged(staff, home) == [Why.KEPT] and now(staff, home) == before
    actions.undo(by=staff.supervisor, person=home.mother.pk, visit=visit)
    assert judged(staff, home) == [Why.DIFFERS] and not standing(DecisionFact).exists()


def test_the_first_date_is_the_worker_s_and_a_change_is_not(staff: Places, home: Family, today: date):
    undated(home)
    tell(staff.worker, home, "ultrasound", today, 80)
    assert now(staff, home) == (today + timedelta(days=200), "ultrasound")
    dated_by(home, today - timedelta(days=62))
    PregnancyFact.objects.exclude(evidence=None).delete()
    tell(staff.worker, home, "ultrasound", today, 80)
    with pytest.raises(PermissionDenied):
        decide("confirm", staff.worker, home)
    with pytest.raises(PermissionDenied):
        decide("keep", staff.worker, home)
    fact = standing(PregnancyFact).get(evidence="ultrasound").pk
    with pytest.raises(PermissionDenied):
        dating.take_back(by=staff.worker, person=home.mother, pregnancy=home.pregnancy.pk, fact=fact)
    assert now(staff, home)[1] == "lmp"


def test_nobody_dates_out_of_scope_or_another_womans_pregnancy(staff: Places, home: Family, today: date):
    stranger = person("乙", area=FAR)
    said = {"visit": ids.mint(), "said": Told("lmp", today - timedelta(days=50))}
    for by, who in (
        (staff.worker, stranger),
        (staff.worker, home.child),
        (staff.steward, home.mother),
        (staff.analyst, home.mother),
    ):
        with pytest.raises(PermissionDenied):
            dating.tell(by=by, person=who, pregnancy=home.pregnancy.pk, **said)
    assert not PregnancyFact.objects.exclude(evidence=None).exists()


def test_only_what_is_suggested_is_confirmed_and_once(staff: Places, home: Family, today: date):
    dated_by(home, today - timedelta(days=62))
    tell(staff.worker, home, "ultrasound", today, 67)
    fact = standing(PregnancyFact).get(evidence="ultrasound").pk
    about = {"by": staff.supervisor, "person": home.mother, "pregnancy": home.pregnancy.pk, "fact": fact}
    with pytest.raises(PermissionDenied):
        dating.confirm(**about, visit=ids.mint())
    dating.take_back(**about)
    visit = ids.mint()
    assert tell(staff.worker, home, "ultrasound", today, 68, visit=visit) and not tell(
        staff.worker, home, "ultrasound", today, 90, visit=visit
    )
    deciding = ids.mint()
    about["fact"] = standing(PregnancyFact).get(evidence="ultrasound").pk
    assert dating.confirm(**about, visit=deciding) and not dating.confirm(**about, visit=deciding)
    with pytest.raises(PermissionDenied):
        dating.confirm(**about, visit=ids.mint())


def test_every_change_leaves_its_line_and_nothing_is_lost(staff: Places, home: Family, today: date):
    dated_by(home, today - timedelta(days=62))
    before = now(staff, home)
    tell(staff.worker, home, "ultrasound", today, 80)
    decide("confirm", staff.supervisor, home)
    again = dating.dating_of(staff.supervisor, home.pregnancy.pk)
    assert [(line.fact.by, line.fact.dating) for line in again.history] == [("wang", "ultrasound"), ("li", None), (None, "lmp")]
    assert (
        dating.take_back(by=staff.supervisor, person=home.mother, pregnancy=home.pregnancy.pk, fact=again.history[0].fact.pk) == 2
    )
    assert now(staff, home) == before and not dating.dating_of(staff.worker, home.pregnancy.pk).judged
    history = dating.dating_of(staff.worker, home.pregnancy.pk).history
    assert [line.ended and (line.ended.by, line.ended.void) for line in history] == [("wang", True), ("wang", True), None]
    lines = AuditLine.objects.filter(person=home.mother.pk).order_by("pk")
    assert list(lines.values_list("by", "action")) == [
        ("li", "dating-told"),
        ("wang", "pregnancy-dated"),
        ("wang", "dating-taken-back"),
    ]
    assert lines[1].detail == {"dating": "ultrasound", "days": -18} and audit.verify() is None


def test_who_waits_is_told_to_her_supervisor(staff: Places, home: Family, today: date):
    dated_by(home, today - timedelta(days=62))
    assert dating.waiting(staff.supervisor) == []
    tell(staff.worker, home, "ultrasound", today, 80)
    [(who, found, one)] = dating.waiting(staff.supervisor)
    assert (who, found.number, one.later) == (home.mother, home.pregnancy.pk, -18)
    actions.record_loss(by=staff.worker, person=home.mother, pregnancy=home.pregnancy.pk, visit=ids.mint(), happened=today)
    assert dating.waiting(staff.supervisor) == []
