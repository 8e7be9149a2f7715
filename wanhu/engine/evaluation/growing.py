"""The growth of children as one more layer of facts: z-scores computed from what was measured."""

from wanhu.engine.evaluation.facts import Facts, Moment
from wanhu.engine.evaluation.reading import Layer, Request
from wanhu.engine.protocol import Rulebook


def growth_layer(rulebook: Rulebook, facts: Facts, request: Request, moment: Moment) -> Layer:
    raise NotImplementedError
