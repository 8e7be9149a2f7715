"""What is true, for scoring and for trying the engine without the records: the lives as fact tables.

Facts are what Wanhu would know if every file arrived whole and every mention were attached to the right person: only of women who
agreed and of their children, nothing after they withdrew, and doses only where the family agreed to immunisation reminders. The full
lives, of everybody, stand in ``lives_*.parquet`` beside them.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from wanhu.synthetic.chapters import children, families, immunisation, pregnancy, risk
from wanhu.synthetic.city import City
from wanhu.synthetic.days import Days
from wanhu.synthetic.facts import FactFiles, dates, optional, recorded_at, texts
from wanhu.synthetic.known import Known, Put
from wanhu.synthetic.people import ROLES, benefit_households
from wanhu.synthetic.pregnancies import HOSPITALS, OUTCOMES


def tell(known: Known, put: Put) -> None:
    """Everything that may be known of a city, chapter by chapter."""
    city = known.city
    families.persons(known, put)
    pregnancy.pregnancies(known, put, city.stream("care", 1))
    children.births(known, put)
    families.ties(known, put)
    pregnancy.contacts(known, put)
    children.checks(known, put)
    pregnancy.numbers(known, put, city.stream("care", 2))
    children.numbers(known, put)
    pregnancy.signs(known, put, city.stream("care", 3))
    pregnancy.infections(known, put, city.stream("care", 4))
    children.screening(known, put, city.stream("care", 5))
    children.signs(known, put, city.stream("care", 6))
    risk.colours(known, put, city.stream("care", 7))
    risk.follow_ups(known, put, city.stream("care", 8))
    risk.referrals(known, put, city.stream("care", 9))
    immunisation.doses(known, put)
    families.consents(known, put)
    families.deaths(known, put)
    families.homes(known, put)
    families.plans(known, put, city.stream("care", 10))


class BySubject:
    """Writes what it is handed at once, by person and day (a ``Put``)."""

    def __init__(self, city: City, files: FactFiles) -> None:
        self.city, self.files, self.rng = city, files, city.stream("facts")

    def __call__(self, table: str, keep: NDArray[np.bool_], person: NDArray, happened: Days, columns: Mapping[str, Any],
                 lag: float = 6.0, told: Days | None = None) -> None:  # fmt: skip
        rows = np.flatnonzero(keep)
        rows = rows[np.lexsort((happened[rows], person[rows]))]
        when = happened[rows].astype(np.int32)
        made: dict[str, Any] = {"person": person[rows] + 1, "happened": when}
        town = self.city.places.township[self.city.people.village[person[rows]]]
        made["source"] = texts([f"delivery:{at + 1}" for at in range(len(self.city.places.townships))], town)
        for name, value in columns.items():
            if isinstance(value, tuple):
                made[name] = texts(list(value[0]), value[1][rows])
            else:
                made[name] = value[rows] if isinstance(value, np.ndarray) else value
        heard = when if told is None else np.maximum(when, told[rows])
        self.files.write(table, recorded_at(self.rng, heard, self.city.on, lag), made)


class Truth:
    """Writes the truth of one city."""

    def __init__(self, city: City, out: Path) -> None:
        self.city, self.out = city, out
        self.mothers = city.lives.births.mothers
        self.owner = city.people.mother[city.lives.child_row]
        self.chosen, self.issued = benefit_households(city.stream("benefits"), city.people, city.rates)

    def write(self) -> dict[str, int]:
        """Writes everything; gives the number of facts by table."""
        self._people()
        self._lives()
        with FactFiles(self.out / "facts", self.city.seed) as files:
            tell(Known(self.city), BySubject(self.city, files))
        return files.rows

    def _people(self) -> None:
        people = self.city.people
        count = len(people)
        table = pa.table({
            "person": np.arange(count) + 1, "household": people.household + 1, "role": texts(list(ROLES), people.role),
            "name": pa.array(people.name, pa.string()), "sex": np.where(people.male, 1, 2).astype(np.int8), "born_on": dates(people.born),
            "id_number": pa.array(people.id_number, pa.string()), "phone": pa.array(people.phone, pa.string()),
            "mother": optional(people.mother + 1, people.mother < 0), "father": optional(people.father + 1, people.father < 0),
            "village": texts(self.city.places.codes.tolist(), people.village), "migrant": people.migrant,
        })  # fmt: skip
        self.out.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, self.out / "people.parquet", compression="zstd")
        households = len(self.chosen)
        first = np.full(households, count, dtype=np.int64)
        np.minimum.at(first, people.household, np.arange(count))
        pq.write_table(pa.table({
            "household": np.arange(households) + 1, "size": np.bincount(people.household, minlength=households),
            "village": texts(self.city.places.codes.tolist(), people.village[first]), "migrant": people.migrant[first],
            "benefit": self.chosen, "one_child_certificate_on": dates(self.issued),
        }), self.out / "households.parquet", compression="zstd")  # fmt: skip

    def _lives(self) -> None:
        lives = self.city.lives
        pregnancies, families = lives.pregnancies, lives.families
        mother = pregnancies.mother
        pq.write_table(pa.table({
            "pregnancy": np.arange(len(mother)) + 1, "mother": mother + 1, "lmp": dates(pregnancies.lmp), "edd": dates(pregnancies.edd),
            "registered": dates(pregnancies.registered), "ended": dates(pregnancies.ended),
            "outcome": texts(list(OUTCOMES), pregnancies.outcome), "fetuses": pregnancies.fetuses,
            "hospital": texts(list(HOSPITALS), pregnancies.hospital), "discharged": dates(pregnancies.gone_home(self.city.on)),
            "postnatal_visit": dates(lives.postnatal), "day_42": dates(lives.day42),
        }), self.out / "lives_pregnancies.parquet", compression="zstd")  # fmt: skip
        pq.write_table(pa.table({
            "child": lives.child_row + 1, "mother": self.owner + 1, "pregnancy": lives.child_pregnancy + 1,
            "born_on": dates(lives.births.baby_born), "birth_order": lives.births.baby_order, "weight_g": lives.weight_g,
            "certificate": pa.array(self.city.certificates, pa.string()), "died": dates(lives.child_died),
        }), self.out / "lives_children.parquet", compression="zstd")  # fmt: skip
        pq.write_table(pa.table({
            "mother": np.arange(self.mothers) + 1, "consented": dates(families.consented), "withdrawn": dates(families.withdrawn),
            "moved": dates(families.moved), "left": dates(families.left), "died": dates(families.died),
        }), self.out / "lives_families.parquet", compression="zstd")  # fmt: skip
