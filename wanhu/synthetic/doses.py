"""What children were given, and when: the national schedule as clinics keep it, with delays, gaps and a few doses too early.

The ages are those of the routine schedule (2021 edition): a synthetic clinic follows the rules of its day, so children who were
two months old before 2025 had DTaP at 3, 4 and 5 months and DT at six years, later ones DTaP at 2, 4 and 6 months and at six years. A
family comes once for all that is due at an age, mostly. What a child should still get is decided by the protocols, never here.
"""

from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic.days import NEVER, Days, add_months, day


class Planned(NamedTuple):
    """One dose of the schedule: age in months, and days that must lie between it and the dose before it in the series."""

    vaccine: str
    months: int
    gap: int
    products: tuple[str, ...]


HEPB = ("乙肝疫苗(酿酒酵母)", "重组乙型肝炎疫苗（酿酒酵母）", "乙肝(酵母)", "乙肝疫苗（CHO）", "HepB")
IPV = ("脊灰灭活疫苗", "脊灰灭活疫苗（Sabin株）", "IPV")
BOPV = ("脊灰减毒疫苗", "二价脊灰减毒活疫苗", "bOPV")
DTAP = ("百白破疫苗", "无细胞百白破疫苗", "DTaP", "吸附无细胞百白破联合疫苗")
MMR = ("麻腮风疫苗", "麻腮风联合减毒活疫苗", "MMR")
JE_L = ("乙脑减毒活疫苗", "乙脑(减毒)", "JE-L")
JE_I = ("乙脑灭活疫苗", "乙脑灭活疫苗（Vero细胞）")
MPSV_A = ("A群流脑疫苗", "A群流脑多糖疫苗", "流脑A")
MPSV_AC = ("A群C群流脑疫苗", "A群C群流脑多糖疫苗", "流脑A+C")
HEPA_L = ("甲肝减毒活疫苗", "甲肝(减毒)", "HepA-L")
HEPA_I = ("甲肝灭活疫苗", "甲肝灭活疫苗（人二倍体）")
DT = ("白破疫苗", "吸附白喉破伤风联合疫苗", "DT")
FIVE = ("五联疫苗", "五联疫苗（DTaP-IPV/Hib）")
"""One injection that holds DTaP, IPV and Hib."""

SCHEDULE: tuple[Planned, ...] = (
    Planned("HepB", 0, 0, HEPB), Planned("HepB", 1, 28, HEPB), Planned("HepB", 6, 60, HEPB),
    Planned("BCG", 0, 0, ("卡介苗", "皮内注射用卡介苗", "BCG")),
    Planned("DTaP", 2, 0, DTAP), Planned("DTaP", 4, 28, DTAP), Planned("DTaP", 6, 28, DTAP),
    Planned("DTaP", 18, 183, DTAP), Planned("DTaP", 72, 365, DTAP),
    Planned("IPV", 2, 0, IPV), Planned("IPV", 3, 28, IPV),
    Planned("bOPV", 4, 28, BOPV), Planned("bOPV", 48, 28, BOPV),
    Planned("Hib", 2, 0, FIVE), Planned("Hib", 4, 28, FIVE),
    Planned("DT", 72, 365, DT),
    Planned("MMR", 8, 0, MMR), Planned("JE-L", 8, 0, JE_L), Planned("MMR", 18, 28, MMR), Planned("HepA-L", 18, 0, HEPA_L),
    Planned("JE-L", 24, 366, JE_L),
    Planned("JE-I", 8, 0, JE_I), Planned("JE-I", 8, 7, JE_I), Planned("JE-I", 24, 60, JE_I), Planned("JE-I", 72, 1096, JE_I),
    Planned("MPSV-A", 6, 0, MPSV_A), Planned("MPSV-A", 9, 92, MPSV_A),
    Planned("MPSV-AC", 36, 365, MPSV_AC), Planned("MPSV-AC", 72, 1096, MPSV_AC),
    Planned("HepA-I", 18, 0, HEPA_I), Planned("HepA-I", 24, 183, HEPA_I),
)  # fmt: skip
PLACE = {(dose.vaccine, dose.months, dose.gap): at for at, dose in enumerate(SCHEDULE)}
TOGETHER = {("IPV", 2): ("DTaP", 2, 0), ("IPV", 3): ("DTaP", 4, 28), ("Hib", 2): ("DTaP", 2, 0), ("Hib", 4): ("DTaP", 4, 28)}
"""Doses that a combined injection gives together with a dose of DTaP."""
VACCINES: list[str] = sorted({dose.vaccine for dose in SCHEDULE})
PRODUCTS: list[str] = sorted({product for dose in SCHEDULE for product in dose.products})

