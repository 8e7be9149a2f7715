"""Another growth standard in the place of WHO's, as the national one to seven years would be: a folder of tables and one line, no code.

The standard is made up: from birth to 2556 days (84 months) a boy weighs 10 kg and a girl 8 kg in the middle, one kilogram a deviation.
"""

from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.engine.facts_of import Book, load
from wanhu.engine.due import alerts
from wanhu.engine.facts import latest, zscore
from wanhu.engine.growth import Index, load_tables, zscores
from wanhu.engine.parameters import growth_standard
from wanhu.engine.protocol import Alert, Confidence, Rulebook, Source, Subject
from wanhu.engine.text import Text

BORN = date(2019, 3, 1)
WORDS = Text("轻", "Light")
LIGHT = Alert("light", WORDS, WORDS, Source(""), Confidence.DEFAULT, date(2027, 1, 1), Subject.CHILD, "notice", zscore("weight-for-age") < -2,
              (latest("weight"),))  # fmt: skip
AGES = ("weight_for_age", "length_for_age", "bmi_for_age", "head_for_age")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A city's parameters: ``growth.yaml`` and the made-up standard beside it."""
    made = tmp_path / "national"
    made.mkdir()
    for name in AGES:
        rows = [f"{sex},{day},1,{median},{1 / median}" for sex, median in ((1, 10), (2, 8)) for day in range(2557)]
        (made / f"{name}.csv").write_text("# made up\nsex,day,l,m,s\n" + "\n".join(rows))
    for name, first, last in (("weight_for_length", 45, 110), ("weight_for_height", 65, 140)):
        rows = [f"{sex},{cm / 10},1,10,0.1" for sex in (1, 2) for cm in range(first * 10, last * 10 + 1)]
        (made / f"{name}.csv").write_text("# made up\nsex,cm,l,m,s\n" + "\n".join(rows))
    (made / "standard.yaml").write_text(
        "title_zh: 虚构标准\ntitle_en: Made up\nsource: nobody\noldest_day: 2556\nuntil_months: 84\nrecent_months: 6\n", "utf-8"
    )
    (tmp_path / "growth.yaml").write_text("folder: national\n")
    return tmp_path


def told(folder: Path, weight: float, age: int) -> bool:
    """Whether the alert holds of a girl weighed at an age in days."""
    book, on = Book(), BORN + timedelta(days=age)
    book.person(person=1, born_on=BORN, sex=2, happened=BORN)
    book.measurement(person=1, happened=on, code="weight", value=weight)
    rules = Rulebook((), (LIGHT,), growth=growth_standard(folder / "growth.yaml"))
    return bool(alerts(rules, load(book.facts), on=on, known_at=datetime(2099, 1, 1)).num_rows)


@pytest.mark.parametrize("age", [0, 731, 1826, 1827, 1857, 2047, 2048, 2556])
def test_children_are_judged_to_the_last_day_of_the_standard(folder: Path, age: int):
    assert told(folder, 5.98, age) and not told(folder, 6.0, age)


def test_and_not_beyond_it(folder: Path):
    assert not told(folder, 5.0, 2557)


def test_the_standard_says_what_it_is_and_to_which_age_rules_speak(folder: Path):
    made = growth_standard(folder / "growth.yaml")
    assert (made.title.en, made.source.title, made.until_months, made.recent_months, load_tables(made.folder).oldest) == (
        "Made up",
        "nobody",
        84,
        6,
        2556,
    )


def test_a_table_by_month_is_read_between_its_rows(folder: Path):
    rows = [f"{sex},{month},1,{10 + month},0.1" for sex in (1, 2) for month in range(85)]
    (folder / "national" / "weight_for_age.csv").write_text("# made up\nsex,month,l,m,s\n" + "\n".join(rows))
    tables = load_tables(folder / "national")
    curve = tables.by_age[Index.WEIGHT_FOR_AGE]
    assert (curve.first, curve.last) == (0, 2556)
    middle = curve.at(np.array([1, 2]), np.array([0, 2009]))[1]  # 66 months are 2008.875 days
    assert middle.round(4).tolist() == [10.0, round(76 + 0.125 / 30.4375, 4)]
    assert zscores(Index.WEIGHT_FOR_AGE, sex=2, age_days=2009, value=float(middle[1]), tables=tables).tolist() == 0.0


@pytest.mark.parametrize("day", ["", "oldest_day: 0", "oldest_day: 4096"])
def test_an_oldest_day_that_cannot_be_is_refused(folder: Path, day: str):
    path = folder / "national" / "standard.yaml"
    path.write_text(path.read_text("utf-8").replace("oldest_day: 2556", day), "utf-8")
    with pytest.raises(ValueError, match=r"standard\.yaml"):
        load_tables(folder / "national")
