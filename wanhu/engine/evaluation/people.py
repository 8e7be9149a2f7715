"""Of whom a run speaks: the subjects of one kind, rising by number, and the persons that they are or belong to."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wanhu.engine.evaluation.block import Block
from wanhu.engine.evaluation.calendar import day_number, known, reached
from wanhu.engine.evaluation.facts import CHILD_YEARS, THREADS, Facts, Moment
from wanhu.engine.evaluation.program import Program
from wanhu.engine.evaluation.reading import Layer, Request, Track, distinct, subject_of
from wanhu.engine.expressions import Expression
from wanhu.engine.protocol import Subject
from wanhu.engine.spans import years

CHILD_UNTIL = years(CHILD_YEARS)
BLOCK = 1 << 17  # at most so many subjects side by side: few enough for little memory,
LEAST = 1 << 14  # and at least so many, that numpy's own work outweighs the calls
_EVERY = (Track("*", ("*",)),)
_PLANNING = (Track("kind", ("planning-pregnancy",)),)


@dataclass(frozen=True)
class Subjects:
    """Numbers of the subjects, rising, and the person of each."""

    numbers: NDArray[np.int64]
    persons: NDArray[np.int64]


def subjects(made: Program, facts: Facts, layers: list[Layer], moment: Moment) -> Subjects:
    """Every pregnancy, every child before the eighteenth birthday, or everybody who asked for the service before a pregnancy."""
    match made.subject:
        case Subject.PREGNANCY:
            layer = facts.layer(Request("pregnancy", "pregnancy", _EVERY, ("person",)), moment)
            numbers, first = np.unique(subject_of(layer.keys), return_index=True)
            persons = np.maximum.reduceat(layer.columns["person"], first) if len(first) else np.zeros(0)  # type: ignore[arg-type]
            return Subjects(numbers, persons.astype(np.int64))
        case Subject.CHILD:
            return _children(made, layers, moment)
        case Subject.PLANNER:
            numbers = distinct(subject_of(facts.layer(Request("status", "person", _PLANNING), moment).keys))
            return Subjects(numbers, numbers)


def blocks(made: Program, layers: list[Layer], everybody: Subjects, moment: Moment) -> list[Block]:
    """Subjects in portions of one size that are worked out side by side, so that no thread waits long for the last."""
    count = len(everybody.numbers)
    many = max(-(-count // BLOCK), min(2 * THREADS, count // LEAST), 1)
    size = -(-count // many)
    return [
        Block(made, layers, everybody.numbers[at : at + size], everybody.persons[at : at + size], day_number(moment.on))
        for at in range(0, count, size or 1)
    ]


def _children(made: Program, layers: list[Layer], moment: Moment) -> Subjects:
    from wanhu.engine.evaluation.expressions import column

    born_on: Expression = made.born_on
    everybody = distinct(subject_of(layers[made.places[id(born_on)].read].keys))
    block = Block(made, layers, everybody, everybody, day_number(moment.on))
    born = column(block, born_on)
    young = known(born) & ~reached(born, CHILD_UNTIL, np.broadcast_to(np.int32(block.today), len(everybody)))  # type: ignore[arg-type]
    return Subjects(everybody[young], everybody[young])
