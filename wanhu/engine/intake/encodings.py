"""From bytes to UTF-8, in the order in which departments' files are tried: UTF-8 with a mark, strict UTF-8, GB18030, UTF-16 with a mark.

GB18030 holds all of GBK and GB2312, so the narrower decoders are never used: they lose the rare characters of names and places
(剅, 埫, 䶮). What cannot be decoded is never guessed: the file goes back with the byte positions.
"""

import codecs

import numpy as np

from wanhu.engine.intake.problems import CutShort, WrongEncoding
from wanhu.engine.text import Text

SHOWN = 5


def to_utf8(data: bytes) -> tuple[bytes, str]:
    """The same text as UTF-8 without a mark, and the name of the encoding it had. Raises WrongEncoding or CutShort."""
    if data.startswith(codecs.BOM_UTF8):
        body = data[3:]
        _proven(body, "utf-8", shift=3)
        return body, "utf-8-sig"
    if _decodes(data, "utf-8"):
        return data, "utf-8"
    try:
        return data.decode("gb18030").encode("utf-8"), "gb18030"
    except UnicodeDecodeError:
        pass
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16").encode("utf-8"), "utf-16"
        except (UnicodeDecodeError, UnicodeEncodeError) as error:
            at = getattr(error, "start", len(data))
            raise _wrong((at,), "utf-16", ended=len(data) % 2 == 1) from error
    _proven(data, min(("utf-8", "gb18030"), key=lambda name: _badness(data, name)))
    raise AssertionError("one of the decoders just failed")


def private_use(data: bytes) -> bool:
    """Whether UTF-8 text holds characters of the private use area: rare characters whose code an old system invented."""
    if b"\xee" in data:
        return True
    first = np.frombuffer(data, dtype=np.uint8)
    return b"\xef" in data and bool(((first[:-1] == 0xEF) & (first[1:] < 0xA4)).any())


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _proven(data: bytes, encoding: str, shift: int = 0) -> None:
    found = _undecodable(data, encoding)
    if found:
        raise _wrong(tuple(at + shift for at in found), encoding, ended=found[0] >= len(data) - 3)


def _badness(data: bytes, encoding: str) -> tuple[int, int]:
    found = _undecodable(data, encoding)
    return len(found), -(found[0] if found else len(data))


def _undecodable(data: bytes, encoding: str) -> list[int]:
    """Offsets of the first few places that are no text."""
    found: list[int] = []
    start = 0
    while start < len(data) and len(found) < SHOWN:
        try:
            data[start:].decode(encoding)
            break
        except UnicodeDecodeError as error:
            found.append(start + error.start)
            start += max(error.end, error.start + 1)
    return found


def _wrong(positions: tuple[int, ...], encoding: str, *, ended: bool) -> WrongEncoding | CutShort:
    places = ", ".join(str(at) for at in positions)
    if ended:
        return CutShort(Text(
            f"文件在一个汉字的中间断开（第 {places} 字节，按 {encoding}）：传输没有完成。请重新导出或重新上传整个文件。",
            f"The file ends in the middle of a character (byte {places}, read as {encoding}): it did not arrive whole. "
            "Export or upload it again.",
        ))  # fmt: skip
    return WrongEncoding(Text(
        f"有些字节不是文字：按 {encoding} 读到第 {places} 字节读不下去。文件可能被别的程序改坏，或者不是文本。"
        "请在原系统重新导出，编码选 UTF-8 或 GB18030（GBK）。",
        f"Some bytes are no text: reading as {encoding} fails at byte {places}. Another program may have damaged the file, or it is "
        "no text at all. Export it again from the source system as UTF-8 or GB18030 (GBK).",
    ), positions)  # fmt: skip
