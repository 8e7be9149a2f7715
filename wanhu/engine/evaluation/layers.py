"""The layers that a program reads. A table whose facts are told apart in several ways is read once, and every way is made from that."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count

import numpy as np
from numpy.typing import NDArray

from wanhu.engine.evaluation.concern import of_concern, whose
from wanhu.engine.evaluation.facts import Facts, Moment
from wanhu.engine.evaluation.growing import GROWN_FROM, growth_layer
from wanhu.engine.evaluation.needs import GROWTH
from wanhu.engine.evaluation.people import Subjects, subjects
from wanhu.engine.evaluation.picked import Among, Choose, Picked
from wanhu.engine.evaluation.program import Program
from wanhu.engine.evaluation.reading import TRACK_BITS, Layer, Request, Track
from wanhu.engine.evaluation.steps import Wanted
from wanhu.engine.evaluation.values import Coded, unknown
from wanhu.engine.tables import LARGE

NOT_YET = Layer(np.zeros(0, np.int64), {})  # stands for a layer that was not read yet
_MOST_TRACKS = 2**TRACK_BITS - 1


def read_layers(
    programs: Sequence[Program], facts: Facts, moment: Moment, wanted: Wanted
) -> Iterator[tuple[Subjects, list[Layer]]]:
    """For each program in turn its subjects, and one layer for each of its reads, in its order: what several ask of a table is read once.

    The small tables first: where there are many subjects, they tell of whom anything ``wanted`` could be said, and of the others no more is sorted.
    Growth is worked out from what others read too, while the caller does something else with the programs that do not need it.
    """
    asked = [[read.request() for read in made.needs.reads] for made in programs]
    every = [request for requests in asked for request in requests if request.table != GROWTH]
    every += GROWN_FROM if any(request.table == GROWTH for requests in asked for request in requests) else ()
    small, large = ([at for at, one in enumerate(every) if (one.table in LARGE) is is_large] for is_large in (False, True))
    read = dict(zip(small, layers_of([every[number] for number in small], facts, moment), strict=True))
    known = _in_turn(asked, read)
    whom = [subjects(made, facts, layers, moment) for made, layers in zip(programs, known, strict=True)]

    def choose(picked: Picked) -> Mapping[str, Among]:
        whom[:] = of_concern(programs, whom, known, picked, moment, wanted)
        return whose(programs, whom)

    read |= zip(large, layers_of([every[number] for number in large], facts, moment, choose), strict=True)
    found = _in_turn(asked, read)
    grown_from = [read[number] for number in range(len(every))][-len(GROWN_FROM) :]
    with ThreadPoolExecutor(1) as aside:
        growing = [
            [aside.submit(growth_layer, made.rulebook, one, grown_from, moment.on) for one in requests if one.table == GROWTH]
            for made, requests in zip(programs, asked, strict=True)
        ]
        for everybody, layers, grown in zip(whom, found, growing, strict=True):
            still = iter(grown)
            yield everybody, [next(still).result() if layer is NOT_YET else layer for layer in layers]


def _in_turn(asked: Sequence[Sequence[Request]], read: Mapping[int, Layer]) -> list[list[Layer]]:
    """For each program its layers, of those that were ``read`` by now."""
    numbers = count()
    return [[NOT_YET if one.table == GROWTH else read.get(next(numbers), NOT_YET) for one in requests] for requests in asked]


def layers_of(requests: Sequence[Request], facts: Facts, moment: Moment, choose: Choose | None = None) -> list[Layer]:
    """One layer for each request, from as few reads of the tables as possible; ``choose`` may leave facts out before they are sorted."""
    alike: dict[tuple[str | None, ...], list[int]] = {}
    for number, request in enumerate(requests):
        known = None if request.tracks[0].everything else request.known
        alike.setdefault((request.table, request.key, known, request.tracks[0].column), []).append(number)
    groups = [sorted(numbers, key=lambda number: not requests[number].tracks[0].plain) for numbers in alike.values()]
    together = [_together([requests[number] for number in numbers]) for numbers in groups]
    found: dict[int, Layer] = {}
    for numbers, request, layer in zip(groups, together, facts.layers(together, moment, choose), strict=True):
        found |= {number: _part(layer, request, requests[number]) for number in numbers}
    return [found[number] for number in range(len(requests))]


def _together(requests: list[Request]) -> Request:
    """One request that brings the facts of several, every value on a track of its own; those of plain tracks first, in their order."""
    values = dict.fromkeys(value for request in requests for track in request.tracks for value in track.values)
    if len(values) > _MOST_TRACKS:
        raise ValueError(f"{requests[0].table}: the rules tell more than {_MOST_TRACKS} kinds of facts apart")
    given = [track.given[0] for request in requests for track in request.tracks if track.given]
    columns = dict.fromkeys([*(name for request in requests for name in request.columns), *given])
    column, known = requests[0].tracks[0].column, requests[0].known
    known = None if requests[0].tracks[0].everything else known
    ordered = {value for request in requests for track in request.tracks if request.matters(track) for value in track.values}
    tracks = tuple(Track(column, (value,)) for value in values)
    told = tuple(track for track in tracks if track.values[0] in ordered)
    return replace(requests[0], tracks=tracks, columns=tuple(columns), known=known, ordered=told)


def _part(layer: Layer, together: Request, request: Request) -> Layer:
    """The facts of one request out of those of several."""
    columns = {name: layer.columns[name] for name in request.columns}
    if request.known and not together.known and np.any(missing := unknown(layer.columns[request.known])):
        return Layer(layer.keys[~missing], {name: column[~missing] for name, column in columns.items()})
    if together.tracks[: len(request.tracks)] == request.tracks:
        return Layer(layer.keys, columns)
    given = next((track.given[0] for track in request.tracks if track.given), None)
    if given:
        columns[given] = layer.columns[given]
    joins = not all(track.plain for track in request.tracks)
    return Layer(layer.keys, columns, _renumbered(together, request, layer.columns[given] if given else None), given, joins)


def _renumbered(together: Request, request: Request, given: object) -> NDArray[np.uint8]:
    """For each track of a read and each name in the given column (the last: none), the number of the track asked for, from 1."""
    names = (*given.names, None) if isinstance(given, Coded) else (None,)
    found = np.zeros((2**TRACK_BITS, len(names)), np.uint8)
    place = {track.values[0]: number for number, track in enumerate(together.tracks, 1)}
    for number, track in enumerate(request.tracks, 1):
        fits = [not track.given or name in track.given[1] for name in names]
        for value in track.values:
            found[place[value], fits] = number
    return found
