"""What the tests of registering share: an identity number that checks, forms filled in, a worker signed in."""

import json
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.web.places import NEAR, Places, run
from wanhu.engine.intake.kinds.identity import CHECK, WEIGHTS
from wanhu.web.base.models import User
from wanhu.web.worklist import queries as lists

SIGNATURE = json.dumps([[[100, 100, 5], [300, 120, 20], [420, 90, 40]], [[200, 200, 60], [260, 240, 70]]])
PHOTO = b"\xff\xd8\xff\xe0" + b"a signed paper" * 50
WOMAN, CHILD = "/register/pregnancy/", "/register/child/"


def identity(born_on: date, *, serial: str = "002") -> str:
    """An invented number with a right check digit; an even serial is a woman's."""
    body = f"429000{born_on:%Y%m%d}{serial}"
    return body + chr(CHECK[sum(int(digit) * int(weight) for digit, weight in zip(body, WEIGHTS, strict=True)) % 11])


@pytest.fixture(name="worker")
def signed_in(staff: Places, today: date, settings: Any) -> Client:
    settings.MFA_REQUIRED = False
    run(today)
    return client_of(staff.worker)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def answers(*purposes: str, **other: str) -> dict[str, str]:
    given = dict.fromkeys(["consent_record", *("consent_" + one for one in purposes)], "yes")
    return {"visit": str(uuid.uuid4()), "strokes": SIGNATURE, **given, **other}


def woman(today: date, **other: str) -> dict[str, str]:
    said = answers("reminders", "home_visit", consent_risk_sharing="no")
    said |= {
        "name": "赵小燕",
        "born_on": "1999-03-05",
        "phone": "13900001111",
        "village": NEAR,
        "group": "2",
        "house": "7",
        "dated": "lmp",
    }
    return said | {"lmp": (today - timedelta(days=60)).isoformat()} | other


def child(today: date, **other: str) -> dict[str, str]:
    said = answers("reminders", "home_visit", "risk_sharing", "immunisation")
    return said | {"born_on": (today - timedelta(days=9)).isoformat(), "sex": "2"} | other


def grandmother(**other: str) -> dict[str, str]:
    said = {
        "guardian_kind": "guardian",
        "guardian_name": "孙桂英",
        "guardian_phone": "13700002222",
        "village": NEAR,
        "group": "1",
        "house": "3",
    }
    return said | other


def listed(user: User) -> set[tuple[str, str]]:
    return {(str(task.person), task.step.code) for group in lists.GROUPS for task in lists.tasks(user, group=group).tasks}
