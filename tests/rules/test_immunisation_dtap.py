"""DTaP: the schedule of 2025, the one before it, who is between the two, and DT for children of seven years and more."""

import pytest

from tests.rules.vaccinated import child, on_days
from tests.rules.worked import expect
from wanhu.rules.protocols.immunisation import immunisation


def test_the_2025_schedule():
    """Born 2025-02-01: 2, 4, 6, 18 months and 6 years, each dose on the day it opens."""
    days = ["2025-04-01", "2025-06-01", "2025-08-01", "2026-08-01"]
    for number, opens in enumerate([*days, "2031-02-01"], 1):
        given = child("2025-02-01", *on_days("DTaP", *days[: number - 1]))
        expect(immunisation, on=opens, given=given, then=f"DTaP-{number} | open | {opens}")


def test_the_schedule_changes_with_the_day_of_the_list():
    """Born 2024-10-20, two months old on 2024-12-20: called at three months by the list of 2024, at once by the list of 2025."""
    given = child("2024-10-20")
    expect(immunisation, on="2024-12-31", given=given, then="""
        DTaP-1          | upcoming | 2025-01-20
        DTaP-3          | upcoming | 2025-03-20
        DTaP-5          | not planned
        DTaP-transition | not planned
    """)  # fmt: skip
    expect(immunisation, on="2025-01-01", given=given, then="""
        DTaP-1          | open     | 2024-12-20
        DTaP-3          | upcoming | 2025-04-20
        DTaP-5          | upcoming
        DT-6y           | not planned
        DTaP-transition | not planned
    """)  # fmt: skip


def test_the_schedule_before_2025():
    """Born 2020-12-10: 3, 4, 5 and 18 months. Born 2018-03-10: DT at six years, by a list of 2024."""
    days = ["2021-03-10", "2021-04-10", "2021-05-10", "2022-06-10"]
    for number, opens in enumerate(days, 1):
        given = child("2020-12-10", *on_days("DTaP", *days[: number - 1]))
        expect(immunisation, on=opens, given=given, then=f"DTaP-{number} | open | {opens}")
    four = on_days("DTaP", "2018-06-10", "2018-07-10", "2018-08-10", "2019-09-10")
    expect(immunisation, on="2024-03-09", given=child("2018-03-10", *four), then="DT-6y | upcoming | 2024-03-10 | 2025-03-10")
    expect(immunisation, on="2024-03-10", given=child("2018-03-10", *four), then="DT-6y | open\nDT-catch-up-1 | not planned")
    expect(immunisation, on="2024-06-01", given=child("2018-03-10", *four, "DT 2024-03-09"), then="DT-6y | open")
    expect(immunisation, on="2024-06-01", given=child("2018-03-10", *four, "DT 2024-03-10"), then="DT-6y | done")


def test_from_six_years_dt_completed_three_doses_before_2025():
    """Born 2016-01-10, one DTaP dose: two DT doses, one month and then six months apart."""
    one = ("DTaP 2016-04-10",)
    expect(immunisation, on="2022-01-09", given=child("2016-01-10", *one), then="DTaP-2 | overdue\nDT-catch-up-1 | not planned")
    expect(immunisation, on="2022-01-10", given=child("2016-01-10", *one), then="""
        DTaP-2        | missed
        DT-catch-up-1 | done
        DT-catch-up-2 | open | 2022-01-10 | 2022-02-10
        DT-catch-up-3 | upcoming
        DT-6y         | not planned
    """)  # fmt: skip
    two = (*one, "DT 2022-01-15")
    expect(
        immunisation, on="2022-07-14", given=child("2016-01-10", *two), then="DT-catch-up-3 | upcoming | 2022-07-15 | 2022-07-22"
    )
    expect(immunisation, on="2022-07-15", given=child("2016-01-10", *two), then="DT-catch-up-3 | open")


@pytest.mark.parametrize(
    ("born", "dose", "asked"),
    [
        ("2024-10-31", "2024-12-31", True),  # both limits on their last day
        ("2024-10-31", "2025-01-01", False),  # the first dose was one of the new schedule
        ("2024-11-01", "2024-12-31", False),
        ("2021-05-01", "2021-08-01", True),
        ("2021-05-01", "2025-01-15", False),
    ],
)
def test_who_began_before_2025_is_for_the_clinic(born, dose, asked):
    wanted = (
        "DTaP-5 | not planned\nDTaP-transition-6y | upcoming" if asked else "DTaP-5 | upcoming\nDTaP-transition | not planned"
    )
    expect(immunisation, on="2025-02-01", given=child(born, f"DTaP {dose}"), then=wanted)


