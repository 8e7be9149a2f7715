"""Before a pregnancy: worked examples. The plan is registered on 2026-03-01."""

from tests.rules.worked import expect
from wanhu.rules.protocols.folic_acid import folic_acid, folic_acid_before
from wanhu.rules.protocols.pre_pregnancy import pre_pregnancy, pre_pregnancy_outcome

PLAN = "status | 2026-03-01 | kind=planning-pregnancy value=asked\n"
HE = "person | 1990-01-01 | sex=1\n"
PREGNANT = "pregnancy | 2026-08-01 | lmp=2026-06-15\n"


def check(on: str, kind: str = "pre-pregnancy-check") -> str:
    return f"contact | {on} | kind={kind}\n"


def test_nobody_is_planned_for_who_did_not_ask():
    expect(pre_pregnancy, on="2026-03-02", given="person | 1996-01-01 | sex=2", then="pre-pregnancy-check | not planned")


def test_the_check_within_three_months():
    for on, state in (
        ("2026-03-01", "open"),
        ("2026-05-30", "open"),
        ("2026-05-31", "overdue"),
        ("2027-03-01", "overdue"),
        ("2027-03-02", "missed"),
    ):
        expect(pre_pregnancy, on=on, given=PLAN, then=f"pre-pregnancy-check | {state} | 2026-03-01 | 2026-05-30 | 2027-03-01")
    expect(pre_pregnancy, on="2026-06-10", given=PLAN + check("2026-03-10"), then="pre-pregnancy-check | done")


def test_once_for_each_plan():
    again = PLAN.replace("2026-03-01", "2024-03-01") + check("2024-03-10") + PLAN
    expect(pre_pregnancy, on="2026-03-02", given=again, then="pre-pregnancy-check | open | 2026-03-01")


def test_every_three_months_until_she_is_pregnant():
    expect(pre_pregnancy, on="2026-03-02", given=PLAN, then="early-follow-up | upcoming | 2026-06-01 | 2026-06-15")
    given = PLAN + check("2026-03-31")
    expect(pre_pregnancy, on="2026-06-30", given=given, then="early-follow-up | open | 2026-06-30 | 2026-07-14")
    given += check("2026-07-15", "pre-pregnancy-follow-up")
    expect(pre_pregnancy, on="2026-10-14", given=given, then="early-follow-up | upcoming | 2026-10-15 | 2026-10-29")
    expect(pre_pregnancy, on="2026-10-30", given=given, then="early-follow-up | overdue")


def test_a_pregnancy_since_ends_the_plan_and_an_earlier_one_does_not():
    expect((pre_pregnancy, folic_acid_before), on="2026-08-01", given=PLAN + PREGNANT, then="""
        pre-pregnancy-check | released | - | - | - | pregnant
        early-follow-up     | released
        folic-acid-before   | released
    """)  # fmt: skip
    earlier = "pregnancy | 2024-08-01 | lmp=2024-06-15\n"
    expect(pre_pregnancy, on="2026-08-01", given=PLAN + earlier, then="early-follow-up | overdue")


def test_a_plan_ends_when_she_says_so_or_on_its_last_day():
    ended = PLAN + "status | 2026-04-01 | kind=planning-pregnancy value=ended\n"
    expect(pre_pregnancy, on="2026-06-10", given=ended, then="pre-pregnancy-check | released\nearly-follow-up | released")
    dated = "status | 2026-03-01 | kind=planning-pregnancy value=asked until=2026-06-09\n"
    expect(pre_pregnancy, on="2026-06-09", given=dated, then="pre-pregnancy-check | overdue")
    expect(pre_pregnancy, on="2026-06-10", given=dated, then="pre-pregnancy-check | released | - | - | - | not-needed")
    renewed = dated + "status | 2026-07-01 | kind=planning-pregnancy value=asked\n"
    expect(pre_pregnancy, on="2026-07-01", given=renewed, then="pre-pregnancy-check | open")


def test_a_loss_silences_the_plan_until_a_new_one():
    loss = PLAN + "death | 2026-05-01 | kind=loss pregnancy=11\n"
    expect(pre_pregnancy, on="2026-05-01", given=loss, then="early-follow-up | released | - | - | | pregnancy-ended")
    new = loss + "status | 2026-11-01 | kind=planning-pregnancy value=asked\n"
    expect(pre_pregnancy, on="2026-11-02", given=new, then="pre-pregnancy-check | open")


