"""From rows and whom they name to the facts that should stand: pregnancies found, ties of mother and child added, repeats left out.

``rows`` of one delivery are its accepted lines (as kept); ``named`` is who is who: delivery, row, part, role, person, row_key.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

import duckdb
import pyarrow as pa

from wanhu.engine import intake
from wanhu.engine.tables import TABLES
from wanhu.rules.feeds import FEEDS
from wanhu.web.care.held import DELIVERED
from wanhu.web.care.pregnancies import TERM, Evidence
from wanhu.web.care.reconcile import said
from wanhu.web.care.scope import Scope

BEFORE_TERM = timedelta(days=210)  # a registration that gives no date at all is taken as made at ten weeks, for matching only
BORN = {"delivery-register": "delivered_on", "birth-certificate": "birth_date"}
REGISTERED = {"maternity-handbook": "registered_on"}


class Source(NamedTuple):
    """One delivery's part in the work: its number, feed, when it came (milliseconds since 1970 UTC), the lines and who they name."""

    delivery: int
    feed: str
    made: int
    rows: pa.Table
    named: pa.Table


def evidence(source: Source) -> Iterator[Evidence]:
    """What each row says about when its woman's child is or was expected. Feeds that tell of no pregnancy give nothing."""
    if source.feed not in BORN and source.feed not in REGISTERED:
        return
    names = [name for name in ("lmp", "edd", "gestation_days") if name in source.rows.column_names]
    day = BORN.get(source.feed) or REGISTERED[source.feed]
    women = {row["row"]: (row["person"], row["row_key"]) for row in source.named.to_pylist() if row["role"] == "mother"}
    told: dict[str, Evidence] = {}
    for row in source.rows.select(["row", day, "consent_purposes", *names]).to_pylist():
        if row["row"] not in women:
            continue
        woman, key = women[row["row"]]
        born = row[day] if source.feed in BORN else None
        agreed = FEEDS[source.feed].purpose == "record" or "record" in (row["consent_purposes"] or [])
        told.setdefault(key, Evidence(key, woman, expected(row, row[day], born), born, agreed))
    yield from told.values()


def expected(row: Mapping[str, object], day: date | None, born: date | None) -> date | None:
    """The expected day by the best of what the row gives: the day itself, the last period, the gestation on a day."""
    edd, lmp, gestation = row.get("edd"), row.get("lmp"), row.get("gestation_days")
    if isinstance(edd, date):
        return edd
    if isinstance(lmp, date):
        return lmp + TERM
    if isinstance(gestation, int) and day is not None:
        return day + TERM - timedelta(days=gestation)
    return day + BEFORE_TERM if born is None and day is not None else None


def wanted(source: Source, pregnancy_of: Mapping[str, int]) -> dict[str, pa.Table]:
    """Facts by table as ``reconcile`` takes them: what they say, ``source``, ``slot`` and ``made``. Facts about a person's own birth date and
    sex are left to ``herself``, which weighs all rows that speak of her."""
    keys = source.named["row_key"].to_pylist()
    roles = source.named["role"].to_pylist()
    pregnancies = [pregnancy_of.get(key) if role == "mother" else None for key, role in zip(keys, roles, strict=True)]
    people = source.named.select(["row", "part", "role", "person"]).append_column("pregnancy", pa.array(pregnancies, pa.int64()))
    found = intake.facts(FEEDS[source.feed], source.rows, people)
    found.pop("person", None)
    if "pregnancy" in found:
        found["pregnancy"] = found["pregnancy"].filter(found["pregnancy"]["pregnancy"].is_valid())
    with duckdb.connect() as db:
        db.register("people", people)
        db.register("named", source.named)
        if ties := _ties(db):
            found["relation"] = ties
        if source.feed in BORN:
            db.register("lines", source.rows)
            found["pregnancy"] = _pregnancy_of_birth(db, source)
        db.execute('create table row_keys as select "row", arg_min(row_key, (part, role)) as row_key from named group by "row"')
        return {name: _slotted(db, source, name, table) for name, table in found.items() if table.num_rows}


def herself(sources: list[Source]) -> pa.Table:
    """One fact of birth date, sex and village for each person named, as linkage weighed all rows about her; its source is the latest row."""
    parts = [
        source.named.select(["person", "born_on", "sex", "area", "row", "part"]).append_column("made", pa.array([source.made] * source.named.num_rows))
        .append_column("delivery", pa.array([source.delivery] * source.named.num_rows))
        for source in sources
    ]  # fmt: skip
    with duckdb.connect() as db:
        db.register("named", pa.concat_tables(parts))
        return db.sql(
            f"""select person, born_on as happened, born_on, sex::smallint as sex, nullif(area, '') as area,
                '{DELIVERED}' || delivery || '/' || "row" || '.' || part as source, 'self:' || person as slot, made
            from named where born_on is not null
            qualify row_number() over (partition by person order by delivery desc, "row" desc, part) = 1"""
        ).to_arrow_table()


def _slotted(db: duckdb.DuckDBPyConnection, source: Source, name: str, table: pa.Table) -> pa.Table:
    """Adds where a fact came from and what it would take the place of."""
    db.register("told", table)
    columns = ", ".join(f't."{column}"' for column in said(TABLES[name]))
    return db.sql(
        f"""select {columns}, '{DELIVERED}{source.delivery}/' || t."row" || '.' || t.part as source, {slot(name)} as slot, {source.made}::bigint as made
        from told t join row_keys k on k."row" = t."row" """
    ).to_arrow_table()


# Facts of which a person has one, or one for each other person, whichever rows tell of it.
OWN = {"person": "'self:' || t.person", "birth": "'birth:' || t.person", "relation": "'tie:' || t.person || ':' || t.other"}


