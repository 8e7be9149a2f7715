"""Vaccine products: many names for one product, and products that hold several antigens."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pyarrow as pa
import yaml

from wanhu.engine.arrow import pc
from wanhu.engine.intake.cells import Cleaned, coded, narrow, present
from wanhu.engine.intake.kinds.base import Kind, Setting


@dataclass(frozen=True)
class Product(Kind):
    """The code of a product, with its antigens in ``_antigens`` (list of text) and the name as delivered in ``_as_written``.
    ``antigens``: by product code; ``aliases``: folded name to product code. An unknown name is never guessed."""

    antigens: dict[str, tuple[str, ...]]
    aliases: dict[str, str]

    outputs: ClassVar[dict[str, pa.DataType]] = {"_antigens": pa.list_(pa.string()), "_as_written": pa.string()}

    def clean(self, texts: pa.Array, setting: Setting) -> Cleaned:
        """Codes, with the reason for names that are in no row of the table."""
        names, codes = list(self.aliases), list(self.aliases.values())
        values = pa.array(codes, pa.string()).take(pc.index_in(folded(texts), value_set=pa.array(names, pa.string())))
        known = list(self.antigens)
        held = pa.array([list(self.antigens[code]) for code in known], pa.list_(pa.string()))
        also = {"_antigens": held.take(pc.index_in(values, value_set=pa.array(known, pa.string()))), "_as_written": texts}
        return Cleaned(values, coded([(present(texts) & ~present(values), "unknown-vaccine")], len(texts)), also=also)

    def __hash__(self) -> int:
        return hash(tuple(self.aliases))


def products(path: Path) -> Product:
    """The table of a YAML file: ``products`` by code, each with ``antigens`` and ``names``. Raises ValueError when a name has two meanings."""
    table = yaml.safe_load(path.read_text(encoding="utf-8"))["products"]
    antigens = {code: tuple(row["antigens"]) for code, row in table.items()}
    aliases: dict[str, str] = {}
    for code, row in table.items():
        names = folded(pa.array([code, *row["names"]], pa.string())).to_pylist()
        for name in names:
            if aliases.setdefault(name, code) != code:
                raise ValueError(
                    f"{path.name}: the name {name!r} belongs to {aliases[name]} and to {code}; keep it in one of them"
                )
    return Product(antigens, aliases)


def folded(names: pa.Array) -> pa.Array:
    """Names without the marks that differ from clinic to clinic: case, width, spaces, brackets, dashes."""
    return pc.replace_substring_regex(pc.utf8_lower(narrow(names)), r"[\s()\[\]【】〔〕·,，、/+_-]", "")
