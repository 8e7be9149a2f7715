"""The small township of ``tests.web.places``, for every test that asks for it by name.

This file may be read before Django is ready, so what needs the records is imported when it is used.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.web.places import Family, Places


@pytest.fixture
def today() -> date:
    """The civil day in Asia/Shanghai: forms refuse later days, so tests live in the present."""
    from django.utils import timezone

    return timezone.localdate()


@pytest.fixture
def staff(db: None) -> Places:
    from tests.web.places import places

    return places()


@pytest.fixture
def home(staff: Places, today: date) -> Family:
    from tests.web.places import family

    return family(today)
