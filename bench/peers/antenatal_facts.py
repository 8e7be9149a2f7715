"""Pregnancies for comparing engines: one synthetic set of facts as Wanhu's Parquet tables, and the same facts as JSON for the peers.

Most women register between the seventh and the sixteenth week and come to most checks, some before or after the window. One in seven is
dated again by ultrasound, a few have no date at all, about one in twelve is hypertensive at the last check, and pregnancies end in a
birth, a loss or, rarely, the mother's death. Nothing is corrected, recorded after the day of the run, or about a second pregnancy: of
those things only Wanhu keeps account, and the peers would need other code for them.
"""

import sys
from datetime import date, datetime
from pathlib import Path

import duckdb
import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from wanhu.synthetic.days import NEVER, Days, day
from wanhu.synthetic.facts import FactFiles, recorded_at, texts

ON, KNOWN_AT = date(2026, 11, 23), datetime(2026, 11, 24)  # the day of the run, and the instant as of which facts count
FIRST_PREGNANCY, FIRST_CHILD = 1_000_000_000, 2_000_000_000  # women are numbered from 1
CHUNK = 100_000
VISITS = ((112, 147), (147, 175), (196, 259), (259, 287))  # days of gestation: the windows of the second to the fifth contact
AREAS = [f"429004{100 + at % 25:03d}{200 + at // 25:03d}" for at in range(700)]


def write(count: int, seed: int, out: Path) -> dict[str, int]:
    """Writes ``out/<table>.parquet`` for so many pregnancies, one of each woman; gives the rows of each table."""
    with FactFiles(out, seed) as files:
        for first in range(0, count, CHUNK):
            _chunk(files, np.random.default_rng([seed, first]), np.arange(first, min(first + CHUNK, count)))
    return files.rows


def share(folder: Path, out: Path, pregnancies: int) -> None:
    """The facts of the first so many pregnancies and their women as a set of its own."""
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.glob("*.parquet")):
        table = pq.read_table(path)
        if path.stem == "person":
            table = table.filter(pc.field("person") <= pregnancies)
        elif "pregnancy" in table.column_names:
            table = table.filter(pc.field("pregnancy") <= FIRST_PREGNANCY + pregnancies)
        pq.write_table(table, out / path.name, compression="zstd")


def export(folder: Path, to: Path, pregnancies: int) -> None:
    """The facts of the first so many pregnancies, read back from Parquet, one line of JSON for each pregnancy."""
    one_day = "strftime(happened, '%Y-%m-%d')"
    own = f"WHERE pregnancy <= {FIRST_PREGNANCY + pregnancies}"
    order = "ORDER BY happened, recorded, id"

    def gathered(name: str, table: str, fields: str, where: str = "") -> str:
        return (
            f"{name} AS (SELECT pregnancy, list({{'on': {one_day}, {fields}}} {order}) AS rows"
            f" FROM '{folder}/{table}.parquet' {own} {where} GROUP BY pregnancy)"
        )

    value = "max(CASE WHEN code = '{0}' THEN value END) AS {0}"
    pressure = (
        f"readings AS (SELECT pregnancy, happened, {value.format('systolic')}, {value.format('diastolic')}"
        f" FROM '{folder}/measurement.parquet' {own} GROUP BY pregnancy, happened),\n"
        f"pressure AS (SELECT pregnancy, list({{'on': {one_day}, 'systolic': systolic, 'diastolic': diastolic}} ORDER BY happened) AS rows"
        " FROM readings GROUP BY pregnancy)"
    )
    dated = "'lmp': strftime(lmp, '%Y-%m-%d'), 'edd': strftime(edd, '%Y-%m-%d')"
    parts = [
        f"women AS (SELECT pregnancy, any_value(person) AS person FROM '{folder}/pregnancy.parquet' {own} GROUP BY pregnancy)",
        gathered("datings", "pregnancy", dated),
        gathered("contacts", "contact", "'kind': kind"),
        gathered("births", "birth", "'kind': 'birth'"),
        gathered("deaths", "death", "'kind': kind"),
        pressure,
    ]
    lists = ", ".join(f"coalesce({name}.rows, []) AS {name}" for name in ("datings", "contacts", "pressure", "births", "deaths"))
    joins = " ".join(f"LEFT JOIN {name} USING (pregnancy)" for name in ("datings", "contacts", "pressure", "births", "deaths"))
    born = f"LEFT JOIN '{folder}/person.parquet' AS person ON person.person = women.person"
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (WITH {', '.join(parts)} SELECT women.pregnancy, women.person, strftime(person.born_on, '%Y-%m-%d') AS born_on, {lists}"
            f" FROM women {joins} {born} ORDER BY women.pregnancy) TO '{to}' (FORMAT json)"
        )


