"""Of whom a run speaks, of all who have a record: the subjects of whom anything that is asked for could be said, and whose facts that takes."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np

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


def of_concern(
    made: Program, everybody: Subjects, layers: list[Layer], picked: Picked, moment: Moment, asked: Wanted
) -> Subjects:  # fmt: skip
    """The subjects of whom something could be listed. ``layers``: those of the small tables; ``picked``: what was read of the large ones."""

    @cache
    def newest(read: int) -> Days:
        """For each subject the newest day of a fact of a read; growth is worked out from measurements, day by day."""
        about = made.needs.reads[read]
        by_number = picked.newest("measurement" if about.table == GROWTH else about.table, about.key)
        if by_number is None:
            return np.full(len(everybody.numbers), day_number(moment.on), np.int32)
        numbers = everybody.numbers if about.key == "pregnancy" else everybody.persons
        return np.append(by_number, UNKNOWN)[np.minimum(numbers, len(by_number))]

    outlooks, start = [], 0
    for block in blocks(made, layers, everybody, moment):
        outlooks.append(Outlook(block, newest, np.arange(start, start + len(block))))
        start += len(block)
    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(lambda one: concerned(one, asked), outlooks))
    at = np.flatnonzero(np.concatenate([*found, np.zeros(0, bool)]))
    return Subjects(everybody.numbers[at], everybody.persons[at])


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
