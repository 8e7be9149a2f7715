"""The pregnancy of every row that tells of one: those known already, then those that a consented row opens now."""

from collections import defaultdict
from collections.abc import Collection, Iterator

import pyarrow as pa

from wanhu.web.care import derive, held
from wanhu.web.care.models import Pregnancy
from wanhu.web.care.pregnancies import TERM, Known, assign
from wanhu.web.care.scope import Scope


def number_pregnancies(sources: list[derive.Source], work: Scope) -> dict[str, int]:
    """Pregnancy by row key. Creates the Pregnancy rows that are missing; a row without consent never makes one (invariant 3)."""
    told = [said for source in sources for said in derive.evidence(source)]
    if not told:
        return {}
    women = {said.woman for said in told}
    given, created = assign(told, _known(women, work.anew), _before(women & work.anew, work.keys))
    numbers = sorted(created, reverse=True)
    fresh = Pregnancy.objects.bulk_create([Pregnancy(woman_id=created[number]) for number in numbers], batch_size=2_000)
    real = {number: pregnancy.pk for number, pregnancy in zip(numbers, fresh, strict=True)}
    return {row: real.get(number, number) for row, number in given.items()}


def _known(women: Collection[int], anew: Collection[int]) -> list[Known]:
    """The women's pregnancies with their dates. Of a woman settled anew only what a worker recorded counts: the rows say the rest again."""
    known = {pk: Known(pk, woman) for pk, woman in _owned(women)}
    for fact in _standing("pregnancy", women, "person", anew):
        if one := known.get(fact["pregnancy"]):
            one.expected = fact["edd"] or (fact["lmp"] + TERM if fact["lmp"] else one.expected)
    for fact in [*_standing("birth", women, "mother", anew), *_standing("death", women, "person", anew)]:
        if one := known.get(fact["pregnancy"]):
            one.born = fact["happened"]
    return list(known.values())


def _owned(women: Collection[int]) -> Iterator[tuple[int, int]]:
    pregnancies = Pregnancy.objects.order_by("pk").values_list("pk", "woman")
    if len(women) <= held.FEW:
        pregnancies = pregnancies.filter(woman__in=women)
    yield from ((pk, woman) for pk, woman in pregnancies if woman in women)


def _standing(table: str, women: Collection[int], column: str, anew: Collection[int]) -> list[dict]:
    facts = held.standing(table, women, column=column)
    rows = sorted(facts.to_pylist(), key=lambda fact: fact["recorded"])
    return [fact for fact in rows if not fact["void"] and (fact[column] not in anew or held.delivery_of(fact["source"]) is None)]


def _before(women: Collection[int], keys: pa.Table) -> dict[str, set[int]]:
    """The pregnancies that each row of these women was ever given, by row key."""
    if not women:
        return {}
    key_of = dict(
        zip(zip(keys["delivery"].to_pylist(), keys["row"].to_pylist(), strict=True), keys["row_key"].to_pylist(), strict=True)
    )
    found: dict[str, set[int]] = defaultdict(set)
    for table, column in (("pregnancy", "person"), ("birth", "mother")):
        facts = held.standing(table, women, column=column, superseded=True)
        for source, number in zip(facts["source"].to_pylist(), facts["pregnancy"].to_pylist(), strict=True):
            if number is not None and (place := held.place_of(source)) in key_of:
                found[key_of[place]].add(number)
    return found
