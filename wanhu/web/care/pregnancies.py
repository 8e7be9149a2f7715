"""Which pregnancy a row tells of, so that a handbook and a delivery register speak of one and not of two.

Two dates of one woman belong to one pregnancy when the expected days lie within six weeks of each other (a corrected date moves
less than that), or when a birth lies 140 to 310 days after the last period. Anything further apart is another pregnancy.
A number is only ever made from a row that the woman's consent came with (invariant 3); a row without it can join what she
registered herself, and otherwise names no pregnancy at all.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

TERM = timedelta(days=280)
SAME_EXPECTED = timedelta(days=42)
EARLIEST_BIRTH = timedelta(days=140)  # after the last period
LATEST_BIRTH = timedelta(days=310)
SAME_BIRTH = timedelta(days=42)  # twins, and one birth written down with a wrong day


@dataclass(frozen=True)
class Evidence:
    """What one row says: ``expected`` the day a birth is expected, ``born`` the day a child was born; either may be missing."""

    row: str
    woman: int
    expected: date | None
    born: date | None
    consented: bool


@dataclass
class Known:
    """A pregnancy and the dates known of it. A negative number stands for one that is still to be created."""

    number: int
    woman: int
    expected: date | None = None
    born: date | None = None


def _apart(one: Known, said: Evidence) -> timedelta | None:
    """How far the row's dates lie from the pregnancy's; ``None`` when they cannot belong together."""
    if one.born and said.born:
        return abs(one.born - said.born) if abs(one.born - said.born) <= SAME_BIRTH else None
    if one.expected and said.expected:
        return abs(one.expected - said.expected) if abs(one.expected - said.expected) <= SAME_EXPECTED else None
    expected, born = one.expected or said.expected, one.born or said.born
    if expected and born and EARLIEST_BIRTH <= born - (expected - TERM) <= LATEST_BIRTH:
        return abs(expected - born)
    return None


def assign(
    evidence: Iterable[Evidence], known: Iterable[Known], before: Mapping[str, Collection[int]]
) -> tuple[dict[str, int], dict[int, int]]:
    """The pregnancy of each row, and the woman of each pregnancy to create (by negative number).

    ``before``: the pregnancies that a row was ever given, kept while one of them is its woman's, even when its dates were corrected.
    Registrations are placed before births, so that a delivery finds the pregnancy that its handbook opened.
    """
    of_woman: dict[int, list[Known]] = defaultdict(list)
    for one in known:
        of_woman[one.woman].append(one)
    given: dict[str, int] = {}
    created: dict[int, int] = {}
    for said in sorted(evidence, key=lambda said: (said.woman, said.row not in before, *_order(said))):
        found = _find(said, of_woman[said.woman], before.get(said.row, ()))
        if found is None and said.consented:
            found = Known(-len(created) - 1, said.woman)
            created[found.number] = said.woman
            of_woman[said.woman].append(found)
        if found is not None:
            found.expected = found.expected or said.expected
            found.born = found.born or said.born
            given[said.row] = found.number
    return given, created


def _find(said: Evidence, held: list[Known], before: Collection[int]) -> Known | None:
    for one in held:
        if one.number in before:
            return one
    near = sorted(_near(said, held), key=lambda pair: (pair[0], pair[1].number))
    return near[0][1] if near else None


def _near(said: Evidence, held: list[Known]) -> Iterator[tuple[timedelta, Known]]:
    for one in held:
        apart = _apart(one, said)
        if apart is not None:
            yield apart, one


def _order(said: Evidence) -> tuple[bool, date, str]:
    return said.born is not None, said.expected or said.born or date.min, said.row
