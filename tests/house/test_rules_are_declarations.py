"""What clinicians and officials review must not hide a computation: the rulebook has no def, lambda, if, for or while, in any of their forms."""

import ast

from tests.house.sources import named, python, tree

COMPUTES = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.If, ast.IfExp, ast.Match, ast.For, ast.AsyncFor, ast.While,
    ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Try, ast.With,
)  # fmt: skip


def test_rules_only_declare() -> None:
    found = [
        f"{named(path)}:{node.lineno}: {type(node).__name__}"
        for path in python("wanhu/rules")
        for node in ast.walk(tree(path))
        if isinstance(node, COMPUTES)
    ]
    assert not found, "computing belongs to the engine: " + "; ".join(found)


def test_there_are_rules() -> None:
    declared = [path for path in python("wanhu/rules") if path.name != "__init__.py"]
    assert declared, "without rules the test above would hold of nothing"