def _chunk(files: FactFiles, rng: np.random.Generator, number: NDArray[np.int64]) -> None:
    """One chunk of women: who they are, when they registered, whom they saw, what was measured, how it ended."""
    count, today = len(number), day(ON)
    person, pregnancy = number + 1, number + 1 + FIRST_PREGNANCY
    source = texts([f"delivery:{at}" for at in range(1, 61)], rng.integers(0, 60, count))
    born = (today - rng.integers(19 * 365, 42 * 365, count)).astype(np.int32)
    lmp = (today - rng.integers(45, 400, count)).astype(np.int32)
    registered = np.minimum(lmp + rng.normal(75, 28, count).clip(38, 200).astype(np.int32), today).astype(np.int32)

    lasts = rng.normal(277, 9, count).clip(205, 297).astype(np.int32)
    lost = rng.random(count) < 0.06
    lasts = np.where(lost, rng.integers(45, 180, count), lasts)
    over = np.maximum(lmp + lasts, registered).astype(np.int32)
    heard = (over <= today) & (rng.random(count) < 0.93)  # of the others nobody has told yet how it ended
    died = (rng.random(count) < 0.001) & ~heard
    death_day = (registered + (rng.random(count) * (today - registered)).astype(np.int32)).astype(np.int32)
    last_seen = np.where(died, death_day, np.where(over <= today, over, today)).astype(np.int32)

    files.write("person", recorded_at(rng, registered, today, 4), {
        "person": person, "happened": born, "source": source, "born_on": born, "sex": 2,
        "area": texts(AREAS, rng.integers(0, len(AREAS), count)),
    })  # fmt: skip
    _datings(files, rng, person, pregnancy, lmp, registered, last_seen)
    _visits(files, rng, person, pregnancy, lmp, registered, last_seen, heard & ~lost)
    _endings(files, rng, person, pregnancy, np.where(died, death_day, over), heard & ~lost, heard & lost, died)


def _datings(files: FactFiles, rng: np.random.Generator, person, pregnancy, lmp: Days, registered: Days, until: Days) -> None:
    """The registration, by last period or by expected date or by neither; then, for some, an ultrasound."""
    draw = rng.random(len(person))
    undated, by_edd = draw < 0.03, draw > 0.6
    rows = {
        "person": person, "pregnancy": pregnancy, "happened": registered, "source": "delivery:1",
        "lmp": np.where(undated | by_edd, NEVER, lmp).astype(np.int32),
        "edd": np.where(undated | ~by_edd, NEVER, lmp + 280).astype(np.int32),
        "dating": texts(["lmp", "reported", None], np.where(undated, 2, np.where(by_edd, 1, 0))), "fetuses": 1,
    }  # fmt: skip
    files.write("pregnancy", recorded_at(rng, registered, day(ON), 4), rows)
    scanned = (registered + rng.integers(1, 40, len(person))).astype(np.int32)
    again = np.flatnonzero((rng.random(len(person)) < np.where(undated, 0.5, 0.14)) & (scanned <= until))
    moved = (lmp[again] + 280 + rng.integers(-14, 15, len(again))).astype(np.int32)
    files.write("pregnancy", recorded_at(rng, scanned[again], day(ON), 4), {
        "person": person[again], "pregnancy": pregnancy[again], "happened": scanned[again], "source": "delivery:2",
        "edd": moved, "dating": "ultrasound", "fetuses": 1,
    })  # fmt: skip


