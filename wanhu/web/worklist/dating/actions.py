"""Dating and the lists in one transaction: when the dates change, every window of her plan has moved when the page comes back."""

import uuid

from django.db import transaction

from wanhu.web.base.models import User
from wanhu.web.care import dating
from wanhu.web.care.dating import Told
from wanhu.web.registry.models import Person
from wanhu.web.worklist import publish


@transaction.atomic
def tell(*, by: User, person: Person, pregnancy: int, visit: uuid.UUID, said: Told) -> None:
    """Something about the dates was told or seen."""
    dating.tell(by=by, person=person, pregnancy=pregnancy, visit=visit, said=said)
    publish.refresh([person.pk])


@transaction.atomic
def confirm(*, by: User, person: Person, pregnancy: int, visit: uuid.UUID, fact: uuid.UUID) -> None:
    """The dates are changed; her windows move with them."""
    dating.confirm(by=by, person=person, pregnancy=pregnancy, visit=visit, fact=fact)
    publish.refresh([person.pk])


@transaction.atomic
def keep(*, by: User, person: Person, pregnancy: int, visit: uuid.UUID, fact: uuid.UUID) -> None:
    """The dates stay, and nothing on the lists moves."""
    dating.keep(by=by, person=person, pregnancy=pregnancy, visit=visit, fact=fact)


@transaction.atomic
def take_back(*, by: User, person: Person, pregnancy: int, fact: uuid.UUID) -> None:
    """What was written by mistake no longer counts; her windows move back."""
    dating.take_back(by=by, person=person, pregnancy=pregnancy, fact=fact)
    publish.refresh([person.pk])
