"""Small files that say what they are for. A reader opens one and knows its idea from the first paragraph."""

import ast

import pytest

from tests.house.sources import files, lines, named, python, tree

LONGEST = 400
WIDEST = 160


@pytest.mark.parametrize("folder", ["wanhu", "tests", "bench"])
def test_files_are_short(folder: str) -> None:
    found = {
        named(path): len(lines(path)) for path in files(".py", ".html", ".js", under=folder) if "/migrations/" not in named(path)
    }
    assert not (long := {name: count for name, count in found.items() if count > LONGEST}), f"more than {LONGEST} lines: {long}"


@pytest.mark.parametrize("folder", ["wanhu", "tests", "bench"])
def test_every_module_says_what_it_is_for(folder: str) -> None:
    silent = [
        named(path)
        for path in python(folder)
        if "/migrations/" not in named(path) and tree(path).body and not ast.get_docstring(tree(path))
    ]
    assert not silent, f"no docstring: {silent}"


def test_lines_fit_a_screen() -> None:
    """The formatter keeps code within 130 columns; sentences may run a little over. A Chinese sign counts as one here, for ruff as two."""
    wide = [
        f"{named(path)}:{number}"
        for path in python(".")
        if "/migrations/" not in named(path)
        for number, line in enumerate(lines(path), 1)
        if len(line) > WIDEST
    ]
    assert not wide, f"more than {WIDEST} signs: {wide}"
