"""What tests of a visit send, and what then stands of it."""

import uuid
from datetime import date
from typing import Any

from wanhu.web.care.models import MeasurementFact
from wanhu.web.registry.facts import standing


def said(today: date, **boxes: Any) -> dict[str, Any]:
    """A form of a visit at the clinic, under a number of its own."""
    return {"visit": str(uuid.uuid4()), "happened": today.isoformat(), "mode": "clinic", **boxes}


def values() -> dict[str, float]:
    """What stands as measured, by code."""
    return {fact.code: fact.value for fact in standing(MeasurementFact).all()}
