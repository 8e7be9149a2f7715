"""HPV for girls: who, from when, six months between the doses, and doses that the family paid for."""

import pytest

from tests.rules.vaccinated import child
from tests.rules.worked import expect
from wanhu.rules.protocols.immunisation import immunisation


@pytest.mark.parametrize(
    ("born", "sex", "on", "wanted"),
    [
        ("2011-11-09", 2, "2026-06-01", "HPV-1 | not planned"),  # a day too old
        ("2011-11-10", 2, "2025-11-09", "HPV-1 | not planned"),  # the programme has not begun
        ("2011-11-10", 2, "2025-11-10", "HPV-1 | open | 2024-11-10 | 2025-11-10"),  # thirteen since 2024, due from the first day
        ("2012-11-11", 2, "2025-11-10", "HPV-1 | upcoming | 2025-11-11 | 2026-11-11"),  # thirteen tomorrow
        ("2012-11-11", 2, "2025-11-11", "HPV-1 | open | 2025-11-11"),
        ("2012-11-11", 1, "2025-11-11", "HPV-1 | not planned"),
        ("2012-11-11", 0, "2025-11-11", "HPV-1 | not planned"),
        ("2025-03-10", 2, "2026-11-01", "HPV-1 | upcoming | 2038-03-10 | 2039-03-10"),
    ],
)
def test_who_and_from_when(born, sex, on, wanted):
    expect(immunisation, on=on, given=child(born, sex=sex), then=wanted)


def test_past_the_fourteenth_birthday_the_local_rule_decides():
    girl = child("2012-11-11", sex=2)
    expect(immunisation, on="2026-11-11", given=girl, then="HPV-1 | open | - | - | - | ")
    expect(immunisation, on="2026-11-12", given=girl, then="HPV-1 | overdue | - | - | - | local-rule-after-13")
    expect(immunisation, on="2030-11-10", given=girl, then="HPV-1 | overdue | - | - | - | local-rule-after-13")
    expect(immunisation, on="2030-11-11", given=girl, then="HPV-1 | not planned")


def test_the_second_dose_is_called_for_after_six_months_and_counts_after_five():
    first = child("2012-11-11", "HPV2 2025-12-01", sex=2)
    expect(immunisation, on="2026-05-31", given=first, then="HPV-2 | upcoming | 2026-06-01 | 2026-11-11")
    expect(immunisation, on="2026-06-01", given=first, then="HPV-2 | open | 2026-06-01 | 2026-11-11")
    for day, state in (("2026-04-30", "open"), ("2026-05-01", "done"), ("2026-05-02", "done")):
        expect(immunisation, on="2026-06-01", given=first + f"dose | {day} | vaccine=HPV2", then=f"HPV-2 | {state}")


def test_a_first_dose_that_the_family_paid_for_counts():
    expect(
        immunisation,
        on="2025-11-11",
        given=child("2012-11-11", "HPV2 2025-02-01", sex=2),
        then="HPV-1 | done\nHPV-2 | open | 2025-11-11",
    )
    expect(
        immunisation, on="2025-11-11", given=child("2012-11-11", "HPV9 2025-08-01", sex=2), then="HPV-2 | upcoming | 2026-02-01"
    )
    paid = child("2012-11-11", "HPV9 2022-01-01", "HPV9 2022-07-01", sex=2)
    expect(immunisation, on="2025-11-11", given=paid, then="HPV-1 | done\nHPV-2 | done")


def test_no_product_is_for_girls_under_nine():
    expect(immunisation, on="2025-12-01", given=child("2012-11-11", "HPV2 2021-11-10", sex=2), then="HPV-1 | open")
    expect(immunisation, on="2025-12-01", given=child("2012-11-11", "HPV2 2021-11-11", sex=2), then="HPV-1 | done")


def test_a_dose_at_eight_counts_for_nothing_and_the_two_after_it_do():
    early = child("2012-11-11", "HPV2 2020-11-11", "HPV2 2025-11-20", sex=2)
    expect(immunisation, on="2025-12-01", given=early, then="HPV-1 | done\nHPV-2 | upcoming | 2026-05-20 | 2026-11-11")
    expect(immunisation, on="2026-06-01", given=early + "dose | 2026-05-20 | vaccine=HPV2", then="HPV-1 | done\nHPV-2 | done")


def test_ages_are_counted_from_birth_also_where_the_programme_began_later():
    at_nine = child("2011-11-10", "HPV2 2020-11-10", "HPV2 2021-05-10", sex=2)
    expect(immunisation, on="2025-11-10", given=at_nine, then="HPV-1 | done\nHPV-2 | done")
    a_day_before = child("2011-11-10", "HPV2 2020-11-09", "HPV2 2021-05-10", sex=2)
    expect(immunisation, on="2025-11-10", given=a_day_before, then="HPV-1 | done\nHPV-2 | open")
