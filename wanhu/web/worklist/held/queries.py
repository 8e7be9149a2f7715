"""What is kept for a worker: on its own page to go on with, and on her list so that it is not forgotten."""

from datetime import datetime
from typing import NamedTuple

from django.http import QueryDict

from wanhu.web.base import sealing
from wanhu.web.base.models import User
from wanhu.web.worklist.models import Held


class Kept(NamedTuple):
    """A form as it was sent, and when."""

    path: str
    boxes: QueryDict
    at: datetime


def kept(actor: User, path: str) -> Kept | None:
    """The newest form that the actor sent from a page without a session."""
    found = Held.objects.filter(worker=actor, path=path).order_by("-at").first()
    return Kept(path, QueryDict(sealing.unseal_text(bytes(found.sealed), "held")), found.at) if found else None


def waiting(actor: User) -> list[tuple[str, datetime]]:
    """Where the actor's kept forms belong, newest first."""
    return list(Held.objects.filter(worker=actor).order_by("-at").values_list("path", "at"))
