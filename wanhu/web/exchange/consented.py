"""Rows without consent: whose person has agreed elsewhere, and whose has not. All of it happens in memory.

A row is accepted without a consent of its own only when somebody it names is, beyond doubt, one person whom the store knows and who
holds a live consent for the feed's purpose. A mother's consent covers her child's row: she is its guardian. A row that fits two
people is nobody's, and is counted like the others; so is a row that says no.
"""

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from wanhu.engine import intake, linkage
from wanhu.web.base.arrow import fetch
from wanhu.web.exchange import mentions
from wanhu.web.exchange.mentions import LINKABLE, SAID
from wanhu.web.registry.models import ConsentFact

LIVE = """
select person from (
    select person, given, row_number() over (partition by person order by happened desc, recorded desc, id desc) as place
    from fact_consent f
    where purpose = %s and not void and not exists (select 1 from fact_consent later where later.supersedes = f.id)
) newest where place = 1 and given"""


def consenting(purpose: str) -> pa.Table:
    """``person``: everybody whose newest word on this purpose is yes."""
    assert ConsentFact._meta.db_table == "fact_consent"
    return fetch(LIVE, pa.schema([("person", pa.int64())]), [purpose])


def near(said: pa.Table) -> pa.Table:
    """Known people near the mentions of rows that are not held: row, part, role, person, zone (``same`` or ``ask``)."""
    held = mentions.stored("current and person_id is not null")
    content = mentions.said(held)
    first = (max(held["mention"].to_pylist(), default=0)) + 1
    count = said.num_rows
    numbered = (
        said.select(SAID.names)
        .append_column("mention", pa.array(range(first, first + count), pa.int64()))
        .append_column("delivery", pa.array([first] * count, pa.int64()))
        .select(LINKABLE.names)
        .cast(LINKABLE)
    )
    new = numbered["mention"].combine_chunks()
    prepared = linkage.prepare(pa.concat_tables([content, numbered]), linkage.shipped().surnames, new=new)
    pairs = linkage.pairs(prepared)
    with duckdb.connect() as db:
        db.register("numbered", numbered)
        db.register("held", held)
        db.register("profile_of", prepared.profile_of())
        db.register("pairs", pairs.table)
        return db.sql(
            """
            with mine as (select n.mention, "row", part, role, profile from numbered n join profile_of using (mention)),
            theirs as (select distinct profile, person from held join profile_of using (mention)),
            linked as (
                select x.profile as one, y.profile as two, zone from pairs join profile_of x on x.mention = a join profile_of y on y.mention = b
                where zone <> 'different'
            ),
            met as (
                select mention, person, 'same' as zone from mine join theirs using (profile)
                union select mention, person, zone from mine join linked on linked.one = mine.profile join theirs on theirs.profile = linked.two
                union select mention, person, zone from mine join linked on linked.two = mine.profile join theirs on theirs.profile = linked.one
            )
            select "row", part, role, person, max(zone) as zone from mine join met using (mention) group by mention, "row", part, role, person
            order by "row", part, role, person
            """
        ).to_arrow_table()


def those_who_agreed(feed: intake.Feed, awaiting: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Splits rows without consent into those to accept and those to count only."""
    agreed = consenting(feed.purpose)
    if not awaiting.num_rows or not agreed.num_rows:
        return awaiting.slice(0, 0), awaiting
    silent = pc.fill_null(pc.not_equal(pc.list_value_length(awaiting["consent_purposes"]), 0), True)
    said = intake.mentions(feed, awaiting)
    with duckdb.connect() as db:
        db.register("near", near(said))
        db.register("agreed", agreed)
        db.register("awaiting", awaiting.append_column("place", pa.array(range(awaiting.num_rows))))
        db.execute("""create table welcome as select distinct "row" from (
            select "row", part, role, any_value(person) as person from near where zone = 'same'
            group by "row", part, role having count(distinct person) = 1) where person in (from agreed)""")
        db.register("silent", awaiting.filter(silent).select(["row"]))
        yes = db.sql(
            'select place from awaiting where "row" in (from welcome) and "row" in (from silent) order by place'
        ).to_arrow_table()["place"]
        no = db.sql(
            'select place from awaiting where not ("row" in (from welcome) and "row" in (from silent)) order by place'
        ).to_arrow_table()["place"]
    return awaiting.take(yes), awaiting.take(no)
