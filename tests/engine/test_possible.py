"""What must be on record before a rule can hold, read off the rule itself, so that nobody else need be looked at.

That it asks for no more than the truth is held by every comparison with the reference; here, that it asks for as much as it can.
"""

from dataclasses import replace

import pytest

from wanhu.engine.evaluation.needs import Place
from wanhu.engine.evaluation.possible import Clauses, to_be_known, to_hold
from wanhu.engine.evaluation.program import Program, program
from wanhu.engine.expressions import Expression, Negation, When
from wanhu.engine.facts import (
    choose,
    days_between,
    found,
    interpolated,
    last_day,
    later_of,
    latest,
    latest_day,
    moved,
    newest_finding,
    people,
    tally,
    today,
)
from wanhu.engine.protocol import Alert, Rulebook, Subject
from wanhu.engine.spans import days
from wanhu.rules import RULEBOOK

HB, WEIGHT, PALE = latest("haemoglobin"), latest("weight"), found("pallor", "yes")


def ready(condition: Expression) -> tuple[Program, Expression]:
    alert: Alert = replace(RULEBOOK.alerts[0], condition=condition, subject=Subject.CHILD, shows=())
    made = program(Rulebook((), (alert,)), Subject.CHILD)
    return made, made.alerts[0].condition


def named(made: Program, clauses: Clauses) -> set[str]:
    """Each clause as the values of its tracks, joined by "or"."""

    def name(place: Place) -> str:
        return made.needs.reads[place.read].tracks[place.track - 1].values[0]

    return {" or ".join(sorted(map(name, clause))) for clause in clauses}


@pytest.mark.parametrize(
    ("condition", "asked"),
    [
        (HB < 110, {"haemoglobin"}),
        ((HB < 110) & (WEIGHT > 9), {"haemoglobin", "weight"}),
        ((HB < 110) | (WEIGHT > 9), {"haemoglobin or weight"}),
        (((HB < 110) & (WEIGHT > 9)) | (HB > 160), {"haemoglobin"}),
        (Negation(HB < 110), {"haemoglobin"}),
        (Negation((HB < 110) & (WEIGHT > 9)), set()),  # false as soon as one of them is
        (HB.or_else(120) < 110, set()),
        (HB.or_else(WEIGHT) < 110, {"haemoglobin or weight"}),
        (tally(PALE) >= 1, {"pallor"}),
        (tally(PALE) > 0, {"pallor"}),
        (tally(PALE) >= 0, set()),
        (tally(PALE) < 1, set()),
        (newest_finding("pallor").equals("yes"), {"pallor"}),
        (last_day(PALE) + days(14) >= today, {"pallor"}),
        (days_between(latest_day("weight"), today) < 30, {"weight"}),
        (later_of(latest_day("weight"), latest_day("haemoglobin")) < today, {"haemoglobin or weight"}),
        (later_of(latest_day("weight"), today) <= today, set()),
        (moved(latest_day("weight"), HB) < today, {"haemoglobin", "weight"}),
        (interpolated(HB, (0, 0), (200, 1)) > 0.5, {"haemoglobin"}),
        (choose((HB < 110, True), otherwise=False), set()),
        (choose((HB < 110, WEIGHT), otherwise=HB) > 5, {"haemoglobin"}),
        (choose((HB < 110, WEIGHT), otherwise=WEIGHT) > 5, {"weight", "haemoglobin or weight"}),
        ((HB < 110).or_else(WEIGHT > 9), {"haemoglobin or weight"}),
        (When(HB < 110, WEIGHT > 9), {"haemoglobin", "weight"}),
        (choose((HB < 110, WEIGHT > 9), otherwise=tally(PALE) >= 1), {"haemoglobin or pallor"}),
        (choose((HB < 110, WEIGHT > 9), otherwise=HB > 100), {"haemoglobin"}),
        (choose((HB < 110, WEIGHT > 9), otherwise=WEIGHT > 8), {"weight", "haemoglobin or weight"}),
        (choose((HB < 110, 5), otherwise=WEIGHT) > 5, {"haemoglobin or weight"}),
        (Negation((HB < 110).or_else(WEIGHT > 9)), {"haemoglobin or weight"}),
        (today > people.born_on, {"*"}),
    ],
)
def test_what_a_condition_asks_for(condition, asked):
    made, condition = ready(condition)
    assert named(made, to_hold(condition, made.places)) == asked


def test_a_value_is_known_when_all_its_parts_are():
    made, condition = ready((HB + WEIGHT) * 2 > 5)
    assert named(made, to_be_known(condition, made.places)) == {"haemoglobin", "weight"}
