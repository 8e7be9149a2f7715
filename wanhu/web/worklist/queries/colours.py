"""The colour of a pregnancy's risk: what the facts suggest at least, with every reason, and what was decided, by whom and until when.

Restricted rules are not run here, so purple and its reasons cannot appear, to anybody.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from wanhu.engine import due as planning
from wanhu.engine.colours import COLOURS, suggested
from wanhu.engine.protocol import Alert, Confidence, Subject
from wanhu.rules import RULEBOOK
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.registry import queries as registry
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import DecisionFact, Person
from wanhu.web.worklist import records


@dataclass(frozen=True)
class Because:
    """One reason: its rule, the facts it used as the engine gives them, and whether the rule was confirmed by nobody yet."""

    rule: Alert
    used: str
    unsure: bool


@dataclass(frozen=True)
class Decided:
    """A decision: the colour, the day, by whom, and the day on which it is to be looked at again."""

    colour: str
    on: date
    by: str
    until: date | None
    lowered: str = ""


@dataclass(frozen=True)
class Colour:
    """``least``: the smallest colour that the facts suggest; green means only that nothing recorded suggests more."""

    least: str
    because: list[Because] = field(default_factory=list)
    decisions: list[Decided] = field(default_factory=list)

    @property
    def now(self) -> Decided | None:
        """The decision that holds."""
        return self.decisions[0] if self.decisions else None

    @property
    def too_low(self) -> bool:
        """Whether the facts have come to suggest more than was decided."""
        return bool(self.now) and COLOURS.index(self.least) > COLOURS.index(self.now.colour) and not self.now.lowered  # type: ignore[union-attr]


def colour_of(actor: User, person: Person, pregnancy: int) -> Colour:
    """Worked out now, from her facts."""
    require(actor, Permission.SEE_PEOPLE)
    known = datetime.now(UTC).replace(tzinfo=None) + timedelta(seconds=1)
    about = {"on": timezone.localdate(), "known_at": known, "steps": False, "subjects": (Subject.PREGNANCY,)}
    made = planning.lists(RULEBOOK, records.family([person.pk]), **about).alerts
    mine = [row for row in suggested(made, RULEBOOK).to_pylist() if row["subject"] == pregnancy]
    used = json.loads(mine[0]["because"]) if mine else {}
    because = [
        Because(rule, json.dumps(facts), rule.confidence is not Confidence.CONFIRMED)
        for code, facts in used.items()
        for rule in [RULEBOOK.alert(code)]
    ]
    return Colour(mine[0]["colour"] if mine else "green", because, _decisions(actor, pregnancy))


def _decisions(actor: User, pregnancy: int) -> list[Decided]:
    rows = list(
        standing(DecisionFact)
        .filter(pregnancy=pregnancy, about="risk-colour", outcome__in=COLOURS)
        .order_by("-happened", "-recorded")
    )
    why = dict(standing(DecisionFact).filter(pregnancy=pregnancy, about="risk-colour-lowered").values_list("source", "outcome"))
    names = registry.names(actor, [row.by for row in rows if row.by])
    return [
        Decided(row.outcome, row.happened, names.get(row.by or "", row.by or ""), row.until, why.get(row.source, ""))
        for row in rows
    ]
