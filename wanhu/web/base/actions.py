"""Accounts of staff, each change with its line in the audit."""

from typing import Any

from django.db import transaction

from wanhu.web.base import audit
from wanhu.web.base.models import User


@transaction.atomic
def open_account(*, by: Any, username: str, password: str, role: str, full_name: str, area: str = "", phone: str = "") -> User:
    """A new member of staff. ``by``: the actor, or the name of a command. Raises IntegrityError when the username is taken."""
    user = User.objects.create_user(username, password=password, role=role, full_name=full_name, area=area, phone=phone)
    audit.record(by=by, action="account-opened", detail={"username": username, "role": role, "area": area})
    return user


@transaction.atomic
def place_account(*, by: Any, user: User, area: str) -> None:
    """Moves the place whose people are in scope."""
    audit.record(by=by, action="account-placed", detail={"username": user.username, "from": user.area, "to": area})
    User.objects.filter(pk=user.pk).update(area=area)
