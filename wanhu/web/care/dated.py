"""How a pregnancy is dated: which fact gives its expected date, and what becomes of everything else that is known about its age.

An embryo transfer goes before an ultrasound, an ultrasound before the last period, the last period before an expected date that somebody
copied: the order of ``wanhu.engine.facts.pregnancies``. A scan re-dates only when it is the earliest one and differs from the last period by
more than the limits in ``wanhu.engine.dates``; every change of a known date waits for a clinician.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from wanhu.engine import dates

MEASURED = ("transfer", "ultrasound")
CYCLE = 28


class Why(StrEnum):
    """What becomes of something that was told or seen."""

    DIFFERS = "differs"  # a scan past the limit
    WITHIN = "within"  # a scan within the limit: the last period stays
    NO_PERIOD = "no-period"  # a scan, and no last period is known
    CORRECTS = "corrects"  # another last period, transfer or reported date in the place of the one before
    TRANSFER = "transfer"  # the embryo's age is known
    FIXED = "fixed"  # something measured before it holds: only a record
    SAME = "same"  # it gives the date in use
    PASSED = "passed"  # somebody settled the dates after it was told
    KEPT = "kept"  # a clinician decided that the dates stay


SUGGESTED = frozenset({Why.DIFFERS, Why.NO_PERIOD, Why.CORRECTS, Why.TRANSFER})


@dataclass(frozen=True)
class Now:
    """The expected date, how it was reached, and the fact that gives it."""

    edd: date
    method: str
    fact: Any


@dataclass(frozen=True)
class Judged:
    """One piece of evidence. ``later``: days by which its expected date lies after the one now; ``gestation`` and ``limit``: of a scan that is
    compared with the last period, the days by that period on the day of the scan and how many days it may differ; ``apart``: how many it does.
    ``decision``: the fact by which a clinician kept the dates."""

    fact: Any
    why: Why
    edd: date
    later: int
    gestation: int | None = None
    limit: int | None = None
    apart: int | None = None
    decision: Any = None

    @property
    def suggested(self) -> bool:
        """Whether the dates are to be changed, if a clinician agrees."""
        return self.why in SUGGESTED


def in_force(facts: Iterable[Any]) -> Now | None:
    """What dates the pregnancy. ``facts``: those that stand, in the order in which they happened and were recorded."""
    newest = list(facts)[::-1]
    for method in MEASURED:
        for fact in newest:
            if fact.dating == method and fact.edd:
                return Now(fact.edd, method, fact)
    for fact in newest:
        if fact.lmp:
            return Now(fact.lmp + timedelta(days=dates.TERM_DAYS), "lmp", fact)
    return next((Now(fact.edd, fact.dating or "reported", fact) for fact in newest if fact.edd), None)


def expected(evidence: str, on: date, days: int | None) -> date:
    """The expected date that a piece of evidence comes to; see ``evidence_on`` and ``evidence_days`` of the fact table."""
    if evidence == "lmp":
        return dates.edd_from_lmp(on, days or CYCLE)
    if evidence == "ultrasound":
        return dates.edd_from_scan(on, days or 0)
    return dates.edd_from_transfer(on, days or 0) if evidence == "transfer" else on


def told(fact: Any) -> tuple[str, date, int | None]:
    """What was told or seen, by which two facts about the same are known."""
    return fact.evidence, fact.evidence_on, fact.evidence_days


def judged(facts: Sequence[Any], kept: Mapping[UUID, Any]) -> list[Judged]:
    """Every piece of evidence that waits or is kept as a record only. ``kept``: by fact, the decision of a clinician that the dates stay."""
    now = in_force(facts)
    used = {told(fact) for fact in facts if fact.dating and fact.evidence}
    waiting = [fact for fact in facts if fact.evidence and not fact.dating and told(fact) not in used]
    return [_judge(fact, facts, now, kept.get(fact.pk)) for fact in waiting]


def _judge(fact: Any, facts: Sequence[Any], now: Now | None, kept: Any) -> Judged:
    edd = expected(*told(fact))
    later = (edd - now.edd).days if now else 0
    if kept:
        return Judged(fact, Why.KEPT, edd, later, decision=kept)
    if fact.evidence == "ultrasound":
        return _scan(fact, facts, now, edd, later)
    if (
        now
        and now.method != fact.evidence
        and (now.method == "transfer" or (now.method == "ultrasound" and fact.evidence != "transfer"))
    ):
        return Judged(fact, Why.FIXED, edd, later)
    if now and fact.evidence == "reported" and now.method != "reported":
        return Judged(fact, Why.FIXED, edd, later)
    if now and now.method == fact.evidence and not later:
        return Judged(fact, Why.SAME, edd, later)
    if now and now.method == fact.evidence and now.fact.by and fact.recorded < now.fact.recorded:
        return Judged(fact, Why.PASSED, edd, later)  # a file that came meanwhile settles nothing: no by
    return Judged(
        fact, Why.TRANSFER if fact.evidence == "transfer" and now and now.method != "transfer" else Why.CORRECTS, edd, later
    )


def _scan(fact: Any, facts: Sequence[Any], now: Now | None, edd: date, later: int) -> Judged:
    """A scan counts only while nothing surer or earlier is known: the first one fixes the dates, whichever way it went."""
    when = (fact.evidence_on, fact.recorded)
    before = any(one.evidence == "ultrasound" and (one.evidence_on, one.recorded) < when for one in facts)
    unseen = now is not None and now.method == "ultrasound" and now.fact.evidence != "ultrasound"
    if before or unseen or (now and now.method == "transfer"):
        return Judged(fact, Why.FIXED, edd, later)
    period = next((one.lmp + timedelta(days=dates.TERM_DAYS) for one in reversed(facts) if one.lmp), None)
    if period is None:
        return Judged(fact, Why.NO_PERIOD, edd, later)
    by_period = dates.gestation_days(period, fact.evidence_on)
    why = Why.DIFFERS if dates.redated(period, fact.evidence_on, fact.evidence_days) else Why.WITHIN
    apart = abs(fact.evidence_days - by_period)
    return Judged(fact, why, edd, later, by_period, dates.redating_limit(by_period), apart)