def slot(name: str) -> str:
    """SQL for the slot of a fact ``t`` of a row whose key is ``k.row_key`` (table and ``part`` given): a tie is its two people, the rest
    is the row, the part and the kind of thing said."""
    if name in OWN:
        return OWN[name]
    kind = next((column for column in ("code", "kind", "purpose", "vaccine") if column in TABLES[name].columns()), None)
    return f"""k.row_key || ':' || t.part || ':' || {f"coalesce(t.{kind}, '')" if kind else "''"}"""


def _ties(db: duckdb.DuckDBPyConnection) -> pa.Table | None:
    """A row that names a child and its mother makes the tie between them, from the child's birth on."""
    table = db.sql(
        """
        select child."row", child.part, child.person, child.born_on as happened, mother.person as other, 'child-of' as kind, null::date as until
        from named child join named mother on mother."row" = child."row" and mother.role = 'mother' and mother.part in (0, child.part)
        where child.role = 'child' and child.born_on is not null and child.person <> mother.person
        """
    ).to_arrow_table()
    return table if table.num_rows else None


def _pregnancy_of_birth(db: duckdb.DuckDBPyConnection, source: Source) -> pa.Table:
    """The dates of a pregnancy that its woman first agreed to register at the birth; dropped where a registration gives them."""
    day = BORN[source.feed]
    lmp = "lines.lmp" if "lmp" in source.rows.column_names else "null::date"
    return db.sql(
        f"""
        with told as (
            select lines."row", min(lines.part) as part, any_value(m.person) as person, any_value(m.pregnancy) as pregnancy,
                any_value(lines."{day}") as happened, any_value(coalesce({lmp}, lines."{day}" - lines.gestation_days::int)) as lmp
            from lines join people m on m."row" = lines."row" and m.role = 'mother' where m.pregnancy is not null group by lines."row"
        )
        select "row", part, person, happened::date as happened, pregnancy, lmp::date as lmp, (lmp::date + 280)::date as edd, 'reported' as dating,
            null::smallint as fetuses, null::varchar as evidence, null::date as evidence_on, null::smallint as evidence_days, null::varchar as lunar
        from told where lmp is not null
        """
    ).to_arrow_table()


def compared(name: str, wanted: pa.Table | None, standing: pa.Table, work: Scope, at: datetime) -> tuple[pa.Table, pa.Table]:
    """What should stand and what does, ready for ``reconcile.appended``.

    Only facts from files are ever taken back here, and only those of people settled anew (a tie and a person's own dates are settled by
    themselves). What a worker recorded stands; what a worker took back is not said again because a file says it.
    """
    with duckdb.connect() as db:
        db.register("standing", standing)
        db.register("keys", work.keys)
        db.register("anew", pa.table({"person": pa.array(sorted(work.anew), pa.int64())}))
        if wanted is None:
            columns = ", ".join(f'"{column}"' for column in said(TABLES[name]))
            db.execute(
                f"create table wanted as select {columns}, source, ''::varchar as slot, 0::bigint as made from standing limit 0"
            )
        else:
            db.register("told", wanted)
            db.execute("create table wanted as from told")
        if name == "person":
            db.execute("""delete from wanted where person in (select person from standing where "by" is not null and not void)""")
        if name == "residence":
            db.execute(_MOVES)
        if name == "birth":
            db.execute(_ONE_BIRTH)
        settled = "t.person in (from anew)" + (" or slot in (select slot from wanted)" if name in OWN else "")
        held = db.sql(
            f"""
            with placed as (
                select *, split_part(split_part(source, ':', 2), '/', 1) as delivery_text, split_part(split_part(source, '/', 2), '.', 1) as row_text,
                    split_part(split_part(source, '/', 2), '.', 2) as part
                from standing
            ),
            slotted as (
                select t.*, coalesce({slot(name)}, 'none:' || t.id) as slot from placed t
                left join keys k on k.delivery = try_cast(delivery_text as bigint) and k."row" = try_cast(row_text as int) and source like '{DELIVERED}%'
            )
            select t.* exclude (void, delivery_text, row_text, part), {int(at.timestamp() * 1000)}::bigint as made, void and "by" is null as void,
                (({settled}) and source like '{DELIVERED}%' and "by" is null) as open
            from slotted t
            """
        ).to_arrow_table()
        return db.sql("from wanted").to_arrow_table(), held


# A residence says that somebody moved: a row that finds her where she was known to live says nothing new.
_MOVES = f"""
create or replace table wanted as
with told as (
    select *, true as fresh from wanted
    union all by name select person, happened, area, source, false as fresh from standing
    where not void and (person not in (from anew) or source not like '{DELIVERED}%')
),
ordered as (select *, lag(area) over (partition by person order by happened, fresh, source) as before,
    row_number() over (partition by person order by happened, fresh, source) as place from told)
select * exclude (fresh, before, place) from ordered where fresh and (place = 1 or area is distinct from before)"""

_BIRTH = ("happened", "mother", "pregnancy", "discharged_on", "gestation_days", "weight_g", "length_mm", "birth_order")
# A child is born once. The register and the certificate each tell a part of it: what came first stands, what came later fills the gaps.
_ONE_BIRTH = f"""
create or replace table wanted as
with told as (
    select * from wanted
    union all by name select person, {", ".join(_BIRTH)}, source, 'birth:' || person as slot, 0 as made from standing
    where not void and person not in (from anew) and source like '{DELIVERED}%' and person in (select person from wanted)
)
select person, {", ".join(f"arg_min({column}, (made, source)) filter ({column} is not null) as {column}" for column in _BIRTH)},
    arg_max(source, (made, source)) as source, any_value(slot) as slot, max(made) as made
from told group by person"""
