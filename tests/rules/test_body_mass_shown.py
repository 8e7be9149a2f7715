"""The body mass index as a number in the reasons of the rules that it decides: with one decimal, as on paper, beside the weight and the height.

Of a woman it is the index before pregnancy; of a child the index of the day on which both were measured, as the z-score judged it.
"""

import pytest

from tests.rules.worked import shown
from wanhu.rules.alerts.growth import obesity, overweight
from wanhu.rules.alerts.risk_basic import body_mass_orange, body_mass_yellow
from wanhu.rules.alerts.weight_gain import too_fast

PREGNANT = "pregnancy | 2026-02-20 | lmp=2026-01-05"
CHILD = "person | 2022-06-01 | sex=1"
IN_HER_REASONS, IN_HIS_REASONS = "body-mass-index-before", "body-mass-index"

WOMEN = """
    pre-pregnancy-weight=47.2 height=160  | colour-body-mass-yellow | 18.4
    pre-pregnancy-weight=64.2 height=160  | colour-body-mass-yellow | 25.1
    pre-pregnancy-weight=71.5 height=160  | colour-body-mass-yellow | 27.9
    pre-pregnancy-weight=71.6 height=160  | colour-body-mass-orange | 28.0
    pre-pregnancy-weight=90 height=160    | colour-body-mass-orange | 35.2
"""


def lines(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("measured", "rule", "index"), lines(WOMEN))
def test_before_pregnancy(measured: str, rule: str, index: str) -> None:
    taken = [
        f"measurement | 2026-03-01 | code={code} value={value}" for code, value in (one.split("=") for one in measured.split())
    ]
    found = shown((body_mass_yellow, body_mass_orange), given="\n".join([PREGNANT, *taken]), on="2026-06-01")
    assert found == {rule: {IN_HER_REASONS: float(index)}}


def test_of_the_first_weight_where_the_one_before_is_not_known() -> None:
    facts = f"""
        {PREGNANT}
        measurement | 2026-03-01 | code=weight value=60
        measurement | 2026-03-01 | code=height value=160
        measurement | 2026-06-20 | code=weight value=70
    """
    assert shown((too_fast,), given=facts, on="2026-06-22") == {"weight-gain-fast": {IN_HER_REASONS: 23.4}}


CHILDREN = """
    child-overweight | 2026-06-01 weight=18 2026-06-01 height=102                           | 17.3
    child-obesity    | 2026-06-01 weight=22 2026-06-01 height=102                           | 21.1
    child-obesity    | 2026-06-01 weight=22 2026-06-01 length=102                           | 21.1
    child-obesity    | 2026-06-01 weight=22 2026-06-01 height=102 2026-08-01 weight=30      |      a later weight is another day's
"""


@pytest.mark.parametrize(
    ("rule", "measured", "index"), [(*row[:2], row[2].split()[0] if row[2][:1].isdigit() else "") for row in lines(CHILDREN)]
)
def test_of_a_child(rule: str, measured: str, index: str) -> None:
    words = measured.split()
    taken = [
        f"measurement | {day} | code={one.split('=')[0]} value={one.split('=')[1]}"
        for day, one in zip(words[::2], words[1::2], strict=True)
    ]
    found = shown((overweight, obesity), given="\n".join([CHILD, *taken]), on="2026-08-10")
    assert found == {rule: {IN_HIS_REASONS: float(index) if index else None}}
