"""Recording on the pages of the restricted class. No list is computed anew: the rules of the lists read nothing of this class."""

import hashlib
import uuid
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from wanhu.web.base import audit, sealing
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.care import restricted as care
from wanhu.web.registry import actions as registry
from wanhu.web.registry import facts
from wanhu.web.registry.models import ConsentFact, ConsentProof, Person
from wanhu.web.registry.queries import people_in_scope
from wanhu.web.worklist.asking import Answers
from wanhu.web.worklist.registering.actions import SEALED
from wanhu.web.worklist.registering.proof import Proof


@transaction.atomic
def record(*, by: User, person: Person, visit: uuid.UUID, happened: date, pregnancy: int | None, answers: Answers) -> bool:
    """What one form says. False when it was already written."""
    return care.record_results(
        by=by, person=person, visit=visit, happened=happened, pregnancy=pregnancy, measurements=answers.measurements,
        findings=answers.findings,
    )  # fmt: skip


@transaction.atomic
def take_back(*, by: User, person: Person, visit: uuid.UUID) -> bool:
    """Takes back what one form of hers wrote, within a day."""
    return care.take_back(by=by, person=person, visit=visit)


@transaction.atomic
def answer(*, by: User, person: Person, visit: uuid.UUID, given: bool, proof: Proof) -> bool:
    """Her answer, or a child's guardian's, about recording restricted results. A yes needs what shows it; a no is written down and asked no more."""
    require(by, Permission.SEE_RESTRICTED)
    if not people_in_scope(by).filter(pk=person.pk).exists():
        raise PermissionDenied("not in scope")
    if given and not (proof.paper or proof.strokes):
        raise PermissionDenied("nothing shows that she answered")
    about = {"visit": visit, "by": by, "person": person.pk, "happened": timezone.localdate()}
    if not facts.write(ConsentFact, "consent:" + care.PURPOSE, **about, purpose=care.PURPOSE, given=given, how=proof.how):
        return False
    made, strokes = timezone.now(), proof.strokes
    if proof.paper:
        ConsentProof.objects.create(visit=visit, person=person, kind="paper", sha256=proof.paper, made=made)
    if strokes:
        ConsentProof.objects.create(
            visit=visit, person=person, kind="signature", sha256=hashlib.sha256(strokes.encode()).hexdigest(),
            strokes_sealed=sealing.seal_text(strokes, SEALED), made=made,
        )  # fmt: skip
    audit.record(by=by, action="restricted-consent", person=person.pk, detail={"visit": str(visit), "given": given})
    return True


@transaction.atomic
def withdraw(*, by: User, person: Person, visit: uuid.UUID) -> bool:
    """She takes her consent back: nothing of the class is shown or planned from now on."""
    require(by, Permission.SEE_RESTRICTED)
    return registry.withdraw_consent(by=by, person=person, purpose=care.PURPOSE, visit=visit, happened=timezone.localdate())
