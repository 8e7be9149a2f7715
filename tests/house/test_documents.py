"""What is written about the code is held to the code: links lead somewhere, paths exist, both READMEs say the same."""

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, files, named

DOCUMENTS = files(".md")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
MENTIONED = re.compile(r"`((?:wanhu|tests|docs|bench|tools|\.ci)/[^`\s]*)`")
INVARIANTS = ROOT / "docs" / "explanation" / "invariants.md"


def prose(path: Path) -> str:
    """The document without its blocks of code, in which brackets mean something else."""
    return re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def anchors(path: Path) -> set[str]:
    """The names that headings get when the page is shown."""
    headings = re.findall(r"^#+ (.+)$", prose(path), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_links_lead_somewhere(path: Path) -> None:
    broken = []
    for target in LINK.findall(prose(path)):
        place, _, anchor = target.partition("#")
        there = (path.parent / place).resolve() if place else path
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            broken.append(target)
    assert not broken, broken


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_paths_that_are_named_exist(path: Path) -> None:
    """``*`` may stand for many files; a name to be chosen by the reader is written <like-this> and not looked for."""
    missing = [
        place
        for place in MENTIONED.findall(prose(path))
        if "<" not in place and not place.startswith("bench/out") and not any(ROOT.glob(place.rstrip("/")))
    ]
    assert path == INVARIANTS or not missing, missing


def test_both_readmes_say_the_same() -> None:
    english, chinese = (_shape(ROOT / name) for name in ("README.md", "README.zh.md"))
    assert english == chinese


def test_every_refusal_has_its_test() -> None:
    """Eleven sections; each names tests that exist, or says which part of Wanhu is not built yet, and then that part must be absent."""
    sections = re.split(r"^## (?=\d+\. )", INVARIANTS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert [int(section.split(".")[0]) for section in sections] == list(range(1, 12))
    for section in sections:
        title = section.splitlines()[0]
        held = re.findall(r"`(tests/[^`]+)`", section)
        waiting = re.findall(r"Not built yet: `(wanhu/[^`]+)`", section)
        assert held or waiting, f"{title}: nothing holds it"
        assert all((ROOT / path).is_file() for path in held), f"{title}: {[path for path in held if not (ROOT / path).is_file()]}"
        assert not [path for path in waiting if (ROOT / path).exists()], f"{title}: it is built now, so it needs its test"


def _shape(path: Path) -> tuple[list[int], list[str], list[str]]:
    """Levels of the headings in order, the commands shown, and the pictures and files linked."""
    text = path.read_text(encoding="utf-8")
    levels = [len(marks) for marks in re.findall(r"^(#+) ", prose(path), flags=re.MULTILINE)]
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    commands = [line.split("#")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]
    links = [link for link in LINK.findall(prose(path)) if not link.startswith("README")]
    return levels, commands, links
