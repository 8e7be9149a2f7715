"""The small dated tables that feeds share, read from the files in which officials review them."""

from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import yaml

from wanhu.engine.intake.areas import Areas


def header_parts(path: Path, sort: str) -> tuple[str, ...]:
    """Parts of headers of one sort (forbidden, restricted) from a YAML file."""
    return tuple(yaml.safe_load(path.read_text(encoding="utf-8"))[sort]["headers"])


def areas(path: Path, aliases: tuple[tuple[str, str], ...] = ()) -> Areas:
    """The table of areas from a CSV file with code, name, parent and level, codes as text."""
    options = pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(("code", "name", "parent", "level"), pa.string()))
    return Areas(pyarrow.csv.read_csv(path, convert_options=options).select(["code", "name", "parent", "level"]), aliases)
