"""Of whom a run speaks, of all who have a record: the subjects of whom anything that is asked for could be said, and whose facts that takes."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np

from wanhu.engine.evaluation.block import Block
from wanhu.engine.evaluation.calendar import UNKNOWN, Days, day_number
from wanhu.engine.evaluation.facts import THREADS, Moment
from wanhu.engine.evaluation.needs import GROWTH
from wanhu.engine.evaluation.outlook import Outlook, concerned
from wanhu.engine.evaluation.people import Subjects, blocks
from wanhu.engine.evaluation.picked import Among, Picked, close
from wanhu.engine.evaluation.program import Program
from wanhu.engine.evaluation.reading import Layer
from wanhu.engine.evaluation.steps import Wanted
from wanhu.engine.protocol import Subject

SAMPLE = 1 << 12  # subjects at whom it is looked first


def of_concern(
    programs: Sequence[Program], whom: Sequence[Subjects], layers: Sequence[list[Layer]], picked: Picked, moment: Moment, asked: Wanted
) -> list[Subjects]:  # fmt: skip
    """Of each kind the subjects of whom something could be listed. ``layers``: those of the small tables; ``picked``: what was read of the large."""
    with ThreadPoolExecutor(THREADS) as pool:
        found = [
            list(pool.map(lambda outlook: concerned(outlook, asked), _outlooks(made, everybody, known, picked, moment, asked)))
            for made, everybody, known in zip(programs, whom, layers, strict=True)
        ]
    return [
        Subjects(one.numbers[some], one.persons[some]) if parts else one
        for one, parts in zip(whom, found, strict=True)
        for some in [np.concatenate([*parts, np.zeros(0, bool)])]
    ]


def _outlooks(
    made: Program, everybody: Subjects, layers: list[Layer], picked: Picked, moment: Moment, asked: Wanted
) -> list[Outlook]:  # fmt: skip
    """All of a kind, in portions; none, when a look at a few of them shows that most are concerned."""

    @cache
    def newest(read: int) -> Days:
        """For each subject the newest day of a fact of a read; growth is worked out from measurements, day by day."""
        about = made.needs.reads[read]
        by_number = picked.newest("measurement" if about.table == GROWTH else about.table, about.key)
        if by_number is None:
            return np.full(len(everybody.numbers), day_number(moment.on), np.int32)
        numbers = everybody.numbers if about.key == "pregnancy" else everybody.persons
        return np.append(by_number, UNKNOWN)[np.minimum(numbers, len(by_number))]

    some = np.arange(0, len(everybody.numbers), max(1, len(everybody.numbers) // SAMPLE))
    few = Block(made, layers, everybody.numbers[some], everybody.persons[some], day_number(moment.on))
    if concerned(Outlook(few, newest, some), asked).all():
        return []
    cut = blocks(made, layers, everybody, moment)
    starts = np.cumsum([0, *map(len, cut)])
    return [Outlook(block, newest, np.arange(start, start + len(block))) for block, start in zip(cut, starts, strict=False)]


def whose(programs: Sequence[Program], whom: Sequence[Subjects]) -> Mapping[str, Among]:
    """Whose facts it takes to speak of some subjects of each kind, by the key of a read."""
    found: dict[str, Among] = {}
    pregnancies = [one.numbers for made, one in zip(programs, whom, strict=True) if made.subject is Subject.PREGNANCY]
    for key, numbers in (("person", [one.persons for one in whom]), ("pregnancy", pregnancies)):
        all_numbers = np.concatenate([*numbers, np.zeros(0, np.int64)])
        room = int(all_numbers.max(initial=0)) + 1
        if close(room, len(all_numbers)):
            found[key] = np.zeros(room + 1, bool)  # the last: every number beyond
            found[key][all_numbers] = True
    return found
