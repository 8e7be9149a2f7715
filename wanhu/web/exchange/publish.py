"""Where linkage lands: each mention's person, the numbers that came, went and came back, and the pairs that a person must decide.

A mention keeps the ``number`` it was first found to be, even while that person is merged into another: it is what the next run is told,
so two people who turn out to be two again get their own numbers back, and the same rows linked again change nothing.
"""

import json
from collections.abc import Mapping
from datetime import datetime

import duckdb
import pyarrow as pa

from wanhu.engine.linkage import Resolution, shipped
from wanhu.engine.linkage.names import sounds
from wanhu.web.base.arrow import update
from wanhu.web.exchange.models import Delivery, LinkReview, PersonHistory
from wanhu.web.registry import publish as registry
from wanhu.web.registry.models import Person

# A number's heir is the person with whom most of its mentions are. A mention that is elsewhere has left its number and takes another.
_LANDED = """
create table placed as
    select resolved.mention, coalesce(fresh.person, resolved.person) as person, held.person as was, held.number as had
    from resolved join held using (mention) left join fresh on fresh.given = resolved.person;
create table heir as
    select had as number, arg_max(person, (mentions, -person)) as person
    from (select had, person, count(*) as mentions from placed where had is not null group by all) group by had;
create table landed as
    select placed.*, case when heir.person = placed.person then had else placed.person end as number
    from placed left join heir on heir.number = had;
create table touched as
    select person from landed where person is distinct from was union select was from landed where person is distinct from was;
"""
_CHANGED = """
select mention as id, person as person_id, number, true as stale from landed
where person is distinct from was or number is distinct from had order by id"""
_SPOKEN = """
select mention, landed.person, feed, legible.name, birth_date, sex, id_number, phone, village, township
from content join landed using (mention) left join legible on legible.name = content.name
where landed.person in (from touched)"""


def resolution(found: Resolution, held: pa.Table, content: pa.Table, *, at: datetime) -> dict[str, int]:
    """Writes a resolution inside the caller's transaction; ``held`` and ``content`` are its mentions, stored and said."""
    before = dict(Person.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
    given = sorted(line["person"] for line in found.history.to_pylist() if line["kind"] == "new")
    fresh = dict(zip(given, registry.create(len(given)), strict=True))
    with duckdb.connect() as db:
        db.register("resolved", found.person_of)
        db.register("held", held)
        db.register("content", content)
        db.register(
            "fresh", pa.table({"given": pa.array(fresh.keys(), pa.int64()), "person": pa.array(fresh.values(), pa.int64())})
        )
        db.register("legible", _legible(content))
        db.execute(_LANDED)
        update("exchange_mention", "id", db.sql(_CHANGED).to_arrow_table())
        standing = {person for (person,) in db.sql("select distinct person from landed").fetchall()}
        merged = dict(db.sql("select number, person from heir where number <> person order by number").fetchall())
        spoken = db.sql(_SPOKEN).to_arrow_table()
    restored = {person: into for person, into in before.items() if person in standing}
    merged = {person: into for person, into in merged.items() if before.get(person) != into and person not in standing}
    registry.restore(restored)
    registry.merge(merged)
    registry.people(registry.best(spoken))
    _remember(found.history, fresh, merged, restored, at)
    _ask(found.reviews)
    Delivery.objects.filter(state=Delivery.State.CHECKED).update(state=Delivery.State.LINKED)
    return {"new": len(fresh), "merged": len(merged), "restored": len(restored), "questions": found.reviews.num_rows}


def _legible(content: pa.Table) -> pa.Table:
    """Names that are somebody's: a newborn's placeholder (王芳之女) is not shown as a name."""
    heard = sounds((name for name in content["name"].unique().to_pylist() if name), shipped().surnames)
    return pa.table({"name": pa.array([name for name, sound in heard.items() if sound is not None], pa.string())})


def _remember(
    history: pa.Table, fresh: Mapping[int, int], merged: Mapping[int, int], restored: Mapping[int, int], at: datetime
) -> None:
    """Who came to be (and out of whom), who was merged into whom, and who is herself again."""
    came_from = {line["into"]: line["person"] for line in history.to_pylist() if line["kind"] == "split"}
    lines = [
        PersonHistory(kind="split" if given in came_from else "new", person=person, into=came_from.get(given), at=at)
        for given, person in fresh.items()
    ]
    lines += [PersonHistory(kind="merge", person=person, into=into, at=at) for person, into in merged.items()]
    lines += [PersonHistory(kind="restore", person=person, into=into, at=at) for person, into in restored.items()]
    PersonHistory.objects.bulk_create(lines, batch_size=2_000)


def _ask(reviews: pa.Table) -> None:
    LinkReview.objects.all().delete()
    LinkReview.objects.bulk_create(
        (
            LinkReview(
                a=row["a"], b=row["b"], weight=row["weight"], worth=row["value"], evidence=json.loads(row["evidence"] or "{}")
            )
            for row in reviews.to_pylist()
        ),
        batch_size=2_000,
    )
