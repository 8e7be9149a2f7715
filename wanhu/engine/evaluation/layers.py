"""The layers that a program reads. A table whose facts are told apart in several ways is read once, and every way is made from that."""

from dataclasses import replace

import numpy as np

from wanhu.engine.evaluation.facts import Facts, Moment
from wanhu.engine.evaluation.growing import growth_layer
from wanhu.engine.evaluation.needs import GROWTH
from wanhu.engine.evaluation.program import Program
from wanhu.engine.evaluation.reading import TRACK_BITS, Layer, Request, Track
from wanhu.engine.evaluation.values import unknown


def read_layers(made: Program, facts: Facts, moment: Moment) -> list[Layer]:
    """One layer for each read of the program, in its order."""
    found: dict[int, Layer] = {}
    alike: dict[tuple[str, str, str | None, str], list[int]] = {}
    requests = [read.request() for read in made.needs.reads]
    for number, request in enumerate(requests):
        whole = request.tracks[0].everything
        if request.table == GROWTH:
            found[number] = growth_layer(made.rulebook, facts, request, moment)
        elif any(track.given for track in request.tracks):
            found[number] = facts.layer(request, moment)
        else:
            known = None if whole else request.known
            alike.setdefault((request.table, request.key, known, request.tracks[0].column), []).append(number)
    for numbers in alike.values():
        numbers.sort(key=lambda number: not requests[number].tracks[0].plain)  # plain tracks first: they need no renumbering
        together = _together([requests[number] for number in numbers])
        layer = facts.layer(together, moment)
        for number in numbers:
            found[number] = _part(layer, together, requests[number])
    return [found[number] for number in range(len(requests))]


def _together(requests: list[Request]) -> Request:
    """One request that brings the facts of several, every value on a track of its own."""
    values = dict.fromkeys(value for request in requests for track in request.tracks for value in track.values)
    columns = dict.fromkeys(name for request in requests for name in request.columns)
    column, known = requests[0].tracks[0].column, requests[0].known
    known = None if requests[0].tracks[0].everything else known
    return replace(requests[0], tracks=tuple(Track(column, (value,)) for value in values), columns=tuple(columns), known=known)


def _part(layer: Layer, together: Request, request: Request) -> Layer:
    """The facts of one request out of those of several."""
    columns = {name: layer.columns[name] for name in request.columns}
    if request.known and not together.known and np.any(missing := unknown(layer.columns[request.known])):
        return Layer(layer.keys[~missing], {name: column[~missing] for name, column in columns.items()})
    if together.tracks[: len(request.tracks)] == request.tracks:
        return Layer(layer.keys, columns)
    number_of = {value: number for number, track in enumerate(request.tracks, 1) for value in track.values}
    tracks = np.zeros(2**TRACK_BITS, np.uint8)
    tracks[1 : len(together.tracks) + 1] = [number_of.get(track.values[0], 0) for track in together.tracks]
    return Layer(layer.keys, columns, tracks)
