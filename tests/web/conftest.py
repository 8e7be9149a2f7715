"""The small township of ``tests.web.places``, for every test that asks for it by name.

Models are imported inside the fixtures: this file may be read before Django is set up.
"""

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
def staff(db: None) -> "Places":
    from tests.web.places import places

    return places()


@pytest.fixture
def home(staff: "Places", today: date) -> "Family":
    from tests.web.places import family

    return family(today)
