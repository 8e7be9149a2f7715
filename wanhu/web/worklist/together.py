"""Dangers that need several answers, as the page of a visit shows them: said by the server of what was sent, and by visit.js while she types."""

import json
from collections.abc import Collection
from dataclasses import asdict
from typing import NamedTuple

from wanhu.engine.expressions import Expression
from wanhu.engine.forms import Form, Together
from wanhu.engine.protocol import Alert
from wanhu.engine.together import asked_of, called
from wanhu.rules import RULEBOOK
from wanhu.web.worklist.asking import Answers


class CalledTogether(NamedTuple):
    """A danger that needs several answers, as a page shows it; ``holds``: whether what was sent calls for it."""

    danger: Together
    holds: bool

    @property
    def alert(self) -> Alert:
        """The alert whose words it has."""
        return RULEBOOK.alert(self.danger.alert)

    @property
    def needs(self) -> str:
        """What visit.js asks of the answers: the declaration as JSON."""
        one = self.danger
        return json.dumps({
            "answers": [[asdict(answer) for answer in any_of] for any_of in one.answers],
            "unless": [asdict(answer) for answer in one.unless], "insteadOf": one.instead_of,
        })  # fmt: skip


def together_of(form: Form, said: Answers, true: Collection[Expression]) -> list[CalledTogether]:
    """The dangers of a form that concern somebody of whom these conditions are true."""
    held = called(form, said.measurements, said.findings, true)
    return [CalledTogether(one, one in held) for one in asked_of(form, true)]
