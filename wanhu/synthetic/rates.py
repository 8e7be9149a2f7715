"""Every rate of the synthetic city in one place, each with what it means.

Counts are calibrated to the city's published figures; error rates are chosen so that linkage has work to do, and are not
estimates of any real department.
"""

from dataclasses import dataclass, field

from wanhu.synthetic.doses import Habits


@dataclass(frozen=True)
class Rates:
    """Shares between 0 and 1 unless said otherwise."""

    # people
    births: float = 0.010
    """live births a year per resident: 15,000 at 1,500,000"""
    boys_per_100_girls: dict[int, float] = field(default_factory=lambda: {1: 123.58, 2: 133.18})
    """sex ratio at birth in the last complete calendar year (1) and the one before (2)"""
    other_years: float = 128.0
    """sex ratio at birth in all other years, this one included"""
    twins: float = 0.012
    preterm: float = 0.07
    stillbirths: float = 0.004
    losses: float = 0.09
    """pregnancies lost before 28 weeks, for each one delivered"""
    infant_deaths: float = 0.003
    maternal_deaths: float = 0.0001
    benefit_households: float = 108_000 / 1_500_000
    """households on a reward or assistance, per resident"""
    migrants: float = 0.08
    """households living here and registered elsewhere: served like all others"""
    moves_inside: float = 0.05
    """families with small children who moved to another village within the seven years"""
    moves_away: float = 0.03
    """families with small children who left the city within the seven years"""
    fatherless: float = 0.04
    """births for which no father is named"""

    # consent
    consent: float = 0.93
    """women who agree when asked"""
    consent_written: float = 0.97
    """rows of a woman who agreed in which the department filled the consent columns"""
    consent_withdrawn: float = 0.012
    """women who agreed and later withdrew"""

    # care
    registered_by_13_weeks: float = 0.86
    registered_never: float = 0.03
    antenatal: float = 0.93
    postnatal_visit: float = 0.94
    postnatal_42: float = 0.91
    planned: float = 0.08
    """later pregnancies before which the woman asked for the free check"""
    habits: Habits = field(default_factory=Habits)

    # identity errors: share of a sender's records of one person
    typo_digit: float = 0.006
    """one digit of the identity number mistyped"""
    transposed: float = 0.003
    """two neighbouring digits of the identity number swapped"""
    missing_id: float = 0.03
    """identity number left empty"""
    infant_id_missing: float = 0.55
    """a child's number left empty in the immunisation and child-check records (newborns have none anywhere)"""
    mothers_id_for_child: float = 0.02
    """the mother's number written in the child's column"""
    names_swapped: float = 0.003
    """the child's and the mother's names in each other's column"""
    homophone: float = 0.008
    wrong_character: float = 0.006
    inner_space: float = 0.012
    placeholder_name: float = 0.12
    """a child's name given as 张三之女 or 张三之子1"""
    phone_changed: float = 0.05
    phone_shared: float = 0.04
    """the clinic's number instead of her own"""
    day_month_swapped: float = 0.004
    """where the swap still is a date"""
    lunar_birthday: float = 0.006
    """the lunar birth date written as if it were a civil one; adults"""
    date_digit: float = 0.004
    """birth date with one digit off: a day, a month or a year"""
    scientific: float = 0.004
    """identity number turned into 4.29E+17 by a spreadsheet: lost"""
    placeholder_id: float = 0.002
    """a number made up to satisfy a form (429000000000000000), shared by many"""
    strangers: float = 0.002
    """women given the name and birth date of another woman"""

    # rows
    registered_twice: float = 0.01
    """women who registered the same pregnancy in a second township some weeks later"""
    beyond_repair: float = 0.002
    """rows with a date that cannot be (2026-02-30) or cannot be read (3/5/26)"""