def _visits(
    files: FactFiles, rng: np.random.Generator, person, pregnancy, lmp: Days, registered: Days, until: Days, born
) -> None:
    """The first check at registration, later ones in, before or after their windows, sometimes one after the birth; with blood pressure."""
    count = len(person)
    days, kinds = [np.where(rng.random(count) < 0.88, registered, NEVER)], [np.zeros(count, dtype=np.int64)]
    for start, end in VISITS:
        came = (lmp + rng.integers(start - 6, end + 6, count)).astype(np.int32)
        days.append(np.where((rng.random(count) < 0.82) & (came > registered), came, NEVER))
        kinds.append(np.ones(count, dtype=np.int64))
    after = np.where(born & (rng.random(count) < 0.6), until + rng.integers(3, 29, count), NEVER).astype(np.int32)
    day_of, kind = np.stack([*days, after]).astype(np.int32), np.stack([*kinds, np.full(count, 2, dtype=np.int64)])
    seen = (day_of != NEVER) & (day_of <= np.where(kind == 2, day(ON), until))
    which = np.nonzero(seen.T)  # by woman, then by visit
    whom, on, what = which[0], day_of.T[which], kind.T[which]
    files.write("contact", recorded_at(rng, on, day(ON), 3), {
        "person": person[whom], "pregnancy": pregnancy[whom], "happened": on, "source": "delivery:3",
        "kind": texts(["antenatal-1", "antenatal", "postnatal-visit"], what), "mode": texts(["clinic", "home"], what // 2),
    })  # fmt: skip

    raised = rng.random(count) < 0.1
    taken = (what < 2) & (rng.random(len(whom)) < 0.96)
    first = np.concatenate([[True], (whom[1:] != whom[:-1]) | (on[1:] != on[:-1])]) if len(whom) else np.zeros(0, bool)
    whom, on = whom[taken & first], on[taken & first]  # one reading a day: two contacts on one day are one visit
    high = raised[whom]
    systolic = np.round(rng.normal(112, 10, len(whom)) + np.where(high, rng.normal(32, 10, len(whom)), 0))
    diastolic = np.round(rng.normal(71, 7, len(whom)) + np.where(high, rng.normal(20, 8, len(whom)), 0))
    twice = np.repeat(np.arange(len(whom)), 2)
    values = np.stack([systolic, diastolic], axis=1).reshape(-1)
    files.write("measurement", np.repeat(recorded_at(rng, on, day(ON), 3), 2), {
        "person": person[whom[twice]], "pregnancy": pregnancy[whom[twice]], "happened": on[twice], "source": "delivery:3",
        "code": texts(["systolic", "diastolic"], np.arange(len(twice)) % 2), "value": values,
    })  # fmt: skip


def _endings(files: FactFiles, rng: np.random.Generator, person, pregnancy, on: Days, born, lost, died) -> None:
    """Births, losses and mothers' deaths. ``person`` of a birth is the child."""
    for who, kind in ((lost, "loss"), (died, "person")):
        at = np.flatnonzero(who)
        files.write("death", recorded_at(rng, on[at], day(ON), 5), {
            "person": person[at], "pregnancy": pregnancy[at], "happened": on[at].astype(np.int32), "source": "delivery:4", "kind": kind,
        })  # fmt: skip
    at = np.flatnonzero(born)
    files.write("birth", recorded_at(rng, on[at], day(ON), 5), {
        "person": person[at] + FIRST_CHILD, "mother": person[at], "pregnancy": pregnancy[at],
        "happened": on[at].astype(np.int32), "source": "delivery:5", "birth_order": 1,
    })  # fmt: skip


if __name__ == "__main__":
    pregnancies, folder = int(sys.argv[1]), Path(sys.argv[2])
    print(write(pregnancies, 1, folder))
    export(folder, folder / "pregnancies.ndjson", pregnancies)
