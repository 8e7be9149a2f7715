"""The words with which rules point at facts: ``contacts("antenatal")``, ``pregnancies.edd``, ``deaths.of_person``."""

from wanhu.engine.expressions import Constant, Events, FirstDay, LastDay, Level, Newest, Shift, Today, When
from wanhu.engine.spans import days

today = Today()


def contacts(*kinds: str) -> Events:
    """Contacts of these kinds."""
    return Events("contact", "kind", kinds)


def doses(*vaccines: str) -> Events:
    """Doses of these antigens."""
    return Events("dose", "vaccine", vaccines)


def first_day(events: Events) -> FirstDay:
    """The earliest day on which one of the events happened."""
    return FirstDay(events)


def last_day(events: Events) -> LastDay:
    """The latest day on which one of the events happened."""
    return LastDay(events)


def latest(code: str) -> Newest:
    """The newest measurement of this code, in the unit that the code fixes."""
    return Newest("measurement", "value", where=("code", code))


def latest_day(code: str) -> LastDay:
    """The day of the newest measurement of this code."""
    return LastDay(Events("measurement", "code", (code,)))


class pregnancies:
    """The newest known dates of a pregnancy. Either date gives the other: they are 280 days apart."""

    registered_on = FirstDay(Events("pregnancy", "*", ("*",)))
    edd = Newest("pregnancy", "edd").or_else(Shift(Newest("pregnancy", "lmp"), days(280)))
    lmp = Shift(edd, days(-280))
    fetuses = Newest("pregnancy", "fetuses")


class births:
    """Of a pregnancy: its birth (the last, of twins). Of a child: its own."""

    born_on = LastDay(Events("birth", "*", ("*",)))
    discharged_on = Newest("birth", "discharged_on")


class people:
    """Of a child: its own birth date and sex."""

    born_on = Newest("person", "born_on", level=Level.PERSON)
    sex = Newest("person", "sex", level=Level.PERSON)


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
