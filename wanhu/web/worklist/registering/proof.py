"""What shows that she answered: the SHA-256 of a photo of the signed paper, or the strokes of a signature. No photo is kept, not for a moment.

The photo is hashed in the browser where that is possible. Where it is not, this handler hashes it while it arrives: nothing of it is
written to memory or disk.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from io import BytesIO
from itertools import pairwise
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

LONGEST, STROKES, POINTS = 200_000, 200, 4_000
LEAST = 60  # how far the pen must travel, in a box of 900 by 300: a dot is no signature
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF")


@dataclass(frozen=True)
class Proof:
    """The hash of the paper, the strokes of the signature, or both."""

    paper: str = ""
    strokes: str = ""

    @property
    def how(self) -> str:
        """As a consent fact says it."""
        return "paper" if self.paper else "screen"


class Hashed(UploadedFile):
    """A file of which only its hash and whether it looks like a picture is left."""

    def __init__(self, name: str, content_type: str | None, size: int, sha256: str, start: bytes) -> None:
        super().__init__(BytesIO(b""), name, content_type, size)
        self.sha256 = sha256
        self.picture = start.startswith(PICTURES) or start[4:8] == b"ftyp"


class Hashing(FileUploadHandler):
    """Takes the hash of what arrives and lets the rest go."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.hash, self.start = hashlib.sha256(), b""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nothing is passed on, so no other handler stores it."""
        self.hash.update(raw_data)
        self.start = (self.start + raw_data)[:16] if len(self.start) < 16 else self.start

    def file_complete(self, file_size: int) -> Hashed | None:
        return Hashed(self.file_name or "", self.content_type, file_size, self.hash.hexdigest(), self.start)


def photos_are_hashed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For a view that takes a photo. The handler must be there before the form is read, so the CSRF check follows it."""
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def hashing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.upload_handlers = [Hashing(request)]
        return checked(request, *args, **kwargs)

    return hashing


def signed(text: str) -> str:
    """The strokes as they are kept; empty when they are no signature. ``text``: JSON, a list of strokes of [x, y, milliseconds]."""
    if not text or len(text) > LONGEST:
        return ""
    try:
        strokes = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(strokes, list) or len(strokes) > STROKES or not all(isinstance(one, list) for one in strokes):
        return ""
    points = [point for stroke in strokes for point in stroke]
    if len(points) > POINTS or not all(_point(one) for one in points):
        return ""
    way = sum(
        abs(b[0] - a[0]) + abs(b[1] - a[1]) for stroke in strokes for a, b in pairwise(stroke)
    )  # along the strokes, not between them
    return json.dumps(strokes, separators=(",", ":")) if way >= LEAST else ""


def _point(one: Any) -> bool:
    return isinstance(one, list) and len(one) == 3 and all(type(part) is int and 0 <= part < 10**7 for part in one)
