"""What every kind of column has in common."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import pyarrow as pa

from wanhu.engine.intake.areas import Areas
from wanhu.engine.intake.cells import Cleaned

NOTHING = (
    "/",
    "-",
    "--",
    "—",
    "——",
    "\\",
    "null",
    "none",
    "nan",
    "n/a",
    "#n/a",
    "#value!",
    "#ref!",
    "不详",
    "未知",
    "未填",
    "无",
    "空",
    "缺",
    "待查",
)
"""What clerks and programs write when there is nothing (compared in lower case)."""


@dataclass(frozen=True)
class Setting:
    """What a cleaner may need to know beside the cells: the day on which the file is checked, the places of the city, whether serial
    numbers of dates count from 1904, and the unit that the header gives."""

    on: date
    areas: Areas | None = None
    default_area: str | None = None
    date1904: bool = False
    unit: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of column. ``type``: what its values are; ``outputs``: further columns by suffix that come from the same cells."""

    type: ClassVar[pa.DataType] = pa.string()
    blanks: ClassVar[tuple[str, ...]] = NOTHING
    outputs: ClassVar[dict[str, pa.DataType]] = {}

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """Cleans distinct trimmed texts, null for empty cells."""
        raise NotImplementedError

    def limits(self) -> tuple[Any, Any]:
        """Lower and upper limit, for the words of a message."""
        return "", ""