def test_he_has_the_check_and_no_tablets():
    expect((pre_pregnancy, folic_acid_before), on="2026-03-02", given=HE + PLAN, then="""
        pre-pregnancy-check | open
        early-follow-up     | not planned
        folic-acid-before   | not planned
    """)  # fmt: skip


def test_the_pregnancy_is_followed_where_there_was_a_plan():
    expect(pre_pregnancy_outcome, on="2026-08-20", given=PLAN + PREGNANT, then="""
        early-pregnancy   | upcoming | 2026-08-24 | 2026-09-13 | 2026-10-05
        outcome-follow-up | not planned
    """)  # fmt: skip
    expect(pre_pregnancy_outcome, on="2026-08-20", given=PREGNANT, then="early-pregnancy | not planned")
    expect(
        pre_pregnancy_outcome,
        on="2026-09-30",
        given=PLAN + PREGNANT + check("2026-09-01", "antenatal-1"),
        then="early-pregnancy | done",
    )
    old_plan = PLAN.replace("2026-03-01", "2024-08-01")
    expect(pre_pregnancy_outcome, on="2026-09-01", given=old_plan + PREGNANT, then="early-pregnancy | not planned")


def test_the_outcome_within_six_weeks_of_a_birth():
    born = PLAN + PREGNANT + "birth | 2027-03-20 | person=2 pregnancy=11\n"
    for on, state in (("2027-03-20", "open"), ("2027-05-01", "open"), ("2027-05-02", "overdue"), ("2027-06-19", "missed")):
        expect(
            pre_pregnancy_outcome, on=on, given=born, then=f"outcome-follow-up | {state} | 2027-03-20 | 2027-05-01 | 2027-06-18"
        )
    expect(
        pre_pregnancy_outcome,
        on="2027-05-02",
        given=born + check("2027-03-27", "postnatal-visit"),
        then="outcome-follow-up | done",
    )


def test_after_a_loss_nothing_is_asked():
    expect(pre_pregnancy_outcome, on="2026-09-01", given=PLAN + PREGNANT + "death | 2026-08-25 | kind=loss pregnancy=11",
           then="early-pregnancy | released\noutcome-follow-up | not planned")  # fmt: skip


# --- folic acid


def given_on(day: str, value: str = "given") -> str:
    return f"finding | {day} | code=folic-acid value={value}\n"


def test_tablets_before_a_pregnancy():
    for on, state in (
        ("2026-03-01", "open"),
        ("2026-03-15", "open"),
        ("2026-03-16", "overdue"),
        ("2026-08-28", "overdue"),
        ("2026-08-29", "missed"),
    ):
        expect(folic_acid_before, on=on, given=PLAN, then=f"folic-acid-before | {state} | 2026-03-01 | 2026-03-15 | 2026-08-28")
    for value in ("given", "declined"):
        expect(folic_acid_before, on="2026-03-20", given=PLAN + given_on("2026-03-10", value), then="folic-acid-before | done")


def test_tablets_to_the_end_of_the_third_month():
    early = "pregnancy | 2026-07-15 | lmp=2026-06-15\n"  # 8+0 is 10 August, 12+6 is 13 September
    for on, state in (
        ("2026-07-15", "open"),
        ("2026-08-10", "open"),
        ("2026-08-11", "overdue"),
        ("2026-09-13", "overdue"),
        ("2026-09-14", "missed"),
    ):
        expect(folic_acid, on=on, given=early, then=f"folic-acid | {state} | 2026-07-13 | 2026-08-10 | 2026-09-13")
    expect(folic_acid, on="2026-08-20", given=early + given_on("2026-08-01"), then="folic-acid | done")
    late = "pregnancy | 2026-09-14 | lmp=2026-06-15\n"
    expect(folic_acid, on="2026-09-14", given=late, then="folic-acid | not planned")


def test_a_higher_dose_is_a_physicians():
    reason = "finding | 2026-03-01 | code=folic-acid-high-risk value=yes\n"
    expect(
        folic_acid_before, on="2026-03-02", given=PLAN + reason, then="folic-acid-before | open | - | - | - | dose-by-physician"
    )
    expect(folic_acid, on="2026-08-02", given=PREGNANT + "finding | 2026-08-01 | code=folic-acid-high-risk value=yes\n",
           then="folic-acid | open | - | - | - | dose-by-physician")  # fmt: skip
