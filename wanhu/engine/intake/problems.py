"""Why a whole file was refused, in words that its sender can act on: what is wrong, where, why it matters, how to put it right.

A refused file leaves nothing behind. Everything less than that is a quarantined row (``reasons``).
"""

from wanhu.engine.text import Text


class Refused(Exception):
    """The file cannot be taken in. ``text`` says it in both languages; ``code`` is stable and may be filtered by."""

    code = "refused"

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


class Empty(Refused):
    """Nothing is in it, or nothing below its header."""

    code = "empty"


class NotATable(Refused):
    """It is something else: a picture, a letter, a locked workbook."""

    code = "not-a-table"


class WrongEncoding(Refused):
    """Its bytes are no text in any encoding that departments use. ``positions``: byte offsets of the first undecodable places."""

    code = "wrong-encoding"

    def __init__(self, text: Text, positions: tuple[int, ...]) -> None:
        super().__init__(text)
        self.positions = positions


class CutShort(Refused):
    """Its end is missing."""

    code = "cut-short"


class TooLarge(Refused):
    """It is larger than what one delivery may be, as a whole or in one line."""

    code = "too-large"


class NotThisFeed(Refused):
    """Its header belongs to something else. ``missing``: labels of the required columns that were not found."""

    code = "not-this-feed"

    def __init__(self, text: Text, missing: tuple[Text, ...], nearest: str | None) -> None:
        super().__init__(text)
        self.missing = missing
        self.nearest = nearest
