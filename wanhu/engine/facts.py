"""The words with which rules point at facts: ``contacts("antenatal")``, ``pregnancies.edd``, ``deaths.of_person``."""

from typing import Any

from wanhu.engine.expressions import (
    Arithmetic,
    Choose,
    Computed,
    Constant,
    DaysBetween,
    DoneDay,
    EarlierOf,
    Events,
    Expression,
    FirstDay,
    Interpolated,
    LastDay,
    LaterOf,
    Level,
    MonthsBetween,
    Moved,
    Newest,
    Oldest,
    Rounded,
    Shift,
    Tally,
    Times,
    Today,
    When,
    lift,
)
from wanhu.engine.spans import days
from wanhu.engine.text import Text

TERM = 280  # days from the last period to the expected date
BORN_EARLY = 259  # completed days of gestation from which a child is no longer preterm (37 weeks)

today = Today()


def contacts(*kinds: str) -> Events:
    """Contacts of these kinds."""
    return Events("contact", "kind", kinds)


def doses(*vaccines: str) -> Events:
    """Doses of these antigens."""
    return Events("dose", "vaccine", vaccines)


def measured(*codes: str) -> Events:
    """Measurements of these codes."""
    return Events("measurement", "code", codes)


def found(code: str, *values: str) -> Events:
    """Findings of a code, with one of these values when any are named."""
    return Events("finding", "code", (code,), given=("value", values) if values else None)


def first_day(events: Events) -> FirstDay:
    """The earliest day on which one of the events happened."""
    return FirstDay(events)


def last_day(events: Events) -> LastDay:
    """The latest day on which one of the events happened."""
    return LastDay(events)


def tally(events: Events) -> Tally:
    """How many of the events there are."""
    return Tally(events)


def times(events: Events) -> Times:
    """On how many different days one of the events happened."""
    return Times(events)


def times_past(code: str, *, at_least: float | None = None, at_most: float | None = None) -> Times:
    """On how many different days a measurement of this code was at or past one limit. Raises ValueError unless exactly one is given."""
    if (at_least is None) == (at_most is None):
        raise ValueError(f"{code}: give either at_least or at_most")
    limit = (">=", float(at_least)) if at_least is not None else ("<=", float(at_most))  # type: ignore[arg-type]
    return Times(measured(code), limit)


def latest(code: str) -> Newest:
    """The newest measurement of this code, in the unit that the code fixes."""
    return Newest("measurement", "value", where=("code", code))


def latest_day(code: str) -> LastDay:
    """The day of the newest measurement of this code."""
    return LastDay(Events("measurement", "code", (code,)))


def earliest(code: str) -> Oldest:
    """The first measurement of this code."""
    return Oldest("measurement", "value", where=("code", code))


def newest_finding(code: str) -> Newest:
    """What was found the last time this was looked for."""
    return Newest("finding", "value", where=("code", code))


def decided(about: str) -> Newest:
    """The outcome of the newest decision about something, by a named human."""
    return Newest("decision", "outcome", where=("about", about))


def decided_day(about: str) -> LastDay:
    """The day of the newest decision about something."""
    return LastDay(Events("decision", "about", (about,)))


def zscore(index: str) -> Newest:
    """The newest z-score of a child: weight-for-age, length-for-age, weight-for-length, bmi-for-age, head-for-age."""
    return Newest("growth", "z", where=("code", index))


def zscore_fall(index: str) -> Newest:
    """By how much the newest z-score lies below the highest of the six months before (0 when it does not)."""
    return Newest("growth", "fall", where=("code", index))


def done(protocol: str, step: str) -> DoneDay:
    """The day on which a step declared earlier was done."""
    return DoneDay(protocol, step)


def choose(*cases: tuple[Expression, Any], otherwise: Any) -> Choose:
    """The value of the first case whose condition is true."""
    return Choose(tuple((condition, lift(value)) for condition, value in cases), lift(otherwise))


def later_of(*of: Any) -> LaterOf:
    """The latest date, or the largest number; unknown ones are left out."""
    return LaterOf(tuple(map(lift, of)))


