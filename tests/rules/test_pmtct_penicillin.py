"""Treating syphilis in pregnancy, restricted throughout: courses of penicillin and titres. Last period 2026-01-05, registered 20 February."""

from tests.rules.test_pmtct import PREGNANT, found, measured
from tests.rules.worked import expect
from wanhu.rules.protocols.pmtct import pmtct


def test_three_injections_a_week_apart():
    given = PREGNANT + found("2026-02-20", "syphilis")
    expect(pmtct, on="2026-02-21", given=given, then="""
        penicillin-1 | open | 2026-02-20 | 2026-02-21
        penicillin-2 | not planned
    """)  # fmt: skip
    given += found("2026-02-21", "benzathine-penicillin", "given")
    expect(pmtct, on="2026-02-26", given=given, then="""
        penicillin-1 | done
        penicillin-2 | upcoming | 2026-02-27 | 2026-03-01
        penicillin-3 | not planned
    """)  # fmt: skip
    expect(pmtct, on="2026-03-02", given=given, then="penicillin-2 | overdue")
    given += found("2026-02-28", "benzathine-penicillin", "given")
    expect(pmtct, on="2026-03-06", given=given, then="penicillin-2 | done\npenicillin-3 | open | 2026-03-06 | 2026-03-08")
    given += found("2026-03-07", "benzathine-penicillin", "given")
    expect(pmtct, on="2026-03-09", given=given, then="penicillin-3 | done")


def injected(*on: str) -> str:
    return "".join(found(day, "benzathine-penicillin", "given") for day in on)


EARLY = PREGNANT + found("2026-02-20", "syphilis")  # found at 6+4; 28 weeks are on 20 July


def test_a_course_that_was_interrupted_begins_anew():
    """Fourteen days between two injections are still one course; on the fifteenth day it begins again from the first injection."""
    one = EARLY + injected("2026-02-21")
    expect(
        pmtct,
        on="2026-03-07",
        given=one,
        then="penicillin-2 | overdue | 2026-02-27 | 2026-03-01 | 2026-03-07\npenicillin-again-1 | not planned",
    )
    expect(
        pmtct,
        on="2026-03-07",
        given=one + injected("2026-03-07"),
        then="penicillin-2 | done\npenicillin-3 | upcoming | 2026-03-13",
    )
    expect(pmtct, on="2026-03-08", given=one, then="""
        penicillin-2       | missed
        penicillin-3       | not planned
        penicillin-again-1 | open | 2026-03-08 | 2026-03-09
        penicillin-again-2 | not planned
    """)  # fmt: skip
    anew = one + injected("2026-03-10")
    expect(
        pmtct,
        on="2026-03-11",
        given=anew,
        then="penicillin-again-1 | done\npenicillin-again-2 | upcoming | 2026-03-16 | 2026-03-18",
    )
    whole = anew + injected("2026-03-17", "2026-03-24")
    expect(
        pmtct,
        on="2026-03-25",
        given=whole,
        then="penicillin-again-3 | done\npenicillin-late-1 | upcoming | 2026-07-20 | 2026-08-03",
    )


def test_the_third_injection_can_be_too_late_as_well():
    two = EARLY + injected("2026-02-21", "2026-02-28")
    expect(pmtct, on="2026-03-14", given=two, then="penicillin-3 | overdue\npenicillin-again-1 | not planned")
    expect(pmtct, on="2026-03-15", given=two, then="penicillin-3 | missed\npenicillin-again-1 | open | 2026-03-15 | 2026-03-16")


COURSE = injected("2026-02-21", "2026-02-28", "2026-03-07")


def test_a_second_course_late_in_pregnancy_where_it_was_found_early():
    """From 28 weeks on; the norms differ, so the step asks for her doctor's word."""
    expect(pmtct, on="2026-03-08", given=EARLY + COURSE, then="penicillin-late-1 | upcoming | 2026-07-20 | 2026-08-03")
    expect(pmtct, on="2026-07-20", given=EARLY + COURSE, then="penicillin-late-1 | open | - | - | | ask-about-second-course")
    expect(pmtct, on="2026-08-04", given=EARLY + COURSE, then="penicillin-late-1 | overdue")
    second = EARLY + COURSE + injected("2026-07-21")
    expect(
        pmtct,
        on="2026-07-22",
        given=second,
        then="penicillin-late-1 | done\npenicillin-late-2 | upcoming | 2026-07-27 | 2026-07-29 | 2026-08-04",
    )
    expect(
        pmtct,
        on="2026-08-05",
        given=second,
        then="penicillin-late-2 | missed\npenicillin-late-again-1 | open | 2026-08-05 | 2026-08-06",
    )
    whole = second + injected("2026-07-28", "2026-08-04")
    expect(pmtct, on="2026-08-05", given=whole, then="penicillin-late-3 | done\npenicillin-late-again-1 | not planned")


def test_a_second_course_that_was_interrupted_begins_anew_as_well():
    anew = EARLY + COURSE + injected("2026-07-21", "2026-08-05", "2026-08-12")
    expect(pmtct, on="2026-08-19", given=anew, then="""
        penicillin-late-2       | missed
        penicillin-late-again-2 | done
        penicillin-late-again-3 | open | 2026-08-18 | 2026-08-20
    """)  # fmt: skip


def test_four_weeks_lie_between_the_courses():
    found_at_27_weeks = PREGNANT + found("2026-07-13", "syphilis") + injected("2026-07-13", "2026-07-20", "2026-07-27")
    expect(pmtct, on="2026-07-28", given=found_at_27_weeks, then="penicillin-late-1 | upcoming | 2026-08-24 | 2026-09-07")


def test_no_second_course_where_it_was_found_late_or_the_first_is_not_whole():
    late = PREGNANT + found("2026-07-20", "syphilis") + injected("2026-07-20", "2026-07-27", "2026-08-03")
    expect(pmtct, on="2026-09-10", given=late, then="penicillin-3 | done\npenicillin-late-1 | not planned")
    expect(
        pmtct,
        on="2026-07-20",
        given=EARLY + injected("2026-02-21"),
        then="penicillin-again-1 | overdue\npenicillin-late-1 | not planned",
    )
    birth = "birth | 2026-09-28 | pregnancy=11\n"
    expect(pmtct, on="2026-09-28", given=EARLY + COURSE + birth, then="penicillin-late-1 | released")


def test_titres_before_the_treatment_and_every_month():
    expect(
        pmtct, on="2026-02-22", given=EARLY, then="titre-before | overdue | 2026-02-20 | 2026-02-21\ntitre-monthly | not planned"
    )
    treated = EARLY + measured("2026-02-20", "titre-one-in", 32) + injected("2026-02-21")
    expect(pmtct, on="2026-02-22", given=treated, then="titre-before | done\ntitre-monthly | upcoming | 2026-03-21 | 2026-03-28")
    expect(pmtct, on="2026-03-29", given=treated, then="titre-monthly | overdue")
    expect(
        pmtct,
        on="2026-03-29",
        given=treated + measured("2026-03-25", "titre-one-in", 16),
        then="titre-monthly | upcoming | 2026-04-22 | 2026-04-29",
    )