def test_between_the_schedules_no_dose_has_a_computed_date():
    """Three old doses at 3, 4 and 5 months: whatever comes next, the word is to ask, until four doses are there."""
    three = on_days("DTaP", "2024-06-01", "2024-07-01", "2024-08-01")
    expect(immunisation, on="2025-02-01", given=child("2024-03-01", *three), then="""
        DTaP-3             | not planned
        DTaP-4             | not planned
        DTaP-transition    | open     | 2024-06-01 | 2026-03-01 | - | ask-clinic
        DTaP-transition-6y | upcoming | 2030-03-01 | 2031-03-01
    """)  # fmt: skip
    expect(
        immunisation,
        on="2026-03-02",
        given=child("2024-03-01", *three),
        then="DTaP-transition | overdue | - | - | - | ask-clinic",
    )
    expect(immunisation, on="2026-03-02", given=child("2024-03-01", *three, "DTaP 2025-09-01"), then="DTaP-transition | done")


def test_the_dose_of_six_years_between_the_schedules():
    four = on_days("DTaP", "2019-06-01", "2019-07-01", "2019-08-01", "2020-09-01")
    expect(immunisation, on="2025-03-01", given=child("2019-03-01", *four), then="""
        DTaP-transition    | done
        DTaP-transition-6y | open | 2025-03-01 | 2026-03-01 | - | ask-clinic
    """)  # fmt: skip
    for vaccine in ("DTaP", "DT"):
        expect(
            immunisation,
            on="2025-04-01",
            given=child("2019-03-01", *four, f"{vaccine} 2025-03-01"),
            then="DTaP-transition-6y | done",
        )
        expect(
            immunisation,
            on="2025-04-01",
            given=child("2019-03-01", *four, f"{vaccine} 2025-02-28"),
            then="DTaP-transition-6y | open",
        )


def test_an_older_child_with_too_few_old_doses_is_for_the_clinic_too():
    given = child("2012-03-01", "DTaP 2012-06-01")
    expect(immunisation, on="2026-11-01", given=given, then="""
        DTaP-transition    | overdue | - | - | - | ask-clinic
        DTaP-transition-6y | overdue | - | - | - | ask-clinic
        DT-catch-up-1      | not planned
    """)  # fmt: skip
    enough = child("2012-03-01", *on_days("DTaP", "2012-06-01", "2012-07-01"), "DT 2018-03-01")
    expect(immunisation, on="2026-11-01", given=enough, then="DTaP-transition | done\nDTaP-transition-6y | done")


def test_from_seven_years_dt_completes_three_doses():
    """Born 2018-06-01, first dose in 2025: two DTaP doses, then at seven one DT six months after the second."""
    two = on_days("DTaP", "2025-03-01", "2025-04-01")
    expect(
        immunisation,
        on="2025-05-31",
        given=child("2018-06-01", *two),
        then="DTaP-3 | overdue | 2025-04-29\nDT-catch-up-3 | not planned",
    )
    expect(immunisation, on="2025-06-01", given=child("2018-06-01", *two), then="""
        DTaP-3        | missed   | - | - | 2025-05-31 | from-7-years-dt
        DT-catch-up-1 | done
        DT-catch-up-2 | done
        DT-catch-up-3 | upcoming | 2025-10-01 | 2025-10-08
    """)  # fmt: skip
    expect(immunisation, on="2026-01-01", given=child("2018-06-01", *two, "DT 2025-09-30"), then="DT-catch-up-3 | overdue")
    expect(immunisation, on="2026-01-01", given=child("2018-06-01", *two, "DT 2025-10-01"), then="DT-catch-up-3 | done")


def test_dt_to_eleven_years_and_td_from_twelve():
    given = child("2014-11-10")
    expect(immunisation, on="2026-11-09", given=given, then="DT-catch-up-1 | overdue | 2021-11-10 | 2021-12-10 | - | ")
    expect(immunisation, on="2026-11-10", given=given, then="DT-catch-up-1 | overdue | - | - | - | from-12-years-td")
    expect(immunisation, on="2026-12-09", given=child("2014-11-10", "Td 2026-11-10"), then="""
        DT-catch-up-1 | done
        DT-catch-up-2 | upcoming | 2026-12-10 | 2026-12-17
    """)  # fmt: skip
    expect(immunisation, on="2026-12-10", given=child("2014-11-10", "Td 2026-11-10"), then="DT-catch-up-2 | open")
    expect(
        immunisation,
        on="2026-12-09",
        given=child("2014-11-10", *on_days("Td", "2026-11-10", "2026-12-07")),
        then="DT-catch-up-2 | upcoming",
    )
    expect(
        immunisation,
        on="2026-12-09",
        given=child("2014-11-10", *on_days("Td", "2026-11-10", "2026-12-08")),
        then="DT-catch-up-2 | done",
    )


def test_three_doses_before_seven_need_no_catch_up():
    three = on_days("DTaP", "2025-03-01", "2025-04-01", "2025-05-01")
    expect(
        immunisation,
        on="2026-11-01",
        given=child("2018-06-01", *three),
        then="DTaP-3 | done\nDTaP-4 | missed\nDT-catch-up-3 | not planned",
    )
