"""What she is told about, and a talk about mood: worked examples. Last period 2026-01-05: 12+0 is 30 March, 24+0 is 22 June, 28+0 is 20 July."""

from tests.rules.worked import expect
from wanhu.rules.protocols.mental_health import mental_health
from wanhu.rules.protocols.prenatal_screening import prenatal_screening

PREGNANT = "pregnancy | 2026-02-20 | lmp=2026-01-05\n"


def informed(on: str, *tests: str) -> str:
    return "".join(f"finding | {on} | code=screening-informed value={test}\n" for test in tests)


def chosen(about: str) -> str:
    return f"decision | 2026-02-20 | about={about} outcome=offered\n"


def test_windows():
    expect(prenatal_screening, on="2026-02-20", given=PREGNANT, then="""
        inform-nt         | upcoming | 2026-03-16 | 2026-04-05 | 2026-04-12
        inform-nipt       | upcoming | 2026-03-30 | 2026-05-31 | 2026-06-14
        inform-serum      | upcoming | 2026-04-20 | 2026-05-24 | 2026-05-31
        inform-ultrasound | upcoming | 2026-05-11 | 2026-06-21 | 2026-06-28
        inform-ogtt       | upcoming | 2026-06-22 | 2026-07-19 | 2026-07-26
        inform-gbs          | not planned
        inform-thalassaemia | not planned
    """)  # fmt: skip


def test_nothing_stays_overdue_for_ever():
    for on, state in (("2026-03-15", "upcoming"), ("2026-03-16", "open"), ("2026-04-05", "open"), ("2026-04-06", "overdue"),
                      ("2026-04-12", "overdue"), ("2026-04-13", "missed")):  # fmt: skip
        expect(prenatal_screening, on=on, given=PREGNANT, then=f"inform-nt | {state}")


def test_one_talk_may_inform_about_several_tests_and_early():
    expect(prenatal_screening, on="2026-06-01", given=PREGNANT + informed("2026-02-20", "nt", "nipt", "serum"), then="""
        inform-nt         | done
        inform-nipt       | done
        inform-serum      | done
        inform-ultrasound | open
    """)  # fmt: skip


def test_registered_late_she_has_missed_nothing():
    late = "pregnancy | 2026-06-01 | lmp=2026-01-05\n"  # 21+0
    expect(prenatal_screening, on="2026-06-01", given=late, then="""
        inform-nt         | not planned
        inform-serum      | not planned
        inform-nipt       | overdue
        inform-ultrasound | open
    """)  # fmt: skip
    for registered, state in (("2026-04-12", "overdue"), ("2026-04-13", "not planned")):
        given = f"pregnancy | {registered} | lmp=2026-01-05\n"
        expect(prenatal_screening, on=registered, given=given, then=f"inform-nt | {state}")


def test_two_tests_only_where_the_institution_chose_them():
    given = PREGNANT + chosen("gbs-screening") + chosen("thalassaemia-screening")
    expect(prenatal_screening, on="2026-02-20", given=given, then="""
        inform-gbs          | upcoming | 2026-09-07 | 2026-09-20 | 2026-09-27
        inform-thalassaemia | open     | 2026-02-09 | 2026-04-05 | 2026-05-31
    """)  # fmt: skip


def test_mood_is_asked_about_only_where_it_is_offered():
    expect(mental_health, on="2026-02-20", given=PREGNANT, then="mood-first | not planned\nmood-late | not planned")
    expect(mental_health, on="2026-02-20", given=PREGNANT + chosen("mood-screening"), then="""
        mood-first | open     | 2026-02-09 | 2026-04-05 | 2026-07-19
        mood-late  | upcoming | 2026-07-20 | 2026-09-06 | 2026-09-20
        mood-visit | not planned
    """)  # fmt: skip


def test_mood_after_birth():
    born = PREGNANT + chosen("mood-screening") + "birth | 2026-10-10 | person=2 pregnancy=11\n"
    expect(mental_health, on="2026-10-13", given=born, then="""
        mood-first | not planned
        mood-late  | not planned
        mood-visit | open     | 2026-10-13 | 2026-10-24 | 2026-11-14
        mood-42    | upcoming | 2026-11-15 | 2026-12-05 | 2027-01-08
    """)  # fmt: skip
    offered = born + "finding | 2026-10-20 | code=mood-talk value=offered\n"
    expect(mental_health, on="2026-12-06", given=offered, then="mood-visit | done\nmood-42 | overdue")
