"""Numbers minted where a thing is made: UUIDs of version 7, which sort by time and so append to an index instead of scattering over it."""

import secrets
import time
import uuid


def mint() -> uuid.UUID:
    """A new UUIDv7 (RFC 9562): 48 bits of milliseconds, then 74 bits drawn at random."""
    return _made(time.time_ns() // 1_000_000, secrets.randbits(74))


def mint_many(count: int) -> list[uuid.UUID]:
    """``count`` new UUIDv7 of one instant, for rows that are appended together."""
    milliseconds = time.time_ns() // 1_000_000
    drawn = secrets.token_bytes(10 * count)
    mask = (1 << 74) - 1
    return [_made(milliseconds, int.from_bytes(drawn[at : at + 10], "big") & mask) for at in range(0, 10 * count, 10)]


def _made(milliseconds: int, drawn: int) -> uuid.UUID:
    high, low = drawn >> 62, drawn & ((1 << 62) - 1)
    return uuid.UUID(int=(milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)
