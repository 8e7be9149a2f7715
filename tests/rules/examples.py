"""The worked examples of this folder as data: what each test gives, on which day, and what it holds the plan or the alerts to.

Every test is run with its checks replaced by a pen. So examples are those that the tests really hold, with every number written out, and the
pages of the rules can show them, and SQL be held to them.
"""

import importlib
import inspect
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from tests.rules import worked
from wanhu.engine.protocol import Alert, Protocol

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Example:
    """Facts about person 1 (and pregnancy 11), a day, and what is then so: lines of a plan, or the codes of alerts."""

    test: str
    rules: tuple[Protocol | Alert, ...]
    given: str
    on: str
    then: tuple[str, ...]

    @property
    def title(self) -> str:
        """What the test says of itself: its name."""
        return self.test.removeprefix("test_").replace("_", " ")


@cache
def examples() -> tuple[Example, ...]:
    """Every worked example of the rules, in the order of the files."""
    found: list[Example] = []
    before = os.environ.get("WANHU_REFERENCE_ONLY")
    os.environ["WANHU_REFERENCE_ONLY"] = "1"  # the tests themselves hold the engine to the reference
    try:
        for path in sorted(_FOLDER.glob("test_*.py")):
            module = importlib.import_module(f"tests.rules.{path.stem}")
            for name, test in list(vars(module).items()):
                if name.startswith("test_") and inspect.isfunction(test):
                    found += _of_test(name, test)
    finally:
        os.environ.pop("WANHU_REFERENCE_ONLY") if before is None else os.environ.update(WANHU_REFERENCE_ONLY=before)
    return tuple(dict.fromkeys(found))


def _of_test(name: str, test: Any) -> list[Example]:
    written: list[Example] = []
    for arguments in _arguments(test):
        with _pen(name, written):
            try:
                test(**arguments)
            except (AssertionError, TypeError, KeyError):
                continue  # a check of something that was not worked out, or a test that wants a fixture
    return written


def _arguments(test: Any) -> Iterator[dict[str, Any]]:
    """The arguments of each run of a parametrized test."""
    sets = []
    for mark in getattr(test, "pytestmark", []):
        if mark.name == "parametrize":
            names, values = mark.args[:2]
            names = [one.strip() for one in names.split(",")] if isinstance(names, str) else list(names)
            rows = [getattr(value, "values", value) if hasattr(value, "values") else value for value in values]
            sets.append(
                [dict(zip(names, row if len(names) > 1 or hasattr(row, "marks") else (row,), strict=True)) for row in rows]
            )
    for chosen in product(*sets):
        yield {name: value for part in chosen for name, value in part.items()}


@contextmanager
def _pen(test: str, written: list[Example]) -> Iterator[None]:
    """While it lasts, ``expect`` only writes down what it is asked to hold, and ``warned`` what it found."""

    def expect(protocol: Any, *, on: str, given: str, then: str) -> None:
        written.append(Example(test, _together(protocol), _plain(given), on, tuple(_lines(then))))

    def warned(rules: Any, *, given: str, on: str) -> set[str]:
        found = was["warned"](rules, given=given, on=on)
        written.append(Example(test, _together(rules), _plain(given), on, tuple(sorted(found))))
        return found

    was = {"expect": worked.expect, "warned": worked.warned}
    pens = {"expect": expect, "warned": warned}
    changed = [
        (module, name)
        for module in list(sys.modules.values())
        if module.__name__.startswith("tests.rules")
        for name, real in was.items()
        if vars(module).get(name) is real
    ]
    for module, name in changed:
        setattr(module, name, pens[name])
    try:
        yield
    finally:
        for module, name in changed:
            setattr(module, name, was[name])


def _together(rules: Any) -> tuple[Any, ...]:
    return rules if isinstance(rules, tuple) else (rules,)


def _plain(table: str) -> str:
    return "\n".join(_lines(table))


def _lines(table: str) -> list[str]:
    return [" | ".join(cell.strip() for cell in line.split("|")) for line in table.splitlines() if line.strip()]
