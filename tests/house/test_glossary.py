"""GLOSSARY.md decides names before code does: whatever the code calls a fact, a record or a part of a rule stands there, once, in both languages."""

import ast
import re
from collections import Counter

import pytest
from django.apps import apps

from tests.house.sources import ROOT, python, tree
from wanhu.engine import protocol, tables
from wanhu.web.base.models import Role

HEAD = ["中文", "English", "code", "meaning"]


def entries() -> list[list[str]]:
    """The rows of every table in GLOSSARY.md."""
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in text.splitlines() if line.startswith("|")]
    return [row for row in rows if row != HEAD and not set("".join(row)) <= set("-: ")]


CODES = {code for row in entries() for code in re.findall(r"`([^`]+)`", row[2])}


def declared_in(module: str) -> set[str]:
    [path] = python(f"wanhu/engine/{module}.py")
    return {node.name for node in tree(path).body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")}


@pytest.mark.parametrize("module", ["tables", "protocol", "text", "spans"])
def test_the_words_of_facts_and_rules(module: str) -> None:
    assert not (missing := declared_in(module) - CODES), f"not in the code column: {sorted(missing)}"


def test_the_records() -> None:
    models = {model.__name__ for model in apps.get_models() if model.__module__.startswith("wanhu.")}
    assert models and not (missing := models - CODES), f"not in the code column: {sorted(missing)}"


def test_what_the_rulebook_takes_from_the_engine() -> None:
    taken = {
        alias.name
        for path in python("wanhu/rules")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wanhu.engine")
        for alias in node.names
    }
    assert not (missing := taken - CODES), f"not in the code column: {sorted(missing)}"


@pytest.mark.parametrize("closed", [tables.Reason, protocol.State, Role])
def test_closed_lists(closed) -> None:
    assert not (missing := {str(member.value) for member in closed} - CODES), f"not in the code column: {sorted(missing)}"


def test_one_word_for_one_thing() -> None:
    rows = entries()
    assert rows and all(len(row) == 4 and all(row) for row in rows), [row for row in rows if len(row) != 4 or not all(row)]
    for column, name in enumerate(HEAD[:2]):
        twice = [word for word, count in Counter(row[column] for row in rows).items() if count > 1]
        assert not twice, f"{name}: {twice}"
    codes = Counter(code for row in rows for code in re.findall(r"`([^`]+)`", row[2]))
    assert not [code for code, count in codes.items() if count > 1]
