"""Consent decides which rows may be kept, and which fields of them."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wanhu.engine.arrow import pc
from wanhu.engine.intake.body import Body
from wanhu.engine.intake.cells import by_distinct, emptied, present, trimmed
from wanhu.engine.intake.consents import consents, holds
from wanhu.engine.intake.feed import Feed
from wanhu.engine.intake.kinds import Day, Setting
from wanhu.engine.intake.remarks import Findings

DAY = Day()


@dataclass(frozen=True)
class Agreement:
    """For each data row: purposes agreed to, since when, how, and whether the purpose that the feed needs is among them."""

    purposes: pa.Array
    on: pa.Array
    how: pa.Array
    holds: NDArray[np.bool_]


def read(feed: Feed, body: Body, findings: Findings, setting: Setting) -> Agreement:
    """Reads the columns of consent. A consent of tomorrow or of an impossible day sends the row back; one without a day is remarked on."""
    count = len(body.numbers)
    said = consents(body.consent.get("consent_purposes"), body.consent.get("consent_how"), count)
    days = pa.nulls(count, pa.date32())
    if "consented_on" in body.consent:
        cleaned = by_distinct(
            body.consent["consented_on"], lambda raw: DAY.clean(emptied(trimmed(raw), ("/", "-", "无")), setting)
        )
        days = cleaned.values
        for code in pc.unique(cleaned.reason.drop_null()).to_pylist():
            findings.rows(
                "consented_on", code, pc.fill_null(pc.equal(cleaned.reason, code), False).to_numpy(zero_copy_only=False)
            )
    enough = holds(said.purposes, feed.purpose)
    findings.rows("consented_on", "consent-undated", enough & ~present(days), remark=True)
    findings.rows("consent_purposes", "consent-unclear", said.unclear, remark=True)
    return Agreement(said.purposes, days, said.how, enough)


def empty_unagreed(feed: Feed, body: Body, agreed: Agreement, findings: Findings) -> None:
    """Empties fields whose own purpose the row does not agree to, before anything is computed from them."""
    for each in feed.fields:
        if each.purpose and each.purpose != feed.purpose:
            allowed = holds(agreed.purposes, each.purpose)[body.at]
            lost = ~allowed & present(body.values[each.code])
            findings.lines(each.code, "no-consent-for-field", lost & agreed.holds[body.at], remark=True)
            for name in (each.code, *each.outputs().values()):
                column = body.values[name]
                body.values[name] = pc.if_else(pa.array(allowed), column, pa.scalar(None, column.type))
