"""A file uploaded by a steward: sealed, checked, shown to her, and only then received. Large files take these steps in the background."""

import secrets
from datetime import datetime, timedelta

import pyarrow as pa
from django.db import transaction
from django.utils import timezone

from wanhu.engine import intake
from wanhu.web.base import audit
from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, require
from wanhu.web.exchange import consented, store
from wanhu.web.exchange.actions.receiving import Prepared, prepare, receive
from wanhu.web.exchange.models import Delivery, Upload

SMALL = 512 * 1024  # bytes; a larger file is checked and received by the worker process
FEW = 5_000  # mentions; of more, nobody waits to see how many are known
FORGOTTEN = timedelta(hours=24)


def start(
    *, by: User, feed: str, sender: str, filename: str, data: bytes, replaces: Delivery | None = None, at: datetime | None = None
) -> Upload:
    """Keeps the file sealed until she has decided. Uploads that were left lying for a day are deleted on the way."""
    require(by, Permission.RECEIVE_FILES)
    at = at or timezone.now()
    forget(before=at - FORGOTTEN)
    name = secrets.token_hex(12)
    store.keep_bytes(store.home(store.UPLOADS) / name, data)
    return Upload.objects.create(
        feed=feed, sender=sender, filename=filename[-200:], size=len(data), by=by, at=at, path=name, replaces=replaces
    )


def look(upload: Upload) -> Upload:
    """Checks the file and writes down, in numbers, what receiving it would do."""
    content = store.read_bytes(store.home(store.UPLOADS) / upload.path)
    try:
        prepared = prepare(upload.feed, content, upload.filename, on=timezone.localdate(upload.at))
    except intake.Refused as refusal:
        return _end(upload, Upload.State.FAILED, {"reason_zh": refusal.text.zh, "reason_en": refusal.text.en})
    upload.summary, upload.state = summary(prepared), Upload.State.CHECKED
    upload.save(update_fields=["summary", "state"])
    return upload


def confirm(*, by: User, upload: Upload) -> Upload:
    """She has seen what it would do and wants it."""
    require(by, Permission.RECEIVE_FILES)
    Upload.objects.filter(pk=upload.pk, state=Upload.State.CHECKED).update(state=Upload.State.RECEIVING)
    upload.refresh_from_db()
    return upload


def take(upload: Upload) -> Upload:
    """Receives a confirmed upload and deletes the file."""
    content = store.read_bytes(store.home(store.UPLOADS) / upload.path)
    upload.delivery = receive(
        by=upload.by, feed=upload.feed, filename=upload.filename, sender=upload.sender, data=content, replaces=upload.replaces
    )
    return _end(upload, Upload.State.DONE, upload.summary)


def give_up(*, by: User, upload: Upload) -> None:
    """She does not want it: the file is deleted."""
    require(by, Permission.RECEIVE_FILES)
    with transaction.atomic():
        audit.record(by=by, action="exchange.upload-given-up", detail={"feed": upload.feed})
        _drop(upload)


def forget(*, before: datetime) -> int:
    """Deletes files that nobody decided upon, and the lines about uploads that are over."""
    old = list(Upload.objects.filter(at__lt=before))
    for upload in old:
        _drop(upload)
    return len(old)


def summary(prepared: Prepared) -> dict[str, object]:
    """What receiving would do, in numbers; people are told apart only in files small enough to wait for."""
    checked = prepared.checked
    words: dict[str, tuple[str, str]] = {}
    reasons: dict[str, set[int]] = {}
    for line in checked.quarantined.select(["row", "reason", "message_zh", "message_en"]).to_pylist():
        reasons.setdefault(line["reason"], set()).add(line["row"])
        words.setdefault(line["reason"], (line["message_zh"], line["message_en"]))
    return {
        "received": checked.received,
        "accepted": _rows(prepared.accepted),
        "counted": _rows(prepared.counted),
        "quarantined": _rows(checked.quarantined),
        "repeated": prepared.lines.repeated,
        "corrected": prepared.lines.corrected,
        "reasons": [
            {"message_zh": words[code][0], "message_en": words[code][1], "rows": len(found)}
            for code, found in sorted(reasons.items(), key=lambda pair: -len(pair[1]))
        ],
        "dropped": [{"header": column["header"], "cells": column["cells"]} for column in checked.dropped.to_pylist()],
        "people": _people(prepared),
    }


def _rows(table: pa.Table) -> int:
    return len(table["row"].unique())


def _people(prepared: Prepared) -> dict[str, int] | None:
    """How many mentions are of people the store knows, may know, or meets for the first time."""
    if not 0 < prepared.mentions.num_rows <= FEW:
        return None
    zones: dict[tuple[int, int, str], str] = {}
    for line in consented.near(prepared.mentions).to_pylist():
        place = (line["row"], line["part"], line["role"])
        zones[place] = max(zones.get(place, ""), line["zone"])
    known = sum(zone == "same" for zone in zones.values())
    return {"known": known, "close": len(zones) - known, "new": prepared.mentions.num_rows - len(zones)}


def _end(upload: Upload, state: str, told: dict[str, object]) -> Upload:
    upload.state, upload.summary = state, told
    (store.home(store.UPLOADS) / upload.path).unlink(missing_ok=True)
    upload.path = ""
    upload.save()
    return upload


def _drop(upload: Upload) -> None:
    if upload.path:
        (store.home(store.UPLOADS) / upload.path).unlink(missing_ok=True)
    upload.delete()
