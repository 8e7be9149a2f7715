"""The layer of eight contacts: worked examples. Last period 2026-01-05: 12+0 is 30 March, 20+0 is 25 May, 40+0 is 12 October."""

from tests.rules.worked import expect
from wanhu.rules.protocols.antenatal import antenatal
from wanhu.rules.protocols.antenatal_who import antenatal_who

PREGNANT = "pregnancy | 2026-01-30 | lmp=2026-01-05\n"
CHOSEN = PREGNANT + "decision | 2026-01-30 | about=antenatal-layer outcome=who-8\n"


def test_only_where_it_was_chosen():
    for given in (PREGNANT, PREGNANT + "decision | 2026-01-30 | about=antenatal-layer outcome=national"):
        expect(
            antenatal_who, on="2026-06-01", given=given, then="who-1 | not planned\nwho-2 | not planned\nwho-return | not planned"
        )


def test_eight_contacts_and_a_return():
    expect(antenatal_who, on="2026-02-01", given=CHOSEN, then="""
        who-1      | upcoming | 2026-02-09 | 2026-03-30
        who-2      | upcoming | 2026-05-11 | 2026-05-31 | 2026-06-21
        who-3      | upcoming | 2026-06-22 | 2026-07-12 | 2026-07-19
        who-4      | upcoming | 2026-07-20 | 2026-08-09 | 2026-08-16
        who-5      | upcoming | 2026-08-17 | 2026-09-06 | 2026-09-06
        who-6      | upcoming | 2026-09-07 | 2026-09-20 | 2026-09-20
        who-7      | upcoming | 2026-09-21 | 2026-10-04 | 2026-10-04
        who-8      | upcoming | 2026-10-05 | 2026-10-18 | 2026-10-18
        who-return | upcoming | 2026-10-19 | 2026-10-21
    """)  # fmt: skip


def test_by_12_weeks():
    expect(antenatal_who, on="2026-03-30", given=CHOSEN, then="who-1 | open")
    expect(antenatal_who, on="2026-03-31", given=CHOSEN, then="who-1 | overdue")


def test_one_contact_counts_for_both_schedules_and_once_in_each():
    given = CHOSEN + "contact | 2026-05-28 | kind=antenatal\n"  # 20+3
    expect(antenatal_who, on="2026-06-22", given=given, then="who-2 | done\nwho-3 | open")
    expect(antenatal, on="2026-06-22", given=given, then="antenatal-2 | done\nantenatal-3 | open")


def test_return_at_41_weeks_only_while_undelivered():
    expect(antenatal_who, on="2026-10-22", given=CHOSEN, then="who-return | overdue")
    expect(
        antenatal_who, on="2026-10-22", given=CHOSEN + "birth | 2026-10-20 | person=2 pregnancy=11", then="who-return | released"
    )
