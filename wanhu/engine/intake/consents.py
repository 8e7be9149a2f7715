"""What a row says about consent: for which purposes, since when, how it was given, or that it was refused."""

import re
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wanhu.engine.arrow import pc
from wanhu.engine.intake.cells import emptied, narrow, trimmed
from wanhu.engine.intake.feed import CONSENT_HOW, PURPOSES
from wanhu.engine.intake.kinds import Codes

REFUSED = re.compile(r"^(不同意|拒绝|未同意|不愿意|撤回|已撤回|否|不)")
WORDS = {word: code for code, words in PURPOSES.items() for word in (code, *words)}
HOW = Codes(CONSENT_HOW, open=True)


class Consents(NamedTuple):
    """``purposes``: list of codes, null when the row says nothing usable, empty when it says no. ``how``: code. ``unclear``: there is
    text but it names no purpose (同意 alone is no consent to anything in particular)."""

    purposes: pa.Array
    how: pa.Array
    unclear: NDArray[np.bool_]


def consents(purposes: pa.Array | None, how: pa.Array | None, count: int) -> Consents:
    """Reads the columns of consent of ``count`` rows; None where a file has no such column."""
    if purposes is None:
        return Consents(pa.nulls(count, pa.list_(pa.string())), pa.nulls(count, pa.string()), np.zeros(count, dtype=bool))
    encoded = emptied(trimmed(purposes), ("/", "-", "无")).dictionary_encode()
    read = [_purposes(text) for text in narrow(encoded.dictionary).to_pylist()]
    listed = pa.array([each for each in read] + [None], pa.list_(pa.string()))
    places = pc.fill_null(encoded.indices, len(read))
    unclear = np.array([each is None for each in read] + [False])[places.to_numpy(zero_copy_only=False)]
    ways = pa.nulls(count, pa.string()) if how is None else HOW.clean(emptied(trimmed(how)), None).values  # pyright: ignore[reportArgumentType]
    return Consents(listed.take(places), ways, unclear)


def holds(purposes: pa.Array, purpose: str) -> NDArray[np.bool_]:
    """Which rows agree to a purpose."""
    flat, parents = (
        purposes.flatten().to_numpy(zero_copy_only=False),
        pc.list_parent_indices(purposes).to_numpy(zero_copy_only=False),
    )
    found = np.zeros(len(purposes), dtype=bool)
    found[parents[flat == purpose]] = True
    return found


def _purposes(text: str) -> list[str] | None:
    """Codes in their declared order; [] for a refusal; None when no purpose is named."""
    if REFUSED.match(text):
        return []
    parts = [re.sub(r"\s|^同意", "", part) for part in re.split(r"[、;,|/，；+]", text)]
    found = {WORDS[part] for part in parts if part in WORDS}
    return [code for code in PURPOSES if code in found] or None
