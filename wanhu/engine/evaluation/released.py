"""Who is off the list: because the protocol ended for her, or because a named person took a step (or all of them) off, with a reason."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wanhu.engine.evaluation.block import Block
from wanhu.engine.evaluation.calendar import UNKNOWN, Days, known
from wanhu.engine.evaluation.expressions import column
from wanhu.engine.evaluation.facts import Facts, Moment
from wanhu.engine.protocol import Protocol, Step, Subject

_COLUMNS = ("person", "pregnancy", "protocol", "step", "reason")


@dataclass
class Released:
    """The releases that named persons gave, by protocol and step (``None``: the whole protocol)."""

    given: dict[tuple[str, str | None], dict[str, NDArray[np.int64]]] = field(default_factory=dict)  # reason → subjects

    def of(
        self, block: Block, protocol: Protocol, step: Step, at: NDArray[np.int64]
    ) -> tuple[np.ndarray, np.ndarray, tuple[str, ...]]:
        """For some subjects: whether the step is off, the code of the reason, and the reasons by code."""
        end, why = self._end(block, protocol)
        off = known(end)[at] & (end[at] <= block.today)
        reasons = np.where(off, why[at], np.int16(-1))
        names = [one.reason for one in protocol.ends]
        running = ~off
        for key in ((protocol.code, None), (protocol.code, step.code)):  # a release of this very step says more than one of all
            for reason, subjects in self.given.get(key, {}).items():
                mine = running & among(subjects, block.subjects[at])
                names += [reason] if reason not in names else []
                off, reasons = off | mine, np.where(mine, np.int16(names.index(reason)), reasons)
        return off, reasons, tuple(names)

    def _end(self, block: Block, protocol: Protocol) -> tuple[Days, NDArray[np.int16]]:
        """The first day on which the protocol ended for each subject, and which of its ends that was."""
        if protocol.code in block.ended:
            return block.ended[protocol.code]
        ends = [column(block, day) for day in block.program.ends[protocol.code]]
        first, why = np.full(len(block), UNKNOWN, np.int32), np.full(len(block), -1, np.int16)
        for place, day in enumerate(ends):
            earlier = known(day) & (~known(first) | (day < first))  # type: ignore[arg-type,operator]
            first, why = np.where(earlier, day, first), np.where(earlier, np.int16(place), why)  # type: ignore[arg-type]
        block.ended[protocol.code] = first, why
        return first, why


def releases(facts: Facts, subject: Subject, moment: Moment) -> Released:
    """Every release about one kind of subject; of several for one step the first holds."""
    first: dict[tuple[str, str | None, int], str] = {}
    for person, pregnancy, protocol, step, reason in facts.rows("release", _COLUMNS, moment):
        about = pregnancy if subject is Subject.PREGNANCY else person if pregnancy is None else None
        if about is not None:
            first.setdefault((protocol, step, int(about)), reason)
    found: dict[tuple[str, str | None], dict[str, list[int]]] = {}
    for (protocol, step, about), reason in first.items():
        found.setdefault((protocol, step), {}).setdefault(reason, []).append(about)
    return Released({key: {reason: np.array(who) for reason, who in by.items()} for key, by in found.items()})


def among(some: NDArray[np.int64], rising: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Where each of many rising numbers is one of some, which rise too: a few are looked for among many, not many among a few."""
    found = np.zeros(len(rising), bool)
    at = np.searchsorted(rising, some)
    inside = at < len(rising)
    at, some = at[inside], some[inside]
    found[at[rising[at] == some]] = True
    return found
