"""What the house tests look at: the files that belong to the project, and their syntax trees. Nothing ignored by git is looked at."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = {
    ".py",
    ".md",
    ".html",
    ".css",
    ".js",
    ".json",
    ".yaml",
    ".yml",
    ".toml",
    ".txt",
    ".csv",
    ".sh",
    ".po",
    ".svg",
    ".lock",
    "",
}


@cache
def files(*suffixes: str, under: str = "") -> tuple[Path, ...]:
    """Files of the project, committed or about to be, with one of the suffixes (all of them when none is given)."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", under or "."],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    found = sorted({ROOT / name for name in listed.split("\0") if name})
    return tuple(path for path in found if path.is_file() and (not suffixes or path.suffix in suffixes))


def texts() -> tuple[Path, ...]:
    """Every file of the project that people or programs read as text."""
    return tuple(path for path in files() if path.suffix in TEXT)


def python(under: str) -> tuple[Path, ...]:
    """The Python files below a folder, given from the top of the project."""
    return files(".py", under=under)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def named(path: Path) -> str:
    """The path as people say it."""
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
