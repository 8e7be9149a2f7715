"""Where somebody lives: free text becomes a village or at least a township of the city's own table of areas."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pyarrow as pa

from wanhu.engine.intake.cells import Cleaned, coded, present
from wanhu.engine.intake.kinds.base import Kind, Setting


@dataclass(frozen=True)
class Address(Kind):
    """The text as written is not kept: only the township (nine digits, the field's value) and ``_village`` (twelve, or null)."""

    outputs: ClassVar[dict[str, pa.DataType]] = {"_village": pa.string()}

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """Codes. Without a table of areas every place stays unknown, without a remark."""
        if setting.areas is None:
            nothing = pa.nulls(len(texts), pa.string())
            return Cleaned(nothing, nothing, also={"_village": nothing})
        township, village = setting.areas.locate(texts, setting.default_area)
        lost = present(texts) & ~present(township)
        none = np.zeros(len(texts), dtype=bool)
        return Cleaned(
            township, coded([(none, "")], len(texts)), coded([(lost, "unknown-address")], len(texts)), also={"_village": village}
        )
