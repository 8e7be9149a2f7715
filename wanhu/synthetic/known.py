"""Who may be known, and until when: the women who agreed, and their children through them. Every chapter of facts asks here first."""

from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic.city import City
from wanhu.synthetic.days import NEVER, Days
from wanhu.synthetic.pregnancies import BORN

FAR = 2**31 - 1


class Put(Protocol):
    """Takes the kept facts of a table. ``person`` are rows of people; ``columns`` are arrays as long as ``keep`` (pools with codes as
    pairs), or one value for all; ``lag`` is the typical number of days until a fact is recorded, never before ``told``."""

    def __call__(self, table: str, keep: NDArray[np.bool_], person: NDArray, happened: Days, columns: Mapping[str, Any],
                 lag: float = 6.0, told: Days | None = None) -> None: ...  # fmt: skip


class Known:
    """What of a city may become facts.

    By mother: ``agreed``; ``stop``, the day of withdrawal, or far away; ``last``, the last day on which she was here. ``owner`` is the mother
    of each child; ``children`` and ``pregnancies`` say which of them may be known."""

    def __init__(self, city: City) -> None:
        families, lives = city.lives.families, city.lives
        self.city = city
        self.agreed = families.consented != NEVER
        self.stop = np.where(families.withdrawn == NEVER, FAR, families.withdrawn)
        gone = [np.where(day == NEVER, FAR, day) for day in (families.died, families.left)]
        self.last = np.minimum.reduce([np.full(len(self.stop), city.on), self.stop - 1, gone[0] - 1, gone[1]])
        self.mothers = lives.births.mothers
        self.owner = city.people.mother[lives.child_row]
        self.children = self.agreed[self.owner] & (lives.births.baby_born < self.stop[self.owner])
        pregnancies = lives.pregnancies
        self.first_heard = np.where(pregnancies.registered != NEVER, pregnancies.registered, pregnancies.ended).astype(np.int32)
        self.pregnancies = self._pregnancies()

    def _pregnancies(self) -> NDArray[np.bool_]:
        """Registered by a woman who agreed, or known from a delivery that she agreed to share."""
        pregnancies, families = self.city.lives.pregnancies, self.city.lives.families
        mother = pregnancies.mother
        told = (pregnancies.registered != NEVER) | (pregnancies.outcome == BORN)
        heard = self.first_heard
        return told & self.agreed[mother] & (heard >= families.consented[mother]) & (heard < self.stop[mother])

    def of_mother(self, which: NDArray, day: Days) -> NDArray[np.bool_]:
        """Whether something of pregnancies on days may be told."""
        mother = self.city.lives.pregnancies.mother[which]
        return (day != NEVER) & self.pregnancies[which] & (day < self.stop[mother])

    def of_child(self, child: NDArray, day: Days) -> NDArray[np.bool_]:
        """Whether something of children on days may be told."""
        return (day != NEVER) & self.children[child] & (day < self.stop[self.owner[child]])
