"""Learns the shipped linkage model from a made-up city whose truth is known, and writes it as JSON.

m is counted among true pairs that share a blocking key (what the model will be asked about), u among random pairs of different people.
Counts are smoothed, so that no level is impossible, and a few levels too rare to count are set by hand.

    python bench/linkage_train.py wanhu/engine/linkage/model.json
"""

import sys
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.engine.linkage.city import build
from wanhu.engine.linkage.names import Surnames
from wanhu.engine.linkage.train import learn


def main(path: str, size: int = 200_000) -> None:
    table = yaml.safe_load((Path(__file__).parent.parent / "wanhu/rules/parameters/surnames.yaml").read_text("utf-8"))
    city = build(size, seed=7)
    model = learn(city.mentions, city.truth, Surnames(**table))
    Path(path).write_text(model.to_json() + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
