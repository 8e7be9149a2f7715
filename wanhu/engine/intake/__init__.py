"""Files in: a department's file is read, checked against its feed, and split into rows that are taken, rows that await consent, and rows
that go back with a reason. ``read`` and ``check`` come first; ``mentions`` feeds linkage, ``facts`` what linkage answered, ``count`` the
aggregate lane.
"""

from wanhu.engine.intake.areas import Areas
from wanhu.engine.intake.checking import Checked, check
from wanhu.engine.intake.counting import count
from wanhu.engine.intake.facts import facts
from wanhu.engine.intake.feed import Feed, Field
from wanhu.engine.intake.headers import recognise
from wanhu.engine.intake.mentioning import mentions
from wanhu.engine.intake.problems import CutShort, Empty, NotATable, NotThisFeed, Refused, TooLarge, WrongEncoding
from wanhu.engine.intake.reading import read
from wanhu.engine.intake.sheet import Sheet
from wanhu.engine.intake.tables import areas

__all__ = [
    "Areas", "Checked", "CutShort", "Empty", "Feed", "Field", "NotATable", "NotThisFeed", "Refused", "Sheet", "TooLarge", "WrongEncoding",
    "areas", "check", "count", "facts", "mentions", "read", "recognise",
]  # fmt: skip