def earlier_of(*of: Any) -> EarlierOf:
    """The earliest date, or the smallest number; unknown ones are left out."""
    return EarlierOf(tuple(map(lift, of)))


def days_between(start: Expression, end: Expression) -> DaysBetween:
    """Days from one date to another."""
    return DaysBetween(start, end)


def rounded(of: Expression, decimals: int = 0) -> Rounded:
    """A number as it stands on a paper form: with so many decimals, half away from zero."""
    return Rounded(of, decimals)


def computed(code: str, title: Text, of: Expression, unit: str = "") -> Computed:
    """A computed value under a name of its own, so that a rule can show it."""
    return Computed(code, title, unit, of)


def months_between(start: Expression, end: Expression) -> MonthsBetween:
    """Completed months from one date to another."""
    return MonthsBetween(start, end)


def moved(date: Expression, by: Any) -> Moved:
    """A date so many days later, the number being computed."""
    return Moved(date, lift(by))


def interpolated(of: Expression, *points: tuple[float, float]) -> Interpolated:
    """A value read off a curve of straight lines between points."""
    return Interpolated(of, points)


class pregnancies:
    """The dates of a pregnancy. An embryo transfer or an ultrasound dates it; else the newest last period; else the expected date it was told with.

    A paper handbook's expected date is counted by hand (nine months on, seven days) and can be three days off the last period beside it, so a
    last period goes before an expected date that nobody measured.
    """

    registered_on = FirstDay(Events("pregnancy", "*", ("*",)))
    _measured = Newest("pregnancy", "edd", where=("dating", "transfer")).or_else(
        Newest("pregnancy", "edd", where=("dating", "ultrasound"))
    )
    _counted = Shift(Newest("pregnancy", "lmp"), days(TERM))
    edd = _measured.or_else(_counted).or_else(Newest("pregnancy", "edd"))
    lmp = Shift(edd, days(-TERM))
    gestation_days = DaysBetween(lmp, today)
    fetuses = Newest("pregnancy", "fetuses")


class births:
    """Of a pregnancy: its birth (the last, of twins). Of a child: its own."""

    born_on = LastDay(Events("birth", "*", ("*",)))
    discharged_on = Newest("birth", "discharged_on")
    gestation_days = Newest("birth", "gestation_days")
    weight_g = Newest("birth", "weight_g")


class people:
    """Birth date and sex of the child, of the woman of a pregnancy, or of the planner."""

    born_on = Newest("person", "born_on", level=Level.PERSON)
    sex = Newest("person", "sex", level=Level.PERSON)
    age_months = MonthsBetween(born_on, today)


class children:
    """Of a child: the dates from which growth and development are counted when it was born early."""

    _early = births.gestation_days < BORN_EARLY
    # Counted from the expected date for a child born early, from birth for every other one. Vaccination never uses it.
    corrected_birth = Choose(
        ((_early, Moved(people.born_on, Arithmetic("-", Constant(TERM), births.gestation_days))),), people.born_on
    )


class plans:
    """Of a planner: when the wish for the service before a pregnancy was registered, by herself or himself."""

    registered_on = LastDay(Events("status", "kind", ("planning-pregnancy",)))


class deaths:
    """When somebody died, or the pregnancy ended. Either silences every reminder at once (invariant 10)."""

    of_person = FirstDay(Events("death", "kind", ("person",), Level.PERSON))
    in_pregnancy = FirstDay(Events("death", "kind", ("loss", "person")))


class residence:
    """Where she lives now."""

    left_on = When(
        Newest("residence", "area", empty="", level=Level.PERSON).equals(""),
        LastDay(Events("residence", "*", ("*",), Level.PERSON)),
    )


def withdrawn(purpose: str) -> When:
    """The day on which consent for a purpose was withdrawn, unless it was given again."""
    given = Newest("consent", "given", where=("purpose", purpose), level=Level.PERSON)
    return When(given.equals(Constant(False)), LastDay(Events("consent", "purpose", (purpose,), Level.PERSON)))
