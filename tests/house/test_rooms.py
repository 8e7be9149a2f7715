"""Every app has the same rooms and nothing is hidden between them: who reads people is in queries, who changes them in actions."""

import ast
from pathlib import Path

import pytest

from tests.house.sources import named, python, tree

CATCH_ALL = {"utils", "util", "helpers", "helper", "services", "service", "managers", "manager", "signals", "receivers"}
SPEAKS_HTTP = {"views", "urls", "forms", "templatetags", "context_processors", "middleware"}
ABOUT_PEOPLE = {"Person", "Household", "Pregnancy", "Due", "Alert"}


@pytest.mark.parametrize("folder", ["wanhu", "tests", "bench"])
def test_no_module_for_everything(folder: str) -> None:
    found = [named(path) for path in python(folder) if CATCH_ALL & {path.stem, *path.parent.parts}]
    assert not found, f"a module is named for what it is about: {found}"


def test_no_signals() -> None:
    found = [
        f"{named(path)}:{node.lineno}"
        for path in python("wanhu")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module and ("signals" in node.module or node.module == "django.dispatch")
    ]
    assert not found, f"what follows from a write is said in the action that writes: {found}"


def test_no_write_hides_in_save_or_delete() -> None:
    found = [
        f"{named(path)}:{node.lineno}: {owner.name}.{node.name}"
        for path in python("wanhu/web")
        for owner in ast.walk(tree(path))
        if isinstance(owner, ast.ClassDef)
        for node in owner.body
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete", "bulk_create"}
    ]
    assert not found, f"a model keeps, an action changes: {found}"


def test_views_ask_queries_and_actions() -> None:
    """Scope is applied where people are read. A view that reads by itself would go round it."""
    found = [
        f"{named(path)}:{node.lineno}"
        for path in python("wanhu/web")
        if _room(path) in SPEAKS_HTTP
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Attribute) and node.attr in {"objects", "_base_manager", "_default_manager"})
        or (isinstance(node, ast.Name) and node.id in {"get_object_or_404", "get_list_or_404", "aget_object_or_404"})
    ]
    assert not found, f"read through queries.py, change through actions.py: {found}"


def test_actions_are_called_by_keyword() -> None:
    """What writes takes keywords only and says who acts: ``by``. Its line in the audit needs the name."""
    found = [
        f"{named(path)}:{node.lineno}: {node.name}"
        for path in python("wanhu/web")
        if _room(path) == "actions"
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _says(node) & {"atomic", "record"}
        if node.args.args or node.args.posonlyargs or "by" not in {argument.arg for argument in node.args.kwonlyargs}
    ]
    assert not found, f"def action(*, …, by): {found}"


def test_queries_about_people_begin_with_the_actor() -> None:
    """Scope is the actor's, so whoever reads people asks for the actor first."""
    found = [
        f"{named(path)}:{node.lineno}: {node.name}"
        for path in python("wanhu/web")
        if _room(path) == "queries"
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if any(word in ABOUT_PEOPLE or word.endswith("Fact") for word in _says(node))
        if not node.args.args or node.args.args[0].arg != "actor"
    ]
    assert not found, f"def query(actor, …): {found}"


def _says(function: ast.FunctionDef) -> set[str]:
    """Every name and attribute in a function and its decorators, without its signature."""
    nodes = [inner for part in (*function.body, *function.decorator_list) for inner in ast.walk(part)]
    return {node.id for node in nodes if isinstance(node, ast.Name)} | {
        node.attr for node in nodes if isinstance(node, ast.Attribute)
    }


def _room(path: Path) -> str:
    """``views`` for web/care/views.py and for web/care/views/visit.py."""
    within = path.relative_to(path.parents[len(path.parts) - 1 - path.parts.index("web")]).with_suffix("").parts
    return within[2] if len(within) > 2 else ""
