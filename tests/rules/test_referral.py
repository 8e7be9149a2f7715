"""What became of a referral: worked examples. Referred on 2026-05-01; two weeks later is 15 May."""

from tests.rules.worked import expect
from wanhu.rules.protocols.referral import referral, referral_child

PREGNANT = "pregnancy | 2026-02-20 | lmp=2026-01-05\n"
CHILD = "person | 2026-01-10 | sex=1\n"
REFERRED = "finding | 2026-05-01 | code=referral value=made\n"
BOTH = ((referral, PREGNANT), (referral_child, CHILD))


def asked(on: str) -> str:
    return f"finding | {on} | code=referral-outcome value=seen\n"


def test_asked_between_one_week_and_two():
    for protocol, given in BOTH:
        for on, state in (("2026-05-07", "upcoming"), ("2026-05-08", "open"), ("2026-05-15", "open"), ("2026-05-16", "overdue"),
                          ("2026-06-12", "overdue"), ("2026-06-13", "missed")):  # fmt: skip
            expect(
                protocol, on=on, given=given + REFERRED, then=f"referral-outcome | {state} | 2026-05-08 | 2026-05-15 | 2026-06-12"
            )


def test_nothing_to_ask_without_a_referral():
    for protocol, given in BOTH:
        expect(protocol, on="2026-05-16", given=given, then="referral-outcome | not planned")
        no_need = given + "finding | 2026-05-01 | code=referral value=none\n"
        expect(protocol, on="2026-05-16", given=no_need, then="referral-outcome | not planned")


def test_an_answer_on_any_later_day_does_it():
    for protocol, given in BOTH:
        for on in ("2026-05-01", "2026-05-03", "2026-05-20"):
            expect(protocol, on="2026-05-21", given=given + REFERRED + asked(on), then="referral-outcome | done")


def test_an_answer_from_before_belongs_to_an_earlier_referral():
    for protocol, given in BOTH:
        expect(protocol, on="2026-05-16", given=given + REFERRED + asked("2026-04-30"), then="referral-outcome | overdue")


def test_a_new_referral_asks_anew():
    for protocol, given in BOTH:
        again = given + REFERRED + asked("2026-05-10") + "finding | 2026-06-01 | code=referral value=made\n"
        expect(protocol, on="2026-06-02", given=again, then="referral-outcome | upcoming | 2026-06-08 | 2026-06-15")


def test_a_referral_outlives_the_birth():
    expect(referral, on="2026-05-16", given=PREGNANT + REFERRED + "birth | 2026-05-02 | person=2 pregnancy=11",
           then="referral-outcome | overdue")  # fmt: skip
