"""What an institution chose is read from its file, and a value that is no choice is sent back with the choices there are."""

from pathlib import Path

import pytest
import yaml

from wanhu.engine.institution import CHOICES, institution
from wanhu.rules.institution import INSTITUTION

SHIPPED = Path("wanhu/rules/parameters/institution.yaml")


def written(folder: Path, **changed: object) -> Path:
    held = yaml.safe_load(SHIPPED.read_text(encoding="utf-8")) | changed
    path = folder / "institution.yaml"
    path.write_text(yaml.safe_dump(held, allow_unicode=True), encoding="utf-8")
    return path


def test_what_ships_is_the_norm_and_confirmed_by_nobody() -> None:
    assert institution(SHIPPED) == INSTITUTION and not INSTITUTION.verified
    assert (INSTITUTION.antenatal_layer, INSTITUTION.age_counted) == ("national-5", "at-assessment")


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, allowed in CHOICES.items() for value in allowed])
def test_every_choice_is_read(tmp_path: Path, name: str, value: str) -> None:
    assert getattr(institution(written(tmp_path, **{name: value})), name) == value


@pytest.mark.parametrize(
    ("name", "value"), [("antenatal_layer", "who"), ("age_counted", None), ("creatinine_limit", 8.4), ("creatinine_limit", "84")]
)
def test_anything_else_is_sent_back(tmp_path: Path, name: str, value: object) -> None:
    with pytest.raises(ValueError, match=name):
        institution(written(tmp_path, **{name: value}))
