"""The seed decides everything: files of text and Parquet byte for byte, spreadsheets cell by cell."""

from datetime import date
from pathlib import Path

import pytest

from tests.synthetic.reading import rows_of
from wanhu.engine.text import Text
from wanhu.synthetic.build import build

ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    one, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    for out in (one, other):
        build(2_000, 4, ON, out)
    return one, other


def files(out: Path) -> list[Path]:
    return sorted(path.relative_to(out) for path in out.rglob("*") if path.is_file())


def test_the_same_seed_gives_the_same_city(pair: tuple[Path, Path]) -> None:
    one, other = pair
    assert files(one) == files(other)
    for path in files(one):
        if path.suffix == ".xlsx":
            style = {"container": "xlsx"}
            assert rows_of(one / path, style) == rows_of(other / path, style)
        else:
            assert (one / path).read_bytes() == (other / path).read_bytes(), path


def test_another_seed_gives_another_city(pair: tuple[Path, Path], tmp_path: Path) -> None:
    build(2_000, 5, ON, tmp_path)
    assert (tmp_path / "truth" / "people.parquet").read_bytes() != (pair[0] / "truth" / "people.parquet").read_bytes()


def test_progress_is_told_in_both_languages_and_ends(tmp_path: Path) -> None:
    told: list[tuple[int, int, Text]] = []
    build(2_000, 4, ON, tmp_path, lambda done, total, what: told.append((done, total, what)))
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[-1][:2] == (100, 100)
    assert all(what.zh and what.en for _, _, what in told)


@pytest.mark.parametrize("people", [1_999, 1_500_001])
def test_a_city_too_small_or_too_large_is_refused_with_a_remedy(tmp_path: Path, people: int) -> None:
    with pytest.raises(ValueError, match="2000") as refused:
        build(people, 1, ON, tmp_path)
    assert str(people) in refused.value.args[0].zh
    assert "请" in refused.value.args[0].zh
