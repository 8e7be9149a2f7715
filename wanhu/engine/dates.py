"""Civil dates of pregnancy and childhood, in plain Python: the one place where these rules are written for a single person.

All dates are civil dates in Asia/Shanghai. Gestational age is counted in completed days since the last menstrual period or its
corrected equivalent (EDD − 280 days). Completed months follow the calendar, with the day clamped to the end of a shorter month.
"""

from calendar import monthrange
from datetime import date, timedelta

TERM_DAYS = 280
TRANSFER_TO_EDD = 266  # days from fertilisation to EDD: 280 less the 14 days before it

# American College of Obstetricians and Gynecologists, Committee Opinion 700: replace dating by the last period when an ultrasound
# differs by more than this many days; (completed days of gestation by last period, allowed difference).
REDATING_LIMITS = ((62, 5), (111, 7), (153, 10), (195, 14), (400, 21))


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later; the last day of the month where that day does not exist (31 January + 1 = 28 or 29 February)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def completed_months(born_on: date, on: date) -> int:
    """Whole months of age: born 31 January is 1 month old on 28 February (29 in a leap year)."""
    months = (on.year - born_on.year) * 12 + on.month - born_on.month
    return months if add_months(born_on, months) <= on else months - 1


def completed_years(born_on: date, on: date) -> int:
    """Whole years of age, on the same rule as months."""
    return completed_months(born_on, on) // 12


def edd_from_lmp(lmp: date, cycle_days: int = 28) -> date:
    """Expected date of delivery: last period + 280 days, moved by the difference of a regular 21- to 35-day cycle from 28 days."""
    if not 21 <= cycle_days <= 35:
        raise ValueError(f"a regular cycle has 21 to 35 days, not {cycle_days}")
    return lmp + timedelta(days=TERM_DAYS + cycle_days - 28)


def naegele(lmp: date) -> date:
    """The date printed on the paper handbook: nine months on, then seven days, carrying over a day that does not exist."""
    years, month = divmod(lmp.month - 1 + 9, 12)
    return date(lmp.year + years, month + 1, 1) + timedelta(days=lmp.day - 1 + 7)


def edd_from_transfer(transferred_on: date, embryo_days: int) -> date:
    """Expected date of delivery after an embryo transfer; ``embryo_days`` is 3 or 5."""
    return transferred_on + timedelta(days=TRANSFER_TO_EDD - embryo_days)


def edd_from_scan(scanned_on: date, gestation_days: int) -> date:
    """Expected date of delivery from the gestational age that an ultrasound gave."""
    return scanned_on + timedelta(days=TERM_DAYS - gestation_days)


def redated(edd_by_lmp: date, scanned_on: date, scan_gestation_days: int) -> bool:
    """Whether the first scan replaces dating by the last period. Once an early scan has fixed the date, later scans never do."""
    by_lmp = gestation_days(edd_by_lmp, scanned_on)
    return abs(scan_gestation_days - by_lmp) > redating_limit(by_lmp)


def redating_limit(by_lmp: int) -> int:
    """By how many days an ultrasound may differ before it replaces the last period. ``by_lmp``: days of gestation by the last period on its day."""
    return next((limit for upto, limit in REDATING_LIMITS if by_lmp <= upto), REDATING_LIMITS[-1][1])


def gestation_days(edd: date, on: date) -> int:
    """Completed days of gestation on a day; 280 on the expected date itself."""
    return (on - edd).days + TERM_DAYS


def weeks_and_days(days: int) -> str:
    """``12+6`` for 90 days."""
    return f"{days // 7}+{days % 7}"


def corrected_age_days(born_on: date, gestation_at_birth_days: int, on: date) -> int:
    """Age counted from the expected date for a child born early; never more than the age since birth. May be negative before term."""
    return (on - born_on).days - max(0, TERM_DAYS - gestation_at_birth_days)


def uses_corrected_age(born_on: date, gestation_at_birth_days: int, on: date) -> bool:
    """Growth and development use corrected age to 24 months (36 if born before 28 weeks); vaccination never does."""
    if gestation_at_birth_days >= 259:
        return False
    return completed_months(born_on, on) < (36 if gestation_at_birth_days < 196 else 24)
