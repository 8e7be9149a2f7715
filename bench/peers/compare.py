"""Wanhu beside cql-execution and CHT on the same pregnancies, in one run: ``python bench/peers/compare.py [SECONDS [PREGNANCIES]]``.

Fetches the peers' packages by the locks here into bench/peers/build/ (not committed; needs npm and Node 20 or newer), makes the facts, runs
every side for so many seconds (10) on one and the same core, compares every answer, and prints a table. See bench/peers/README.md.
"""

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.peers.agreement import Agreement, Wanhu, with_cht, with_cql
from bench.peers.antenatal_facts import FIRST_PREGNANCY, ON, export, share, write

HERE = Path(__file__).parent
BUILD = HERE / "build"
PREGNANCIES, EXPORTED = 200_000, 150_000  # all of them for Wanhu; for the peers no more than the fastest of them needs
VILLAGE = 100
CORE = max(os.sched_getaffinity(0))
CHT = {
    "harness": "CHT: its test harness, one woman at a time",
    "village": f"CHT: its test harness, {VILLAGE} women at once",
    "engine": "CHT: rules and task documents, no database",
    "emissions": "CHT: rules alone, no task documents",
}
CQL = {"fhir": "CQL: cql-execution with cql-exec-fhir", "plain": "CQL: cql-execution with our own records"}


class Side(NamedTuple):
    """What one side did, and how far it agrees with Wanhu."""

    name: str
    did: dict[str, Any]
    agreement: Agreement | None = None

    @property
    def rate(self) -> float:
        """Pregnancies in a second of processor time: another process on the machine disturbs it least."""
        return self.did["women"] / self.did["cpu"]


def main(seconds: float, pregnancies: int) -> None:
    """Runs everything and prints the table."""
    facts, answers = BUILD / "facts", BUILD / "answers"
    for folder in (facts, answers):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for peer in ("cql", "cht"):
        fetch(peer)
    say(f"writing the facts of {pregnancies:,} pregnancies")
    write(pregnancies, 1, facts)
    lines = BUILD / "pregnancies.ndjson"
    export(facts, lines, min(pregnancies, EXPORTED))

    say(f"Wanhu, {pregnancies:,} pregnancies")
    all_of_them = Side(f"Wanhu, all {pregnancies:,} pregnancies", wanhu(facts, seconds, answers))
    known = Wanhu(answers, FIRST_PREGNANCY + min(pregnancies, EXPORTED))
    sides = []
    for model, name in CQL.items():
        say(name)
        run(["node", "translate.mjs", model, f"{model}.json"], BUILD / "cql", quiet=True)
        did = run(["node", "run.js", model, f"{model}.json", str(lines), str(seconds), f"{model}.ndjson"], BUILD / "cql")
        sides.append(Side(name, did, with_cql(known, BUILD / "cql" / f"{model}.ndjson")))
    compiled = [
        "npx",
        "--no-install",
        "cht",
        "--local",
        "--skip-dependency-check",
        "--skip-version-check",
        "compile-app-settings",
    ]
    run(compiled, BUILD / "cht", quiet=True)
    for mode, name in CHT.items():
        say(name)
        did = run(["node", "run.js", mode, str(lines), str(seconds), f"{mode}.ndjson"], BUILD / "cht")
        told = with_cht(known, BUILD / "cht" / f"{mode}.ndjson", ON, documents=mode != "emissions")
        sides.append(Side(name, did, told))

    few = sides[0].did["women"]  # the pregnancies that CQL with FHIR had time for
    say(f"Wanhu, {few:,} pregnancies")
    shutil.rmtree(BUILD / "few", ignore_errors=True)
    share(facts, BUILD / "few", few)
    (BUILD / "few answers").mkdir(exist_ok=True)
    same = Side(f"Wanhu, the first {few:,} pregnancies", wanhu(BUILD / "few", seconds, BUILD / "few answers"))
    show(sides, [same, all_of_them])


def fetch(peer: str) -> None:
    """Copies a peer's folder into the build folder, and its packages there when the lock changed. No package's own script is run."""
    home = BUILD / peer
    home.mkdir(parents=True, exist_ok=True)
    shutil.copytree(HERE / peer, home, dirs_exist_ok=True)
    wanted = hashlib.sha256((home / "package-lock.json").read_bytes()).hexdigest()
    stamp = home / "node_modules" / ".fetched"
    if not (stamp.exists() and stamp.read_text("utf-8") == wanted):
        say(f"fetching the packages of bench/peers/{peer}/package-lock.json")
        run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], home, quiet=True)
        stamp.write_text(wanted, "utf-8")


def run(command: list[str], folder: Path, *, quiet: bool = False) -> dict[str, Any]:
    """Runs a command on the one core, in China's time, and reads the JSON of its last line."""
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False,
        env=os.environ | {"ON": ON.isoformat(), "TZ": "Asia/Shanghai", "OMP_NUM_THREADS": "1"},
        preexec_fn=lambda: os.sched_setaffinity(0, {CORE}),
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return {} if quiet else json.loads(done.stdout.strip().splitlines()[-1])


def wanhu(facts: Path, seconds: float, answers: Path) -> dict[str, Any]:
    """Wanhu's side as a process of its own."""
    return run([sys.executable, str(HERE / "wanhu_side.py"), str(facts), str(seconds), str(answers)], HERE.parents[1])


def show(peers: list[Side], ours: list[Side]) -> None:
    """The table, the agreement, and what differs."""
    print(
        f"\n{date.today()}  {platform.machine()}, one core of {os.cpu_count()}  Python {platform.python_version()}  Node {node()}\n"
    )
    print(f"{'':<46}{'women':>11}{'s':>7}{'cpu s':>7}{'women/cpu s':>13}{'Wanhu is':>10}")
    best = ours[-1].rate
    for side in (*peers, *ours):
        did, times = side.did, "" if side in ours else f"{best / side.rate:,.0f} ×"
        figures = f"{did['women']:>11,}{did['seconds']:>7.1f}{did['cpu']:>7.1f}{side.rate:>13,.0f}{times:>10}"
        print(f"{side.name:<46}{figures}")
    print(f"\n{ours[0].name}: {ours[0].rate / peers[0].rate:,.0f} × {peers[0].name} on the same pregnancies")
    print("\nagreement with Wanhu")
    for side in peers:
        if side.agreement:
            print(f"{side.name:<46}{side.agreement.line()}")
            for kind, count in side.agreement.differences.most_common():
                print(f"    {count:,} × {kind}: {side.agreement.examples.get(kind, '')}")


def node() -> str:
    """The version of Node."""
    return subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()


def say(what: str) -> None:
    """Progress, for people."""
    print(f"· {what}", file=sys.stderr)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10, int(sys.argv[2]) if len(sys.argv) > 2 else PREGNANCIES)
