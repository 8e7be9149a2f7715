"""Who is who on a synthetic city whose files came through the intake: what a steward would see, scored against the truth beside the files.

wanhu synthetic … out/     (or wanhu.synthetic.build.build)
python bench/linkage_city.py out/
"""

import json
import sys
import tempfile
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.linkage import apart, day, ours, splink
from wanhu.engine import intake
from wanhu.rules.feeds import FEEDS


def gather(city: Path, on: date, folder: str) -> None:
    """Mentions of every accepted row of every file, and their true people. Writes mentions.parquet and truth.parquet."""
    areas = intake.areas(city / "areas.csv")
    feeds = dict(FEEDS)
    parts: list[pa.Table] = []
    paths: list[str] = []
    for delivery, entry in enumerate(json.loads((city / "manifest.json").read_text("utf-8")), 1):
        path = city / entry["path"]
        township = entry["place"] if len(entry["place"]) == 9 else None
        checked = intake.check(feeds[entry["feed"]], intake.read(path, path.name), on=on, areas=areas, default_area=township)
        found = intake.mentions(feeds[entry["feed"]], checked.accepted)
        parts.append(found.append_column("delivery", pa.array([delivery] * found.num_rows, pa.int64())))
        paths += [entry["path"]] * found.num_rows
    mentions = pa.concat_tables(parts)
    mentions = mentions.append_column("mention", pa.array(range(1, mentions.num_rows + 1), pa.int64()))
    known = {(t["path"], t["row"], t["part"], t["role"]): t for t in pq.read_table(city / "truth/mentions.parquet").to_pylist()}
    rows = zip(paths, mentions["row"].to_pylist(), mentions["part"].to_pylist(), mentions["role"].to_pylist(), strict=True)
    people = [known.get(key) for key in rows]
    unknown = sum(p is None for p in people)
    keep = pa.array([p is not None for p in people])
    truth = pa.table({"mention": mentions["mention"], "person": pa.array([p and p["person"] for p in people], pa.int64()),
                      "errors": pa.array([",".join(p["kinds"]) if p else "" for p in people])})  # fmt: skip
    pq.write_table(mentions.filter(keep), f"{folder}/mentions.parquet")
    pq.write_table(truth.filter(keep), f"{folder}/truth.parquet")
    print(f"{mentions.num_rows:,} mentions in {len(parts)} files; {unknown} without truth left out")


def main(city: str, on: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for task, args in (
            (gather, (Path(city), date.fromisoformat(on), folder)),
            (ours, (folder,)),
            (day, (folder,)),
            (splink, (folder,)),
        ):
            apart(task, *args)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
