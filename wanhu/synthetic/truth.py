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

from wanhu.synthetic.checks import KINDS
from wanhu.synthetic.city import City
from wanhu.synthetic.days import NEVER, Days
from wanhu.synthetic.doses import PRODUCTS, SCHEDULE
from wanhu.synthetic.facts import FactFiles, dates, optional, recorded_at, texts
from wanhu.synthetic.lives import HOW, PURPOSES
from wanhu.synthetic.people import ROLES, benefit_households
from wanhu.synthetic.pregnancies import BORN, HOSPITALS, LOST, OUTCOMES, STILL

FAR = 2**31 - 1


class Truth:
    """Writes the truth of one city."""

    def __init__(self, city: City, out: Path) -> None:
        self.city, self.out = city, out
        self.rng = city.stream("facts")
        families = city.lives.families
        self.known = families.consented != NEVER
        self.stop = np.where(families.withdrawn == NEVER, FAR, families.withdrawn)
        self.mothers = city.lives.births.mothers
        self.owner = city.people.mother[city.lives.child_row]
        self.chosen, self.issued = benefit_households(city.stream("benefits"), city.people, city.rates)

    def write(self) -> dict[str, int]:
        """Writes everything; gives the number of facts by table."""
        self._people()
        self._lives()
        with FactFiles(self.out / "facts", self.city.seed) as files:
            self._persons(files)
            self._pregnancies(files)
            self._births(files)
            self._contacts(files)
            self._measurements(files)
            self._doses(files)
            self._consents(files)
            self._deaths(files)
            self._homes(files)
        return files.rows

    # facts -----------------------------------------------------------------------------------------------------------

    def _put(self, files: FactFiles, table: str, keep: NDArray[np.bool_], person: NDArray, happened: Days,
             columns: Mapping[str, Any], lag: float = 6.0) -> None:  # fmt: skip
        """Writes the kept rows, by person and day. ``columns`` are arrays (or pools with codes as pairs) as long as ``keep``."""
        rows = np.flatnonzero(keep)
        rows = rows[np.lexsort((happened[rows], person[rows]))]
        when = happened[rows].astype(np.int32)
        made: dict[str, Any] = {"person": person[rows] + 1, "happened": when}
        town = self.city.places.township[self.city.people.village[person[rows]]]
        made["source"] = texts([f"delivery:{at + 1}" for at in range(len(self.city.places.townships))], town)
        for name, value in columns.items():
            if isinstance(value, tuple):
                made[name] = texts(list(value[0]), value[1][rows])
            elif isinstance(value, np.ndarray):
                made[name] = value[rows]
            elif isinstance(value, pa.Array):
                made[name] = value.take(pa.array(rows))
            else:
                made[name] = value
        files.write(table, recorded_at(self.rng, when, self.city.on, lag), made)

    def _known_child(self) -> NDArray[np.bool_]:
        return self.known[self.owner] & (self.city.lives.births.baby_born < self.stop[self.owner])

    def _persons(self, files: FactFiles) -> None:
        people, lives = self.city.people, self.city.lives
        rows = np.zeros(len(people), dtype=bool)
        rows[: self.mothers] = self.known
        rows[lives.child_row[self._known_child()]] = True
        adults = np.isin(people.role, [ROLES.index(role) for role in ("adult", "partner", "mother", "father")])
        rows |= adults & self.chosen[people.household]
        first = np.where(people.born > lives.births.window, people.born, lives.births.window)
        first[: self.mothers] = np.where(self.known, lives.families.consented, first[: self.mothers])
        self._put(files, "person", rows, np.arange(len(people)), first.astype(np.int32), {
            "born_on": people.born, "sex": np.where(people.male, 1, 2),
            "area": (self.city.places.codes.tolist(), people.village),
        })  # fmt: skip
        paid = np.flatnonzero(adults & self.chosen[people.household])
        issued = self.issued[people.household]
        keep = np.zeros(len(people), dtype=bool)
        keep[paid] = True
        self._put(files, "status", keep, np.arange(len(people)), issued, {"kind": "one-child-certificate", "value": "yes"})
        rural = (people.village * 7 + people.household) % 10 < 7
        self._put(files, "status", keep, np.arange(len(people)), issued, {
            "kind": "household-registration", "value": (["non-agricultural", "agricultural"], rural.astype(np.int64)),
        })  # fmt: skip

    def _pregnancies(self, files: FactFiles) -> None:
        pregnancies = self.city.lives.pregnancies
        happened = np.where(pregnancies.registered != NEVER, pregnancies.registered, pregnancies.ended)
        keep = self._registered(happened)
        scan = self.rng.random(len(keep)) < 0.35
        self._put(files, "pregnancy", keep, pregnancies.mother, happened.astype(np.int32), {
            "pregnancy": np.arange(len(keep)) + 1, "lmp": pregnancies.lmp, "edd": pregnancies.edd,
            "dating": (["lmp", "ultrasound"], scan.astype(np.int64)), "fetuses": pregnancies.fetuses.astype(np.int16),
        })  # fmt: skip

    def _registered(self, happened: NDArray) -> NDArray[np.bool_]:
        """Pregnancies that may be known: registered by a woman who agreed, or known from a delivery that she agreed to share."""
        pregnancies = self.city.lives.pregnancies
        mother = pregnancies.mother
        told = (pregnancies.registered != NEVER) | (pregnancies.outcome == BORN)
        return (
            told & self.known[mother] & (happened >= self.city.lives.families.consented[mother]) & (happened < self.stop[mother])
        )

    def _births(self, files: FactFiles) -> None:
        lives = self.city.lives
        pregnancy = lives.child_pregnancy
        happened = np.where(lives.pregnancies.registered != NEVER, lives.pregnancies.registered, lives.pregnancies.ended)
        linked = self._registered(happened)[pregnancy]
        self._put(files, "birth", self._known_child(), lives.child_row, lives.births.baby_born, {
            "mother": self.owner + 1, "pregnancy": optional(pregnancy + 1, ~linked),
            "discharged_on": dates(lives.pregnancies.gone_home(self.city.on)[pregnancy]),
            "gestation_days": lives.pregnancies.gestation[pregnancy].astype(np.int16), "weight_g": lives.weight_g,
            "length_mm": lives.length_mm, "birth_order": lives.births.baby_order.astype(np.int16),
        })  # fmt: skip
        self._put(files, "relation", self._known_child(), lives.child_row, lives.births.baby_born, {
            "other": self.owner + 1, "kind": "child-of",
        })  # fmt: skip
        self._put(files, "relation", self._known_child(), self.owner, lives.births.baby_born, {
            "other": lives.child_row + 1, "kind": "guardian-of",
        })  # fmt: skip

    def _contacts(self, files: FactFiles) -> None:
        lives = self.city.lives
        pregnancies = lives.pregnancies
        own = np.arange(len(pregnancies))
        kinds = ["antenatal-1", "antenatal", "postnatal-visit", "postnatal-42"]
        which = np.concatenate([own, lives.antenatal_pregnancy, own, own])
        kind = np.repeat(np.arange(4), [len(own), len(lives.antenatal_pregnancy), len(own), len(own)])
        day = np.concatenate([pregnancies.registered, lives.antenatal_day, lives.postnatal, lives.day42])
        happened = np.where(pregnancies.registered != NEVER, pregnancies.registered, pregnancies.ended)
        mother = pregnancies.mother[which]
        keep = (day != NEVER) & self._registered(happened)[which] & (day < self.stop[mother])
        self._put(files, "contact", keep, mother, day, {
            "pregnancy": which + 1, "kind": (kinds, kind), "mode": (["clinic", "home"], (kind == 2).astype(np.int64)),
        })  # fmt: skip
        checks = lives.checks
        keep = self._known_child()[checks.child] & (checks.day < self.stop[self.owner[checks.child]])
        self._put(files, "contact", keep, lives.child_row[checks.child], checks.day, {
            "kind": (KINDS, checks.check), "mode": (["clinic", "home"], (checks.check == 0).astype(np.int64)),
        })  # fmt: skip

    def _measurements(self, files: FactFiles) -> None:
        lives, growth = self.city.lives, self.city.growth
        pregnancies = lives.pregnancies
        happened = np.where(pregnancies.registered != NEVER, pregnancies.registered, pregnancies.ended)
        allowed = self._registered(happened)
        rise = self.rng.normal(0, 6, len(lives.antenatal_day)).round(0)
        later = lives.antenatal_pregnancy
        gained = ((lives.antenatal_day - pregnancies.lmp[later]) / 280 * 12.5 + rise / 6).round(1)
        own = np.arange(len(pregnancies))
        first = allowed & (pregnancies.registered != NEVER)
        for code, value in (("systolic", growth.systolic), ("diastolic", growth.diastolic), ("weight", growth.before), ("height", growth.tall),
                            ("haemoglobin", growth.haemoglobin)):  # fmt: skip
            self._put(files, "measurement", first, pregnancies.mother, pregnancies.registered, {
                "pregnancy": own + 1, "code": code, "value": value.astype(float),
            })  # fmt: skip
        keep = allowed[later] & (lives.antenatal_day < self.stop[pregnancies.mother[later]])
        for code, value in (("systolic", growth.systolic[later] + rise), ("diastolic", growth.diastolic[later] + (rise / 2).round(0)),
                            ("weight", (growth.before[later] + gained).round(1))):  # fmt: skip
            self._put(files, "measurement", keep, pregnancies.mother[later], lives.antenatal_day, {
                "pregnancy": later + 1, "code": code, "value": value.astype(float),
            })  # fmt: skip
        checks = lives.checks
        keep = self._known_child()[checks.child] & (checks.day < self.stop[self.owner[checks.child]])
        for code, value in (("weight", growth.weight), ("height", growth.height), ("head-circumference", growth.head),
                            ("haemoglobin", growth.blood)):  # fmt: skip
            self._put(files, "measurement", keep & ~np.isnan(value), lives.child_row[checks.child], checks.day, {
                "code": code, "value": value.astype(float),
            })  # fmt: skip

    def _doses(self, files: FactFiles) -> None:
        lives = self.city.lives
        doses, owner = lives.doses, self.owner[lives.doses.child]
        agreed = (lives.families.purposes & (1 << PURPOSES.index("immunisation"))) > 0
        keep = self._known_child()[doses.child] & agreed[owner] & (doses.day < self.stop[owner])
        vaccines = sorted({dose.vaccine for dose in SCHEDULE})
        vaccine = np.array([vaccines.index(dose.vaccine) for dose in SCHEDULE])
        self._put(files, "dose", keep, lives.child_row[doses.child], doses.day, {
            "vaccine": (vaccines, vaccine[doses.planned]), "product": (PRODUCTS, doses.product),
        }, lag=3.0)  # fmt: skip

    def _consents(self, files: FactFiles) -> None:
        lives = self.city.lives
        families = lives.families
        mother = np.arange(self.mothers)
        gone = families.withdrawn != NEVER
        for at, purpose in enumerate(PURPOSES):
            has = (families.purposes & (1 << at)) > 0
            row = {"purpose": purpose, "given": True, "how": (HOW, families.how.astype(np.int64))}
            self._put(files, "consent", self.known & has, mother, families.consented, row, lag=1.0)
            self._put(
                files,
                "consent",
                self.known & has & gone,
                mother,
                families.withdrawn,
                {"purpose": purpose, "given": False},
                lag=0.5,
            )
            if purpose in ("record", "reminders", "home-visit", "immunisation"):
                child, day = lives.child_row, np.maximum(families.consented[self.owner], lives.births.baby_born)
                mine = self._known_child() & has[self.owner]
                self._put(files, "consent", mine, child, day, {"purpose": purpose, "given": True, "how": "guardian"}, lag=1.0)
                after = mine & gone[self.owner]
                row = {"purpose": purpose, "given": False, "how": "guardian"}
                self._put(files, "consent", after, child, families.withdrawn[self.owner], row, lag=0.5)

    def _deaths(self, files: FactFiles) -> None:
        lives = self.city.lives
        pregnancies = lives.pregnancies
        happened = np.where(pregnancies.registered != NEVER, pregnancies.registered, pregnancies.ended)
        over = np.isin(pregnancies.outcome, (LOST, STILL)) & (pregnancies.registered != NEVER) & self._registered(happened)
        over &= pregnancies.ended < self.stop[pregnancies.mother]
        self._put(
            files, "death", over, pregnancies.mother, pregnancies.ended, {"pregnancy": np.arange(len(over)) + 1, "kind": "loss"}
        )
        died = lives.child_died
        self._put(files, "death", self._known_child() & (died != NEVER), lives.child_row, died, {"kind": "person"}, lag=2.0)
        died = lives.families.died
        self._put(files, "death", self.known & (died != NEVER), np.arange(self.mothers), died, {"kind": "person"}, lag=2.0)

    def _homes(self, files: FactFiles) -> None:
        """Mothers and children move together; a child's first home is its mother's on the day of birth."""
        lives, people, codes = self.city.lives, self.city.people, self.city.places.codes.tolist()
        families = lives.families
        person = np.concatenate([np.arange(self.mothers), lives.child_row])
        mother = np.concatenate([np.arange(self.mothers), self.owner])
        start = np.concatenate([families.consented, lives.births.baby_born])
        known = np.concatenate([self.known, self._known_child()])
        moved, left = families.moved[mother], families.left[mother]
        home = np.where((moved != NEVER) & (moved <= start), families.village_after[mother], people.village[mother])
        self._put(files, "residence", known, person, start, {"area": (codes, home)})
        later = known & (moved != NEVER) & (moved > start) & (moved < self.stop[mother])
        self._put(files, "residence", later, person, moved, {"area": (codes, families.village_after[mother])})
        away = known & (left != NEVER) & (left > start) & (left < self.stop[mother])
        self._put(files, "residence", away, person, left, {})

    # truth of everybody ----------------------------------------------------------------------------------------------

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
