"""Checks a file against its feed: every row is accepted, awaits consent, or goes back with a reason. None is lost and none counted twice.

Policy. A required field that is empty or unreadable sends the row back. So does an optional field whose value cannot be right, because
a row with one wrong figure is seldom wrong in that figure only; fields declared ``keep_row`` (telephone, address, names of staff) are
emptied with a remark instead. A damaged identity number is kept as written, for matching only, when the row names the person well
enough (``keep_with``), for the person must not lose a vaccination over a typing error; otherwise the row goes back. Of two rows about the same
event the earlier stays. A row that carries no consent is never stored as a person here: it awaits one, or is only counted.
"""

from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from wanhu.engine.arrow import pc
from wanhu.engine.intake import agreement, judging
from wanhu.engine.intake.areas import Areas
from wanhu.engine.intake.body import Body, body_of
from wanhu.engine.intake.feed import Feed
from wanhu.engine.intake.headers import find
from wanhu.engine.intake.keys import age_bands, ordered, with_keys
from wanhu.engine.intake.kinds import Setting
from wanhu.engine.intake.problems import Empty
from wanhu.engine.intake.remarks import Findings
from wanhu.engine.intake.sheet import Sheet
from wanhu.engine.text import Text


@dataclass(frozen=True)
class Checked:
    """What became of a file. ``accepted`` and ``awaiting``: row (int32, as a person sees it), part (int16), consent_purposes, consented_on,
    consent_how, the feed's fields, row_hash, natural_key. A row that awaits has null purposes (it says nothing), purposes without the one
    that the feed needs, or an empty list: it says *no*, and must not be stored even if the person agreed elsewhere.
    ``quarantined`` and ``warnings``: row, field, header, value, reason, message_zh, message_en, remedy_zh, remedy_en.
    ``dropped``: header, sort (forbidden, restricted, unneeded, repeated, unknown, unnamed), cells. ``skipped``: lines that are no data.
    Always: received == rows_accepted + rows_awaiting + rows_quarantined."""

    feed: str
    received: int
    accepted: pa.Table
    awaiting: pa.Table
    quarantined: pa.Table
    warnings: pa.Table
    dropped: pa.Table
    skipped: dict[str, int]
    notes: tuple[Text, ...]

    @property
    def rows_accepted(self) -> int:
        """Rows, however many newborns each names."""
        return _rows(self.accepted)

    @property
    def rows_awaiting(self) -> int:
        """Rows, however many newborns each names."""
        return _rows(self.awaiting)

    @property
    def rows_quarantined(self) -> int:
        """Rows, however many reasons each has."""
        return _rows(self.quarantined)


def check(
    feed: Feed,
    sheet: Sheet,
    *,
    on: date,
    areas: Areas | None = None,
    default_area: str | None = None,
    others: tuple[Feed, ...] = (),
) -> Checked:
    """Checks every row of ``sheet`` as it stands on ``on``. ``areas`` finds villages; ``default_area`` is the sender's own township or
    village; ``others`` are feeds to name when the header belongs to one of them. Raises NotThisFeed or Empty."""
    header = find(feed, sheet, others)
    if header.first >= sheet.height:
        raise Empty(_NO_ROWS)
    setting = Setting(on, areas, default_area, sheet.date1904)
    body = body_of(feed, sheet, header, setting)
    if not len(body.numbers):
        raise Empty(_NO_ROWS)
    findings = Findings(feed, body)
    agreed = agreement.read(feed, body, findings, setting)
    judging.fields(feed, body, findings)
    judging.own_township(feed, body, default_area)
    judging.places(feed, body, default_area if areas else None)
    judging.identities(feed, body, findings)
    agreement.empty_unagreed(feed, body, agreed, findings)
    age_bands(feed, body)
    ordered(feed, body)
    judging.rules(feed, body, findings)
    judging.shared_phones(feed, body, findings)
    table = with_keys(feed, _table(body, agreed))
    judging.repeated(table, body, findings)
    bad = findings.bad
    taken = agreed.holds & ~bad
    lines = body.at
    return Checked(
        feed.code, len(body.numbers), table.filter(pa.array(taken[lines])), table.filter(pa.array((~bad & ~agreed.holds)[lines])),
        findings.table(remarks=False), findings.table(remarks=True), _dropped(body), body.skipped, sheet.warnings,
    )  # fmt: skip


def _table(body: Body, agreed: agreement.Agreement) -> pa.Table:
    lines = pa.array(body.at)
    return pa.table({
        "row": body.numbers.take(lines), "part": pa.array(body.part), "consent_purposes": agreed.purposes.take(lines),
        "consented_on": agreed.on.take(lines), "consent_how": agreed.how.take(lines), **body.values,
    })  # fmt: skip


def _dropped(body: Body) -> pa.Table:
    columns: list[list] = [list(each) for each in zip(*body.dropped, strict=True)] or [[], [], []]
    types = (("header", pa.string()), ("sort", pa.string()), ("cells", pa.int64()))
    return pa.table({name: pa.array(values, kind) for (name, kind), values in zip(types, columns, strict=True)})


def _rows(table: pa.Table) -> int:
    return pc.count_distinct(table["row"]).as_py()


_NO_ROWS = Text(
    "表头下面没有数据行。请检查导出时的筛选条件；如果本期确实没有数据，请在平台登记“零报告”。",
    "There are no rows below the header. Check the filter of the export; if there was nothing this time, record an empty report.",
)
