"""The colour of a pregnancy's risk, as a named human decides it (invariant 8): what was ticked, the colour, until when it is to be looked at again."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from wanhu.web.base import audit
from wanhu.web.base.models import User
from wanhu.web.care.actions import may_record
from wanhu.web.care.models import FindingFact
from wanhu.web.registry import facts
from wanhu.web.registry.models import DecisionFact, Person


@transaction.atomic
def grade(
    *,
    by: User,
    person: Person,
    pregnancy: int,
    visit: uuid.UUID,
    happened: date,
    colour: str,
    graded_by: str,
    look_again: date,
    factors: Iterable[str] = (),
    lowered: str = "",
) -> bool:
    """False when this form was already written. ``factors``: boxes of the grading table that were ticked; none ticked is an answer too.

    ``lowered``: why the colour is below what the facts suggest, a code of the closed list.
    """
    may_record(by, person, pregnancy)
    about = {"visit": visit, "by": by, "person": person.pk, "happened": happened}
    if not facts.write(
        DecisionFact, "decision:risk-colour", **about, pregnancy=pregnancy, about="risk-colour", outcome=colour, until=look_again
    ):
        return False
    for value in list(factors) or ["none"]:
        facts.write(FindingFact, f"finding:risk-factor:{value}", **about, pregnancy_id=pregnancy, code="risk-factor", value=value)
    facts.write(FindingFact, "finding:risk-graded-by", **about, pregnancy_id=pregnancy, code="risk-graded-by", value=graded_by)
    if lowered:
        facts.write(DecisionFact, "decision:lowered", **about, pregnancy=pregnancy, about="risk-colour-lowered", outcome=lowered)
    audit.record(by=by, action="risk-graded", person=person.pk, detail={"visit": str(visit)})
    return True
