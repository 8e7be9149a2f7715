"""Terms of birth and early childhood at their limits: every group of gestation and of weight, and the newborn period."""

from datetime import date

import pytest

from tests.rules.worked import warned
from wanhu.engine.protocol import Alert, Confidence, Source, Subject
from wanhu.engine.text import Text
from wanhu.rules import terms


def holds(term, *, given: str, on: str = "2026-10-02") -> bool:
    """Whether a term is known to be true of the child."""
    asked = Alert(
        "asked", Text("问", "asked"), Text("问", "asked"), Source("test"), Confidence.DEFAULT, date(2027, 1, 1), Subject.CHILD, "notice", term,
        shows=(term,),
    )  # fmt: skip
    return warned(asked, given="person | 2026-10-01 | sex=1\n" + given, on=on) == {"asked"}


@pytest.mark.parametrize(
    ("days", "names"),
    [
        (195, "PRETERM EXTREMELY_PRETERM"),  # 27+6
        (196, "PRETERM VERY_PRETERM"),
        (223, "PRETERM VERY_PRETERM"),  # 31+6
        (224, "PRETERM MODERATE_OR_LATE_PRETERM"),
        (237, "PRETERM MODERATE_OR_LATE_PRETERM"),  # 33+6
        (238, "PRETERM MODERATE_OR_LATE_PRETERM LATE_PRETERM"),
        (258, "PRETERM MODERATE_OR_LATE_PRETERM LATE_PRETERM"),  # 36+6
        (259, "TERM_BORN"),
        (293, "TERM_BORN"),  # 41+6
        (294, "POST_TERM"),
    ],
)
def test_gestation(days, names):
    every = "PRETERM EXTREMELY_PRETERM VERY_PRETERM MODERATE_OR_LATE_PRETERM LATE_PRETERM TERM_BORN POST_TERM".split()
    given = f"birth | 2026-10-01 | gestation_days={days}"
    assert [name for name in every if holds(getattr(terms, name), given=given)] == names.split()


@pytest.mark.parametrize(
    ("grams", "names"),
    [
        (999, "LOW_BIRTH_WEIGHT VERY_LOW_BIRTH_WEIGHT EXTREMELY_LOW_BIRTH_WEIGHT"),
        (1000, "LOW_BIRTH_WEIGHT VERY_LOW_BIRTH_WEIGHT"),
        (1499, "LOW_BIRTH_WEIGHT VERY_LOW_BIRTH_WEIGHT"),
        (1500, "LOW_BIRTH_WEIGHT"),
        (2499, "LOW_BIRTH_WEIGHT"),
        (2500, ""),
        (3999, ""),
        (4000, "MACROSOMIA"),
    ],
)
def test_birth_weight(grams, names):
    every = "LOW_BIRTH_WEIGHT VERY_LOW_BIRTH_WEIGHT EXTREMELY_LOW_BIRTH_WEIGHT MACROSOMIA".split()
    given = f"birth | 2026-10-01 | weight_g={grams}"
    assert [name for name in every if holds(getattr(terms, name), given=given)] == names.split()


def test_what_is_not_known_is_neither():
    assert not holds(terms.PRETERM, given="") and not holds(~terms.PRETERM, given="")
    assert not holds(terms.LOW_BIRTH_WEIGHT, given="") and not holds(~terms.LOW_BIRTH_WEIGHT, given="")


@pytest.mark.parametrize(
    ("on", "early", "newborn"),
    [("2026-10-07", True, True), ("2026-10-08", False, True), ("2026-10-28", False, True), ("2026-10-29", False, False)],
)
def test_newborn_days(on, early, newborn):
    assert (holds(terms.EARLY_NEWBORN, given="", on=on), holds(terms.NEWBORN, given="", on=on)) == (early, newborn)
