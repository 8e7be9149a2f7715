"""The fact tables: what Wanhu can know about somebody, each described once.

A fact was true of somebody, once. It is never changed: a later fact that names it in ``supersedes`` corrects it, and one that
is also ``void`` takes it back. ``recorded`` is the second time axis, so every list can be made again *as known on* an earlier day.
Django's models and the Parquet files of ``wanhu due`` are held to these descriptions by tests.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar, NamedTuple


class Kind(StrEnum):
    """What a column holds, with its DuckDB type."""

    UUID = "UUID"
    KEY = "BIGINT"
    DATE = "DATE"
    INSTANT = "TIMESTAMP"
    TEXT = "VARCHAR"
    SMALL = "SMALLINT"
    WHOLE = "INTEGER"
    REAL = "DOUBLE"
    TRUTH = "BOOLEAN"


class Column(NamedTuple):
    """One column: its kind, what it means (with unit), and whether it may be empty."""

    kind: Kind
    doc: str
    optional: bool = False


class FactTable:
    """The columns that every fact has. ``person`` is the stable number that linkage gives, never a name or identity number."""

    name: ClassVar[str]
    id = Column(Kind.UUID, "UUIDv7 minted where the fact was made, so that sending it again changes nothing")
    person = Column(Kind.KEY, "whom it is about")
    happened = Column(Kind.DATE, "civil date in Asia/Shanghai on which it was true")
    recorded = Column(Kind.INSTANT, "instant (UTC) at which Wanhu first knew it")
    source = Column(Kind.TEXT, "the delivery (delivery:17) or device (device:…) it came from")
    by = Column(Kind.TEXT, "the worker who recorded it", optional=True)
    supersedes = Column(Kind.UUID, "the fact of the same table that this one corrects", optional=True)
    void = Column(Kind.TRUTH, "true when the corrected fact was never true and nothing takes its place")

    @classmethod
    def columns(cls) -> dict[str, Column]:
        """Every column by name, common ones first."""
        found: dict[str, Column] = {}
        for base in reversed(cls.__mro__):
            found |= {name: value for name, value in vars(base).items() if isinstance(value, Column)}
        return found


class Person(FactTable):
    """Birth date, sex and village of a person. Names and identity numbers never enter the engine outside linkage."""

    name = "person"
    born_on = Column(Kind.DATE, "civil birth date")
    sex = Column(Kind.SMALL, "GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated")
    area = Column(
        Kind.TEXT,
        "statistical code of the village lived in (12 digits), or of the township (9) while the village is not known",
        optional=True,
    )


class Pregnancy(FactTable):
    """A pregnancy that the woman registered or agreed to register. A later fact of the same pregnancy re-dates it.

    A fact may hold what was told or seen (``evidence``) without dates: it waits for a clinician, or is kept as a record only.
    """

    name = "pregnancy"
    pregnancy = Column(Kind.KEY, "the pregnancy")
    lmp = Column(Kind.DATE, "first day of the last menstrual period", optional=True)
    edd = Column(Kind.DATE, "expected date of delivery; 280 days after the (corrected) last period", optional=True)
    dating = Column(Kind.TEXT, "how edd was reached: lmp, ultrasound, transfer, reported", optional=True)
    fetuses = Column(Kind.SMALL, "number of fetuses", optional=True)
    evidence = Column(Kind.TEXT, "what was told or seen: lmp, ultrasound, transfer, reported", optional=True)
    evidence_on = Column(
        Kind.DATE,
        "the last period as told, the day of the scan or of the transfer, or the expected date as reported",
        optional=True,
    )
    evidence_days = Column(
        Kind.SMALL, "days of her regular cycle, of gestation that the scan gave, or of the embryo's age", optional=True
    )
    lunar = Column(Kind.TEXT, "the words of the lunar date that evidence_on was worked out from", optional=True)


class Birth(FactTable):
    """A live birth; ``person`` is the child and ``happened`` the birth date."""

    name = "birth"
    mother = Column(Kind.KEY, "the mother, when she is known and agreed", optional=True)
    pregnancy = Column(Kind.KEY, "the pregnancy, when it is registered", optional=True)
    discharged_on = Column(Kind.DATE, "mother and child left the hospital", optional=True)
    gestation_days = Column(Kind.SMALL, "completed days of gestation at birth", optional=True)
    weight_g = Column(Kind.WHOLE, "birth weight in grams", optional=True)
    length_mm = Column(Kind.WHOLE, "birth length in millimetres", optional=True)
    birth_order = Column(Kind.SMALL, "1 for a single child or the first twin", optional=True)


class Contact(FactTable):
    """A worker met or examined somebody. Reaching nobody is not a contact."""

    name = "contact"
    pregnancy = Column(Kind.KEY, "the pregnancy it served", optional=True)
    kind = Column(Kind.TEXT, "what it was: antenatal, postnatal-visit, newborn-visit, child-3m …")
    mode = Column(Kind.TEXT, "home, clinic or phone", optional=True)


class Measurement(FactTable):
    """A number with a unit."""

    name = "measurement"
    pregnancy = Column(Kind.KEY, "the pregnancy in which it was taken", optional=True)
    code = Column(Kind.TEXT, "systolic, diastolic, weight, height, haemoglobin …")
    value = Column(Kind.REAL, "the number, in the unit that the code fixes")


class Finding(FactTable):
    """Something seen or answered, from a closed list."""

    name = "finding"
    pregnancy = Column(Kind.KEY, "the pregnancy in which it was seen", optional=True)
    code = Column(Kind.TEXT, "what was looked for")
    value = Column(Kind.TEXT, "what was found")


class Dose(FactTable):
    """One antigen given on one day. A combined vaccine is recorded as one dose of each antigen it holds."""

    name = "dose"
    vaccine = Column(Kind.TEXT, "normalised code: HepB, BCG, IPV, bOPV, DTaP, MMR, JE-L, JE-I, MPSV-A, MPSV-AC, HepA-L, HepA-I …")
    product = Column(Kind.TEXT, "the product's name as delivered", optional=True)


class Consent(FactTable):
    """A person (or guardian) agreed, or withdrew, for one purpose."""

    name = "consent"
    purpose = Column(Kind.TEXT, "record, reminders, home-visit, risk-sharing, immunisation, benefits, restricted")
    given = Column(Kind.TRUTH, "true: agreed; false: refused or withdrawn")
    how = Column(Kind.TEXT, "paper, screen, guardian …", optional=True)


class Death(FactTable):
    """A person died, or a pregnancy ended without a live birth. How a pregnancy ended is not recorded: care stays silent either way."""

    name = "death"
    pregnancy = Column(Kind.KEY, "the pregnancy that ended", optional=True)
    kind = Column(Kind.TEXT, "person, or loss (of a pregnancy; person is then the mother)")


class Residence(FactTable):
    """From this day the person lives in this village, or outside the city when ``area`` is empty."""

    name = "residence"
    area = Column(Kind.TEXT, "12-digit village code; empty: outside the city", optional=True)


class Relation(FactTable):
    """``person`` has this tie to ``other`` from ``happened`` until ``until``."""

    name = "relation"
    other = Column(Kind.KEY, "the other person")
    kind = Column(Kind.TEXT, "child-of, guardian-of, household")
    until = Column(Kind.DATE, "last day of the tie", optional=True)


class Status(FactTable):
    """A dated attribute that a benefit needs."""

    name = "status"
    kind = Column(Kind.TEXT, "which attribute")
    value = Column(Kind.TEXT, "its value")
    until = Column(Kind.DATE, "last day on which it holds", optional=True)


class Release(FactTable):
    """A named person took a step off the list, with a reason of the closed set. An empty ``step`` releases the whole protocol."""

    name = "release"
    pregnancy = Column(Kind.KEY, "the pregnancy, for a protocol of pregnancies", optional=True)
    protocol = Column(Kind.TEXT, "code of the protocol")
    step = Column(Kind.TEXT, "code of the step; empty: all of them", optional=True)
    reason = Column(Kind.TEXT, "see Reason")


class Decision(FactTable):
    """A human's dated override, suspension or appeal outcome. Runs read it and never overwrite it."""

    name = "decision"
    pregnancy = Column(Kind.KEY, "the pregnancy that it is about", optional=True)
    about = Column(Kind.TEXT, "what was decided: a rule, a benefit, risk-colour …")
    outcome = Column(Kind.TEXT, "what was decided upon")
    until = Column(Kind.DATE, "last day on which it holds", optional=True)


class Reason(StrEnum):
    """Why a step was released. Closed: a new reason is a change of this list, reviewed."""

    SEEN_ELSEWHERE = "seen-elsewhere"
    TRANSFERRED = "transferred"
    MOVED = "moved"
    DIED = "died"
    PREGNANCY_ENDED = "pregnancy-ended"
    DECLINED = "declined"
    NOT_NEEDED = "not-needed"
    WRONG_RECORD = "wrong-record"
    OTHER = "other"


TABLES: dict[str, type[FactTable]] = {
    table.name: table
    for table in (
        Person, Pregnancy, Birth, Contact, Measurement, Finding, Dose, Consent, Death, Residence, Relation, Status, Release, Decision,
    )
}  # fmt: skip
LARGE = frozenset(table.name for table in (Contact, Measurement, Finding, Dose))
"""The tables that hold many facts of one person, and nearly all facts there are."""


def duckdb_columns(table: type[FactTable]) -> Iterator[str]:
    """``name TYPE`` for each column, as ``CREATE TABLE`` wants them."""
    return (f'"{name}" {column.kind.value}' for name, column in table.columns().items())
