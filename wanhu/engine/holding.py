"""Which of some conditions are known to be true of one subject on a day: the engine's alerts, asked without declaring any."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from wanhu.engine.due import lists
from wanhu.engine.evaluation.facts import Facts
from wanhu.engine.expressions import Expression
from wanhu.engine.protocol import Alert, Confidence, Rulebook, Source, Subject
from wanhu.engine.text import Text

_NOTHING = Text("", "")


def true_of(
    conditions: Iterable[Expression], facts: Facts, *, subject: Subject, number: int, on: date, known_at: datetime
) -> frozenset[Expression]:
    """The conditions that are true of the subject with this number; neither false ones nor those about which too little is known."""
    asked = tuple(conditions)
    if not asked:
        return frozenset()
    rules = _as_rules(asked, subject)
    found = lists(rules, facts, on=on, known_at=known_at, steps=False, subjects=(subject,)).alerts.to_pylist()
    return frozenset(asked[int(row["rule"])] for row in found if row["subject"] == number)


@lru_cache(maxsize=64)
def _as_rules(conditions: tuple[Expression, ...], subject: Subject) -> Rulebook:
    return Rulebook(
        (),
        tuple(
            Alert(str(place), _NOTHING, _NOTHING, Source(""), Confidence.DEFAULT, date.max, subject, "notice", condition)
            for place, condition in enumerate(conditions)
        ),
    )
