"""Extra visits of infants who need more care: worked examples. Born on 1 January 2026 at 39 weeks, home on the fourth."""

import pytest

from tests.rules.worked import expect, plan
from wanhu.rules.protocols.high_risk_infant import high_risk_infant


def born(more: str = "weight_g=3200", gestation: int = 273) -> str:
    return f"person | 2026-01-01 | sex=1\nbirth | 2026-01-01 | discharged_on=2026-01-04 gestation_days={gestation} {more}\n"


SMALL = born("weight_g=2400")


@pytest.mark.parametrize(
    ("given", "more_visits"),
    [
        (born(), False),
        (born("weight_g=2499"), True),
        (born("weight_g=2500"), False),
        (born("weight_g=3999"), False),
        (born("weight_g=4000"), True),
        (born("birth_order=1"), False),
        (born("birth_order=2"), True),
        (born() + "finding | 2026-01-01 | code=multiple-birth value=yes", True),
        (born() + "measurement | 2026-01-01 | code=apgar-1 value=7", True),
        (born() + "measurement | 2026-01-01 | code=apgar-1 value=8", False),
        (born() + "measurement | 2026-01-01 | code=apgar-5 value=7", True),
        (born() + "measurement | 2026-01-01 | code=apgar-5 value=8", False),
        (born() + "finding | 2026-01-01 | code=nicu-stay value=up-to-5-days", True),
        (born() + "finding | 2026-01-01 | code=nicu-stay value=none", False),
        (born() + "finding | 2026-01-01 | code=brain-injury-at-birth value=yes", True),
        (born() + "finding | 2026-01-01 | code=pathological-jaundice value=yes", True),
        (born() + "finding | 2026-01-01 | code=congenital-anomaly value=yes", True),
        (born() + "finding | 2026-01-01 | code=mother-diabetes value=yes", True),
        (born() + "finding | 2026-01-01 | code=mother-hypertension value=yes", True),
        (born() + "finding | 2026-01-08 | code=blood-spot value=positive", True),
        (born() + "finding | 2026-01-08 | code=hearing-rescreen value=refer", True),
        # A decision comes before what the facts suggest.
        (born() + "decision | 2026-01-08 | about=high-risk-infant outcome=yes", True),
        (born("weight_g=2400") + "decision | 2026-01-08 | about=high-risk-infant outcome=no", False),
        # Born early: the follow-up of preterm children instead.
        (born("weight_g=2400", gestation=258), False),
        (born("weight_g=2400", gestation=259), True),
        ("person | 2026-01-01 | sex=1\nbirth | 2026-01-01 | weight_g=2400", True),
        ("person | 2026-01-01 | sex=1", False),
    ],
)
def test_who_is_seen_more_often(given, more_visits):
    assert bool(plan(high_risk_infant, given, "2026-01-10")) == more_visits


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-01-27", "upcoming"),
        ("2026-01-28", "open"),
        ("2026-02-11", "open"),
        ("2026-02-12", "overdue"),
        ("2026-06-30", "overdue"),
        ("2026-07-01", "not planned"),
    ],
)
def test_the_first_visit(on, state):
    expect(high_risk_infant, on=on, given=SMALL, then=f"visit | {state}")


def test_a_month_after_the_child_was_last_seen():
    seen = SMALL + "contact | 2026-01-10 | kind=newborn-visit\ncontact | 2026-02-03 | kind=child-1m\n"
    expect(high_risk_infant, on="2026-02-20", given=seen, then="visit | upcoming | 2026-02-24 | 2026-03-10")
    expect(high_risk_infant, on="2026-03-09", given=seen + "contact | 2026-03-06 | kind=high-risk-visit",
           then="visit | upcoming | 2026-03-30 | 2026-04-13")  # fmt: skip


def test_discharge_not_yet_sent():
    given = SMALL.replace("discharged_on=2026-01-04 ", "")
    expect(high_risk_infant, on="2026-01-10", given=given, then="visit | upcoming | 2026-01-28 | 2026-02-11")
