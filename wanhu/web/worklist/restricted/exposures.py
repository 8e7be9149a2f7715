"""A child whose mother carries what may have passed to it: her result suggests, a clinician confirms it on the child's own form.

A birth is recorded by a village doctor, who knows nothing of her results; so nothing is asked there, and the child comes on the clinician's list.
"""

from collections import defaultdict
from datetime import date, timedelta

from wanhu.rules.restricted import EXPOSES
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.care.models import BirthFact, FindingFact
from wanhu.web.care.restricted import all_agreed
from wanhu.web.registry.facts import standing
from wanhu.web.registry.models import RelationFact
from wanhu.web.registry.queries import people_in_scope

SMALL = timedelta(days=3 * 366)  # a child exposed at birth is followed to the third birthday


def of_children(actor: User, on: date, *, mother: int | None = None, child: int | None = None) -> dict[int, list[str]]:
    """Children in scope under three, and what they are exposed to by the newest results of mothers who agreed, where nobody has said so yet."""
    require(actor, Permission.SEE_RESTRICTED)
    scope = people_in_scope(actor)
    small = scope.filter(born_on__gt=on - SMALL)
    ties = standing(RelationFact).filter(kind="child-of", person__in=small.values("pk")).values_list("person", "other")
    births = standing(BirthFact).filter(mother__isnull=False, person__in=small.values("pk")).values_list("person", "mother")
    carried = standing(FindingFact).filter(code__in=EXPOSES, person__in=scope.values("pk"))
    if mother is not None:
        ties, births, carried = ties.filter(other=mother), births.filter(mother=mother), carried.filter(person=mother)
    if child is not None:
        ties, births = ties.filter(person=child), births.filter(person=child)
    newest: dict[int, dict[str, str]] = defaultdict(dict)
    for who, code, value in carried.order_by("happened", "recorded").values_list("person", "code", "value"):
        newest[who][code] = value
    positive = {who: [EXPOSES[code] for code, value in found.items() if value == "positive"] for who, found in newest.items()}
    agreed = all_agreed(actor, (who for who, codes in positive.items() if codes))
    pairs = {(who, her) for who, her in [*ties, *births] if her in agreed and positive[her]}
    told = standing(FindingFact).filter(code__in=EXPOSES.values(), person__in={who for who, _her in pairs})
    said = set(told.values_list("person", "code"))
    return {
        who: sorted({code for one, her in pairs if one == who for code in positive[her] if (who, code) not in said})
        for who, _her in sorted(pairs)
    }