NEW_DTAP = day(date(2025, 1, 1))
OLD_DTAP_MONTHS = {2: 3, 4: 4, 6: 5}
FOLLOWS = {("bOPV", 4): ("IPV", 3), ("MPSV-AC", 36): ("MPSV-A", 9), ("DT", 72): ("DTaP", 18)}
"""A series that goes on from another one: its first dose waits for the other's last."""
LIVE = ("MMR", "JE-L", "HepA-L")
"""Injected live vaccines, in the schedule by age: on one day, or 28 days apart."""


class Habits(NamedTuple):
    """How well a city keeps the schedule. Rates are shares of children or of doses."""

    never: float = 0.012
    """children without any dose after the birth doses"""
    missed: float = 0.02
    """doses never given or never recorded"""
    birth_missed: float = 0.008
    """HepB1 and BCG not given at birth"""
    late: float = 0.05
    """visits 2 to 10 months late"""
    caught_up: float = 0.4
    """doses missed that are given one to four years later after all"""
    early: float = 0.004
    """doses given 1–12 days before the age or interval allows"""
    alone: float = 0.06
    """doses not given at the visit for their age, but on another day"""
    live_too_close: float = 0.01
    """live vaccines given although another one was given less than 28 days before"""
    inactivated_je: float = 0.08
    """children on the inactivated encephalitis vaccine"""
    inactivated_hepa: float = 0.12
    """children on the inactivated hepatitis A vaccine"""
    combined: float = 0.05
    """children whose first two doses of DTaP, IPV and Hib were one injection each; others get no Hib"""


USUAL = Habits()


class Given(NamedTuple):
    """Doses given, sorted by child and day: row of the child, place in SCHEDULE, day, place in PRODUCTS, whether it came in a
    combined injection (one row in a file, one fact for each antigen)."""

    child: NDArray[np.int64]
    planned: NDArray[np.int64]
    day: Days
    product: NDArray[np.int64]
    combined: NDArray[np.bool_]


def given(rng: np.random.Generator, born: Days, until: Days, habits: Habits = USUAL) -> Given:
    """Doses of children born on ``born`` and given up to ``until`` (the day the city looks, the child moved, or died)."""
    count = len(born)
    on = np.full((count, len(SCHEDULE)), NEVER, dtype=np.int32)
    never = rng.random(count) < habits.never
    je_i = rng.random(count) < habits.inactivated_je
    hepa_i = rng.random(count) < habits.inactivated_hepa
    five = rng.random(count) < habits.combined
    previous: dict[str, Days] = {}
    visits: dict[int, NDArray[np.int32]] = {}
    live: list[Days] = []
    for dose in SCHEDULE:
        draw = rng.random((4, count), dtype=np.float32)
        if dose.months == 0:
            taken = draw[0] >= habits.birth_missed
            when = born + (draw[1] < 0.18) + np.where(draw[2] < 0.03, (draw[3] * 40).astype(np.int32), 0)
        else:
            taken = (draw[0] >= habits.missed * (1 - habits.caught_up)) & ~never
            if dose.months not in visits:
                visits[dose.months] = _delay(rng.random((2, count), dtype=np.float32), habits.late)
            delay = np.where(rng.random(count) < habits.alone, _delay(draw[1:], habits.late), visits[dose.months])
            due = _due(born, dose)
            when = due + np.where(draw[0] < habits.missed, (365 + draw[1] * 1000).astype(np.int32), delay)
            source = FOLLOWS.get((dose.vaccine, dose.months))
            before = previous.get(source[0] if source else dose.vaccine, born)
            when = np.maximum(when, before + dose.gap)
            first = np.maximum(due, before + dose.gap)
            if dose.vaccine in LIVE:
                when = _apart(when, first, live, careless=rng.random(count) < habits.live_too_close)
            when = np.where(draw[3] > 1 - habits.early, first - 1 - (draw[2] * 12).astype(np.int32), when)
            when = np.maximum(when, before + 1)
        if dose.vaccine in ("JE-L", "JE-I"):
            taken &= je_i == (dose.vaccine == "JE-I")
        if dose.vaccine in ("HepA-L", "HepA-I"):
            taken &= hepa_i == (dose.vaccine == "HepA-I")
        if dose.months == 72 and dose.vaccine in ("DT", "DTaP"):
            taken &= (add_months(born, 72) < NEW_DTAP) == (dose.vaccine == "DT")
        partner = TOGETHER.get((dose.vaccine, dose.months))
        if partner is not None:
            with_dtap = on[:, PLACE[partner]]
            when = np.where(five, with_dtap, when)
            taken = np.where(five, with_dtap != NEVER, taken & (dose.vaccine != "Hib"))
        when = when.astype(np.int32)
        if dose.vaccine in LIVE:
            live.append(np.where(taken, when, NEVER).astype(np.int32))
        previous[dose.vaccine] = np.where(taken, when, previous.get(dose.vaccine, born)).astype(np.int32)
        on[:, PLACE[dose.vaccine, dose.months, dose.gap]] = np.where(taken & (when <= until), when, NEVER)
    order = np.argsort(on, axis=1, kind="stable")
    ranked = np.take_along_axis(on, order, axis=1)
    child, column = np.nonzero(ranked != NEVER)
    planned = order[child, column]
    joined = np.array(
        [
            (dose.vaccine, dose.months) in TOGETHER or (dose.vaccine, dose.months, dose.gap) in TOGETHER.values()
            for dose in SCHEDULE
        ]
    )
    combined = five[child] & joined[planned]
    return Given(child, planned, ranked[child, column], _products(rng, child, planned, combined, count), combined)


