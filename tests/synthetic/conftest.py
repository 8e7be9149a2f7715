"""One small city for all tests of this folder."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.synthetic.reading import rows_of
from wanhu.synthetic.build import Summary, build

ON = date(2026, 11, 23)
PEOPLE = 6_000


class BuiltCity:
    """A built city: where it is and what its manifest says."""

    def __init__(self, out: Path, summary: Summary) -> None:
        self.out, self.summary = out, summary
        self.manifest: list[dict[str, Any]] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        self._sheets: dict[str, dict[int, list[str]]] = {}

    def lines(self, entry: dict[str, Any]) -> dict[int, list[str]]:
        """Every line of a file by its number, as texts."""
        if entry["path"] not in self._sheets:
            self._sheets[entry["path"]] = {at: row for at, row in enumerate(rows_of(self.out / entry["path"], entry["style"]), 1)}
        return self._sheets[entry["path"]]


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> BuiltCity:
    """6,000 people, seed 11."""
    out = tmp_path_factory.mktemp("city")
    return BuiltCity(out, build(PEOPLE, 11, ON, out))
