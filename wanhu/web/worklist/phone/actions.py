"""A phone is known, says hello, and sends its forms one by one. Each form is taken once, by the UUID that the phone gave it."""

import base64
import secrets
import uuid
from collections.abc import Callable
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseBase
from django.utils import timezone

from wanhu.web.base import audit, sealing
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.worklist.models import Device, PhoneForm


@transaction.atomic
def know(*, by: User, device: uuid.UUID, label: str) -> str:
    """The phone is one of the actor's from now on. Gives, in base64, the key that opens its store when the PIN is forgotten."""
    require(by, Permission.RECORD_CARE)
    known = Device.objects.filter(pk=device).first()
    now = timezone.now()
    if known is None:
        key = base64.b64encode(secrets.token_bytes(32)).decode()
        Device.objects.create(id=device, worker=by, label=label[:60], recovery_sealed=sealing.seal_text(key), since=now, seen=now)
        audit.record(by=by, action="phone-known", detail={"device": str(device)})
        return key
    if known.worker_id != by.pk or known.revoked:
        raise PermissionDenied("another worker's phone, or one that was given up")
    audit.record(by=by, action="phone-opened-again", detail={"device": str(device)})
    return sealing.unseal_text(known.recovery_sealed)


def seen(*, by: User, device: uuid.UUID) -> bool:
    """The phone says hello; False when it is not, or no longer, one of the actor's, and must wipe what it keeps."""
    return Device.objects.filter(pk=device, worker=by, revoked=None).update(seen=timezone.now()) == 1


@transaction.atomic
def give_up(*, by: User, device: uuid.UUID) -> None:
    """The phone was lost or given away: it wipes what it keeps at its next contact, and its key is never given again."""
    require(by, Permission.RECORD_CARE)
    if Device.objects.filter(pk=device, worker=by, revoked=None).update(revoked=timezone.now()):
        audit.record(by=by, action="phone-given-up", detail={"device": str(device)})


@transaction.atomic
def take(
    *, by: User, device: uuid.UUID | None, visit: uuid.UUID, sent: str, write: Callable[[], HttpResponseBase]
) -> tuple[str, HttpResponseBase | None]:
    """One form: ``sent`` is its path and body as the phone sent them, ``write`` records it. Gives what became of it, and the page that says why.

    taken: written now. already: the same form came before (its answer was lost on the way). other: this number was taken with another content.
    refused: nothing was written, and the phone keeps it; the same number may be sent again, corrected.
    """
    require(by, Permission.RECORD_CARE)
    digest = sha256(sent.encode()).hexdigest()
    known = PhoneForm.objects.select_for_update().filter(pk=visit).first()
    if known and known.state == PhoneForm.State.TAKEN:
        return ("already" if known.digest == digest and known.worker_id == by.pk else "other"), None
    answer = write()
    taken = answer.status_code == 302
    state = PhoneForm.State.TAKEN if taken else PhoneForm.State.REFUSED
    mine = Device.objects.filter(
        pk=device, worker=by
    ).first()  # none: of before a restored backup, or somebody else's; the form counts all the same
    said = {"worker": by, "device": mine, "digest": digest, "state": state, "received": timezone.now()}
    PhoneForm.objects.update_or_create(visit=visit, defaults=said)
    return ("taken" if taken else "refused"), answer