def _due(born: Days, dose: Planned) -> Days:
    due = add_months(born, dose.months)
    if dose.vaccine == "DTaP" and dose.months in OLD_DTAP_MONTHS:
        return np.where(add_months(born, 2) < NEW_DTAP, add_months(born, OLD_DTAP_MONTHS[dose.months]), due)
    return due


def _delay(draw: NDArray[np.float32], late: float) -> NDArray[np.int32]:
    """Most come within the fortnight of the clinic's next day, some weeks later, a few months late."""
    usual = -8.0 * np.log(1 - draw[0] * 0.9999)
    long = np.where(draw[1] < late, 60 + draw[0] * 240, 0)
    return (usual + long).astype(np.int32)


def _apart(when: Days, first: Days, live: list[Days], careless: NDArray[np.bool_]) -> Days:
    """The day, put off or brought forward (not before the ``first`` possible) so that it keeps 28 days from live doses given already,
    or is the same day as one of them."""
    for other in live:
        near = (np.abs(when.astype(np.int64) - other) < 28) & ~careless
        when = np.where(near & ((when > other + 14) | (other < first)), other + 28, np.where(near, other, when)).astype(np.int32)
    return when


def _products(rng: np.random.Generator, child: NDArray, planned: NDArray, combined: NDArray, count: int) -> NDArray[np.int64]:
    """The product's name as the clinic writes it: a clinic keeps to one spelling, mostly."""
    habit = rng.integers(0, 1 << 16, count)
    sway = np.where(rng.random(len(child), dtype=np.float32) < 0.1, rng.integers(0, 7, len(child)), 0)
    width = max(len(dose.products) for dose in SCHEDULE)
    table = np.zeros((len(SCHEDULE), width), dtype=np.int64)
    for at, dose in enumerate(SCHEDULE):
        table[at] = [PRODUCTS.index(dose.products[choice % len(dose.products)]) for choice in range(width)]
    named = table[planned, (habit[child] + sway) % width]
    return np.where(combined, table[PLACE["Hib", 2, 0], habit[child] % width], named)


def _ordinals() -> list[str]:
    """The number a clinic writes for each planned dose: bOPV goes on counting where IPV stopped."""
    count: dict[str, int] = {}
    found = []
    for dose in SCHEDULE:
        series = "polio" if dose.vaccine in ("IPV", "bOPV") else dose.vaccine
        count[series] = count.get(series, 0) + 1
        found.append(str(count[series]))
    return found


ORDINALS: list[str] = _ordinals()
