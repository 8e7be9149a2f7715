"""How a clerk writes a person down: mostly right, sometimes wrong in one of the ways clerks are wrong, and each way remembered.

An error belongs to a sender's record of a person and not to a row: an immunisation clinic that mistyped a number repeats it with
every dose. Kinds are kept as bits while arrays are large and become lists in the truth.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from lunar_python import Solar
from numpy.typing import NDArray

from wanhu.synthetic.days import Days, civil, day, from_parts, parts
from wanhu.synthetic.names import misread, sound_alike, spaced
from wanhu.synthetic.people import People
from wanhu.synthetic.rates import Rates

KINDS = [
    "id-typo", "id-transposed", "id-missing", "id-mothers", "id-scientific", "id-placeholder",
    "names-swapped", "homophone", "wrong-character",
    "inner-space", "placeholder-name", "phone-changed", "phone-shared", "day-month-swapped", "lunar-birthday", "date-digit",
    "rare-character", "twin", "stranger",
]  # fmt: skip
"""The last two are no errors: they mark the people whom linkage most easily confuses."""
BIT = {kind: 1 << at for at, kind in enumerate(KINDS)}
DAMAGED_ID = BIT["id-typo"] | BIT["id-transposed"] | BIT["id-scientific"] | BIT["id-placeholder"]


RARE = "䶮㛃"
"""Characters of given names that are in none of the older character sets."""


@dataclass
class Written:
    """One record per person, as the sender has it. Empty text and ``NEVER`` are empty cells; ``kinds`` are bits of KINDS."""

    person: NDArray[np.int64]
    name: NDArray[np.str_]
    id_number: NDArray[np.str_]
    born: Days
    phone: NDArray[np.str_]
    kinds: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.person)


def mothers(rng: np.random.Generator, people: People, rows: NDArray, clinic: str, rates: Rates, *, born: bool,
            rare: str = "") -> Written:  # fmt: skip
    """Women as a sender whose telephone is ``clinic`` knows them; ``born``: whether its form has a birth date for
    them; ``rare``: what its system prints for characters it does not have."""
    written = _right(people, rows)
    written.kinds |= np.where(people.stranger[rows], BIT["stranger"], 0)
    _number(rng, written, rates, rates.missing_id)
    _name(rng, written, rates)
    _phone(rng, written, clinic, rates)
    if born:
        _birthday(rng, written, rates, lunar=True)
    _rare(written, rare)
    return written


def children(rng: np.random.Generator, people: People, rows: NDArray, twin: NDArray[np.int8], mother: Written, rates: Rates, *,
             id_missing: float, placeholder: float, rare: str = "") -> Written:  # fmt: skip
    """Children as the sender that knows their mothers as ``mother`` (one record per child) does. ``twin``: 0 for a single child,
    else the order of birth. Swapped names change both records."""
    written = _right(people, rows)
    written.kinds |= np.where(twin > 0, BIT["twin"], 0)
    _number(rng, written, rates, id_missing)
    _name(rng, written, rates)
    _birthday(rng, written, rates, lunar=False)
    chosen = rng.random(len(rows))
    theirs = (chosen < rates.mothers_id_for_child) & (written.id_number != "") & (mother.id_number != "")
    written.id_number = np.where(theirs, people.id_number[mother.person], written.id_number)
    written.kinds = np.where(theirs, written.kinds & ~DAMAGED_ID | BIT["id-mothers"], written.kinds)

    unnamed = rng.random(len(rows)) < placeholder
    plain = people.name[mother.person]
    numbered = np.where(twin > 0, np.strings.add("", twin.astype("U1")), "")
    label = np.strings.add(np.strings.add(plain, np.where(people.male[rows], "之子", "之女")), numbered)
    written.name = np.where(unnamed, label, written.name)
    name_bits = BIT["homophone"] | BIT["wrong-character"] | BIT["inner-space"]
    written.kinds = np.where(unnamed, written.kinds & ~name_bits | BIT["placeholder-name"], written.kinds)

    swapped = (rng.random(len(rows)) < rates.names_swapped) & ~unnamed
    own = written.name
    written.name = np.where(swapped, mother.name, own)
    mother.name = np.where(swapped, own, mother.name)
    for record in (written, mother):
        record.kinds = np.where(swapped, record.kinds | BIT["names-swapped"], record.kinds)
    _rare(written, rare)
    return written


def kind_lists(bits: NDArray) -> pa.Array:
    """A list of kinds for each value of bits."""
    values, place = np.unique(bits, return_inverse=True)
    pool = pa.array([[kind for kind in KINDS if value & BIT[kind]] for value in values.tolist()], pa.list_(pa.string()))
    return pool.take(pa.array(place))


def _right(people: People, rows: NDArray) -> Written:
    return Written(
        rows, people.name[rows], people.id_number[rows], people.born[rows], people.phone[rows],
        np.zeros(len(rows), dtype=np.int32),
    )  # fmt: skip


def _rare(written: Written, mark: str) -> None:
    """Characters outside the oldest national set become a mark in systems that never learned them."""
    if not mark:
        return
    letters = np.ascontiguousarray(written.name).view(np.uint32).reshape(len(written), -1).copy()
    unknown = np.isin(letters, [ord(letter) for letter in RARE])
    letters[unknown] = ord(mark)
    written.name = letters.view(f"<U{letters.shape[1]}").reshape(-1)
    written.kinds = np.where(unknown.any(axis=1), written.kinds | BIT["rare-character"], written.kinds)


def _number(rng: np.random.Generator, written: Written, rates: Rates, missing: float) -> None:
    """Typing moves one digit to a neighbour or swaps two; a spreadsheet keeps fifteen digits of a number it took for one."""
    count = len(written)
    chosen = rng.random(count)
    steps = np.cumsum([missing, rates.typo_digit, rates.transposed, rates.scientific, rates.placeholder_id])
    place = rng.integers(6, 17, count)
    change = rng.integers(1, 10, count)
    letters = np.ascontiguousarray(written.id_number).view(np.uint32).reshape(count, 18).copy()
    rows = np.flatnonzero((chosen >= steps[0]) & (chosen < steps[1]))
    letters[rows, place[rows]] = (letters[rows, place[rows]] - 48 + change[rows]) % 10 + 48
    written.kinds[rows] |= BIT["id-typo"]
    swap = np.flatnonzero((chosen >= steps[1]) & (chosen < steps[2]))
    here = np.maximum(place[swap], 7)
    one, other = letters[swap, here - 1].copy(), letters[swap, here].copy()
    letters[swap, here - 1], letters[swap, here] = other, one
    written.kinds[swap[one != other]] |= BIT["id-transposed"]
    number = letters.view("<U18").reshape(-1)
    lost = (chosen >= steps[2]) & (chosen < steps[3])
    written.kinds[lost] |= BIT["id-scientific"] | BIT["id-placeholder"]
    filler = (chosen >= steps[3]) & (chosen < steps[4])
    written.kinds[filler] |= BIT["id-placeholder"]
    none = chosen < steps[0]
    written.kinds[none] |= BIT["id-missing"]
    number = np.where(filler, np.where(place % 2 == 0, "429000000000000000", "429000199901010000"), number)
    written.id_number = np.where(none, "", np.where(lost, "4.29000E+17", number))


def _name(rng: np.random.Generator, written: Written, rates: Rates) -> None:
    chosen = rng.random(len(written))
    steps = np.cumsum([rates.homophone, rates.wrong_character, rates.inner_space])
    changed = written.name.astype("U8")
    for at, (kind, make) in enumerate(
        (("homophone", lambda names: sound_alike(rng, names)), ("wrong-character", lambda names: misread(rng, names)),
         ("inner-space", spaced))
    ):  # fmt: skip
        rows = np.flatnonzero((chosen < steps[at]) & (chosen >= (steps[at - 1] if at else 0)))
        new = make(written.name[rows])
        differs = rows[new != written.name[rows]]
        changed[rows] = new
        written.kinds[differs] |= BIT[kind]
    written.name = changed


def _phone(rng: np.random.Generator, written: Written, clinic: str, rates: Rates) -> None:
    chosen = rng.random(len(written))
    new = (15_400_000_000 + rng.integers(0, 100_000_000, len(written))).astype("U11")
    changed = chosen < rates.phone_changed
    shared = (chosen >= rates.phone_changed) & (chosen < rates.phone_changed + rates.phone_shared)
    written.phone = np.where(changed, new, np.where(shared, clinic, written.phone))
    written.kinds[changed] |= BIT["phone-changed"]
    written.kinds[shared] |= BIT["phone-shared"]


def _birthday(rng: np.random.Generator, written: Written, rates: Rates, *, lunar: bool) -> None:
    chosen = rng.random(len(written))
    born = written.born.copy()
    year, month, dom = parts(born)
    steps = np.cumsum([rates.day_month_swapped, rates.date_digit, rates.lunar_birthday if lunar else 0.0])
    swap = (chosen < steps[0]) & (dom <= 12) & (dom != month)
    born[swap] = from_parts(year[swap], dom[swap], month[swap])
    written.kinds[swap] |= BIT["day-month-swapped"]
    rows = np.flatnonzero((chosen >= steps[0]) & (chosen < steps[1]))
    which = rng.integers(0, 3, len(rows))
    off = rng.choice([-1, 1], len(rows))
    born[rows] = np.where(
        which == 0, born[rows] + off, np.where(which == 1, from_parts(year[rows], (month[rows] + off - 1) % 12 + 1, dom[rows]),
                                               from_parts(year[rows] + off, month[rows], dom[rows])),
    )  # fmt: skip
    written.kinds[rows] |= BIT["date-digit"]
    for row in np.flatnonzero((chosen >= steps[1]) & (chosen < steps[2])).tolist():
        made = _lunar(int(born[row]))
        if made is not None:
            born[row] = made
            written.kinds[row] |= BIT["lunar-birthday"]
    written.born = born


def _lunar(value: int) -> int | None:
    """The lunar date read as a civil one; none where the calendar has no such day (lunar 30th of the second month)."""
    here = civil(value)
    moon = Solar.fromYmd(here.year, here.month, here.day).getLunar()
    try:
        return day(here.replace(year=moon.getYear(), month=abs(moon.getMonth()), day=moon.getDay()))
    except ValueError:
        return None


def spread(written: Written, rows: NDArray) -> Written:
    """The records that each row shows."""
    return Written(
        written.person[rows], written.name[rows], written.id_number[rows], written.born[rows], written.phone[rows],
        written.kinds[rows],
    )  # fmt: skip
