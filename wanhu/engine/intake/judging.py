"""Turns what the cleaners found into a verdict on each row, by the policy of ``checking``."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wanhu.engine.arrow import pc
from wanhu.engine.intake import plausible
from wanhu.engine.intake.body import Body
from wanhu.engine.intake.cells import present
from wanhu.engine.intake.feed import Feed, Field, Named
from wanhu.engine.intake.kinds import Identity, Phone
from wanhu.engine.intake.kinds.days import as_days
from wanhu.engine.intake.kinds.identity import birth_days, sexes
from wanhu.engine.intake.remarks import Findings, has

SHARED = 8
"""A telephone that more names than this share belongs to an institution."""
ANOTHER = 3650
"""Days between the birth date of a row and that in an identity number from which the number is taken to be someone else's."""


def fields(feed: Feed, body: Body, findings: Findings) -> None:
    """Field by field: required, unreadable, remarked."""
    findings.rows("", "row-shape", body.overfull)
    filled = {each.code: present(body.values[each.code]) for each in feed.fields}
    for each in feed.fields:
        reason = body.reasons.get(each.code)
        failed = has(reason, len(body.at))
        if each.code in body.remarks:
            findings.codes(each.code, body.remarks[each.code], remark=True)
        if each.required:
            findings.lines(each.code, "missing", ~filled[each.code] & ~failed)
        if reason is None:
            continue
        spared = np.full(len(failed), each.keep_row)
        if isinstance(each.kind, Identity) and each.keep_with is not None:
            spared |= np.all([filled[code] for code in each.keep_with], axis=0) if each.keep_with else True
            _keep_damaged(body, each, failed & spared, findings)
        elif not each.required:
            spared |= pc.fill_null(pc.equal(reason, "unknown-date"), False).to_numpy(zero_copy_only=False)
        nothing = pa.scalar(None, pa.string())
        findings.codes(each.code, pc.if_else(pa.array(spared), nothing, reason))
        if not isinstance(each.kind, Identity) or each.keep_with is None:
            findings.codes(each.code, pc.if_else(pa.array(spared), reason, nothing), remark=True)


def _keep_damaged(body: Body, each: Field, where: NDArray[np.bool_], findings: Findings) -> None:
    """A damaged number stays as written where it may still help; a lost one is emptied."""
    kept = body.kept[each.code]
    some = where & present(kept)
    body.values[each.code] = pc.if_else(pa.array(some), kept, body.values[each.code])
    findings.lines(each.code, "identity-damaged", some, remark=True)
    findings.lines(each.code, "identity-lost", where & ~some, remark=True)


def places(feed: Feed, body: Body, default_area: str | None) -> None:
    """Rows without an address are counted and looked for in the sender's own township; an address elsewhere stays elsewhere."""
    column = body.values[feed.township]
    if default_area and column.null_count:
        silent = ~present(column) & ~has(body.remarks.get(feed.township), len(body.at))
        body.values[feed.township] = pc.if_else(pa.array(silent), pa.scalar(default_area[:9], pa.string()), column)


def own_township(feed: Feed, body: Body, default_area: str | None) -> None:
    """Rows without any address belong to the sender's own township, where there is one. An address that was not recognised stays unknown."""
    if default_area and len(default_area) >= 9:
        silent = ~has(body.remarks.get(feed.township), len(body.at)) & ~present(body.values[feed.township])
        body.values[feed.township] = pc.if_else(
            pa.array(silent), pa.scalar(default_area[:9], pa.string()), body.values[feed.township]
        )


def identities(feed: Feed, body: Body, findings: Findings) -> None:
    """Holds valid numbers against the birth date and sex beside them; a number of another generation is emptied."""
    for person in feed.people:
        number = person.id_number
        if number and number in body.values and body.values[number].null_count < len(body.at):
            _against_birth(body, person, number, findings)
            _against_sex(body, person, number, findings)


def _against_birth(body: Body, person: Named, number: str, findings: Findings) -> None:
    if not person.birth_date:
        return
    inside, beside = birth_days(body.values[number]), as_days(body.values[person.birth_date])
    apart = np.abs((inside - beside).astype("timedelta64[D]").astype(np.int64))
    known = ~np.isnat(inside) & ~np.isnat(beside)
    foreign = known & (apart > ANOTHER)
    if person.mother_id_number:
        mother = body.values[person.mother_id_number]
        foreign |= pc.fill_null(pc.equal(body.values[number], mother), False).to_numpy(zero_copy_only=False)
    findings.lines(number, "identity-date-differs", known & (apart > 0) & ~foreign, remark=True)
    findings.lines(number, "identity-of-another", foreign, remark=True)
    body.values[number] = pc.if_else(pa.array(foreign), pa.scalar(None, pa.string()), body.values[number])


def _against_sex(body: Body, person: Named, number: str, findings: Findings) -> None:
    digit = sexes(body.values[number])
    if isinstance(person.sex, str):
        own = pc.fill_null(body.values[person.sex], 0).to_numpy(zero_copy_only=False)
    else:
        own = np.full(len(digit), person.sex or 0)
    findings.lines(number, "identity-sex-differs", (digit > 0) & np.isin(own, (1, 2)) & (own != digit), remark=True)


def rules(feed: Feed, body: Body, findings: Findings) -> None:
    """The feed's checks between fields."""
    for rule, broken in plausible.failing(feed.rules, pa.table(body.values)):
        findings.lines(rule.field, rule.reason, broken, remark=rule.remark)


def shared_phones(feed: Feed, body: Body, findings: Findings) -> None:
    """Remarks on telephones that more than eight names share."""
    for person in feed.people:
        if person.phone and person.name and isinstance(feed.field(person.phone).kind, Phone):
            phones = body.values[person.phone]
            pairs = (
                pa.table({"phone": phones, "name": body.values[person.name]})
                .group_by("phone")
                .aggregate([("name", "count_distinct")])
            )
            many = pairs.filter(pc.greater(pairs["name_count_distinct"], SHARED))["phone"].drop_null()
            findings.lines(
                person.phone,
                "shared-phone",
                pc.is_in(phones, value_set=many.combine_chunks()).to_numpy(zero_copy_only=False),
                remark=True,
            )


def repeated(table: pa.Table, body: Body, findings: Findings) -> None:
    """Rows about an event that an earlier good row already told."""
    good = np.flatnonzero(~findings.bad[body.at])
    keys = table["natural_key"].combine_chunks().take(pa.array(good)).dictionary_encode().indices.to_numpy()
    first = np.full(int(keys.max()) + 1 if len(keys) else 0, len(good), dtype=np.int64)
    np.minimum.at(first, keys, np.arange(len(keys)))
    again = np.flatnonzero(first[keys] != np.arange(len(keys)))
    hashes = table["row_hash"].combine_chunks()
    same = pc.equal(hashes.take(pa.array(good[again])), hashes.take(pa.array(good[first[keys[again]]]))).to_numpy(
        zero_copy_only=False
    )
    flags = np.zeros((2, len(body.numbers)), dtype=bool)
    flags[0, body.at[good[again[same]]]] = True
    flags[1, body.at[good[again[~same]]]] = True
    findings.rows("", "duplicate-row", flags[0])
    findings.rows("", "conflicting-row", flags[1] & ~flags[0])
