"""What a line of the list says is made by hand, for speed: it must be what Django's own ways give."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse, set_script_prefix

from wanhu.web.worklist.rows import address_of


@pytest.mark.parametrize("prefix", ["/", "/health/"])
@pytest.mark.parametrize("pregnancy", [None, 25])
def test_the_address_of_a_task_is_the_one_that_django_finds(prefix: str, pregnancy: int | None) -> None:
    task: Any = SimpleNamespace(
        person=SimpleNamespace(pk=24), pregnancy=pregnancy, protocol=SimpleNamespace(code="antenatal"), step=SimpleNamespace(code="antenatal-2")
    )  # fmt: skip
    try:
        set_script_prefix(prefix)
        assert address_of(task) == reverse("worklist:record", args=[24, pregnancy or 0, "antenatal", "antenatal-2"])
    finally:
        set_script_prefix("/")
