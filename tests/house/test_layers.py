"""web → rules → engine, one direction. import-linter holds the contracts of pyproject.toml; this holds the contracts to the code that exists.

An import graph cannot see a call, so the clock and chance are looked for by name as well.
"""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.sources import ROOT, named, python, tree

CONTRACTS = {
    contract["name"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}
# architecture, section "layers": each may reach those to its right, never those to its left
ORDER = [
    "portal",
    "organisations",
    "oversight",
    "insight",
    "mobility",
    "benefits",
    "worklist",
    "care",
    "exchange",
    "registry",
    "base",
]
CLOCK_AND_CHANCE = {"now", "today", "utcnow", "uuid1", "uuid4", "uuid7", "getenv", "urandom", "token_hex", "token_bytes"}


def test_the_contracts_hold() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [program], cwd=ROOT, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    )
    assert result.returncode == 0, result.stdout[result.stdout.find("Contracts") :] + result.stderr


def test_every_web_app_stands_in_the_order() -> None:
    layers = [app for layer in _contract("web apps")["layers"] for app in layer.replace("|", " ").split()]
    existing = {path.parent.name for path in python("wanhu/web") if path.name == "models.py"}
    assert set(layers) == existing, "an app joins the contract of pyproject.toml when it is born, and leaves it when it goes"
    assert layers == sorted(layers, key=ORDER.index), "the contract's order is the architecture's order"


@pytest.mark.parametrize("module", ["django", "os", "time", "random"])
def test_the_engine_contract_forbids(module: str) -> None:
    assert module in _contract("engine is pure")["forbidden_modules"]


@pytest.mark.parametrize("layer", ["wanhu/engine", "wanhu/rules"])
def test_no_clock_and_no_chance(layer: str) -> None:
    found = [
        f"{named(path)}:{node.lineno}: {node.func.attr}()"
        for path in python(layer)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK_AND_CHANCE
    ]
    assert not found, "days and instants are arguments: " + "; ".join(found)


def _contract(words: str) -> dict:
    [name] = [name for name in CONTRACTS if words in name]
    return CONTRACTS[name]
