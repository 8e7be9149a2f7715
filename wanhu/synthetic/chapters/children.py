"""A child as facts: its birth, screening as a newborn, the checks with what was measured and found, and referrals from them."""

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic.chance import happens, second
from wanhu.synthetic.chapters.risk import refer
from wanhu.synthetic.checks import CHECKS, KINDS
from wanhu.synthetic.days import NEVER, Days
from wanhu.synthetic.facts import UNKNOWN
from wanhu.synthetic.known import Known, Put

HEARD = [KINDS.index(kind) for kind in ("child-6m", "child-12m", "child-24m", "child-36m")]
FIRST_TEETH = KINDS.index("child-12m")


def births(known: Known, put: Put) -> None:
    """Live births."""
    lives = known.city.lives
    which = lives.child_pregnancy
    linked = known.pregnancies[which]
    put("birth", known.children, lives.child_row, lives.births.baby_born, {
        "mother": known.owner + 1, "pregnancy": np.where(linked, which + 1, UNKNOWN),
        "discharged_on": lives.pregnancies.gone_home(known.city.on)[which],
        "gestation_days": lives.pregnancies.gestation[which].astype(np.int16), "weight_g": lives.weight_g,
        "length_mm": lives.length_mm, "birth_order": lives.births.baby_order.astype(np.int16),
    })  # fmt: skip


def screening(known: Known, put: Put, rng: np.random.Generator) -> None:
    """Blood spot, hearing and heart of the newborn, whose guardians mostly agree and else say so; what has to be repeated mostly is."""
    lives, on = known.city.lives, known.city.on
    born, size = lives.births.baby_born, len(lives.child_row)
    early = lives.pregnancies.gestation[lives.child_pregnancy] < 238

    def write(code: str, values: list[str], found: NDArray | int, day: NDArray, asked: NDArray[np.bool_]) -> Days:
        when = np.where(asked & (day <= np.minimum(on, lives.child_until)), day, NEVER).astype(np.int32)
        row = {"code": code, "value": (values, np.broadcast_to(found, size))}
        put("finding", known.of_child(np.arange(size), when), lives.child_row, when, row, lag=4.0)
        return when

    def again(of: Days, least: int, most: int) -> NDArray:
        return np.where(of == NEVER, NEVER, of.astype(np.int64) + rng.integers(least, most, size))

    spot = second(rng, size, 0.012)
    taken = write("blood-spot", ["taken"], 0, born + rng.integers(3, 7, size), happens(rng, size, 0.975))
    result = write("blood-spot", ["negative", "positive"], spot, again(taken, 7, 20), (taken != NEVER) & happens(rng, size, 0.99))
    recall = (result != NEVER) & (spot == 1) & happens(rng, size, 0.85)
    write("blood-spot-diagnosis", ["unaffected", "affected"], second(rng, size, 0.06), again(result, 5, 40), recall)
    refers = second(rng, size, 0.06)
    heard = write("hearing-screen", ["pass", "refer"], refers, born + rng.integers(2, 5, size), happens(rng, size, 0.97))
    twice = second(rng, size, 0.15)
    invited = (heard != NEVER) & (refers == 1) & happens(rng, size, 0.88)
    rescreened = write("hearing-rescreen", ["pass", "refer"], twice, again(heard, 35, 60), invited)
    third = (rescreened != NEVER) & (twice == 1) & happens(rng, size, 0.8)
    write("hearing-diagnosis", ["normal", "hearing-loss"], second(rng, size, 0.3), again(rescreened, 20, 70), third)
    heart = second(rng, size, 0.008)
    listened = write("chd-screen", ["negative", "positive"], heart, born + rng.integers(1, 4, size), happens(rng, size, 0.96))
    heard_something = (listened != NEVER) & (heart == 1) & happens(rng, size, 0.9)
    write("echocardiography", ["normal", "abnormal"], second(rng, size, 0.4), again(listened, 1, 12), heard_something)
    for step, done in (("blood-spot", taken), ("hearing-screen", heard), ("chd-screen", listened)):
        no = (done == NEVER) & happens(rng, size, 0.6)
        day = np.where(no & (born + 8 <= np.minimum(on, lives.child_until)), born + 8, NEVER).astype(np.int32)
        row = {"protocol": "newborn-screening", "step": step, "reason": "declined"}
        put("release", known.of_child(np.arange(size), day), lives.child_row, day, row, lag=1.0)
    stay = second(rng, size, 0.6)
    write("nicu-stay", ["up-to-5-days", "over-5-days"], stay, born + 7, early | happens(rng, size, 0.02))


def checks(known: Known, put: Put) -> None:
    """The visit of the newborn and the checks."""
    lives = known.city.lives
    seen = lives.checks
    put("contact", known.of_child(seen.child, seen.day), lives.child_row[seen.child], seen.day, {
        "kind": (KINDS, seen.check), "mode": (["clinic", "home"], (seen.check == 0).astype(np.int64)),
    })  # fmt: skip


def numbers(known: Known, put: Put) -> None:
    """Weight, length or height, the head until three years, haemoglobin where it is tested."""
    lives, growth = known.city.lives, known.city.growth
    seen = lives.checks
    keep = known.of_child(seen.child, seen.day)
    heads = np.where(seen.check <= KINDS.index("child-36m"), growth.head, np.nan)
    for code, value in (
        ("weight", growth.weight),
        ("height", growth.height),
        ("head-circumference", heads),
        ("haemoglobin", growth.blood),
    ):
        put(
            "measurement",
            keep & ~np.isnan(value),
            lives.child_row[seen.child],
            seen.day,
            {"code": code, "value": value.astype(float)},
        )


def signs(known: Known, put: Put, rng: np.random.Generator) -> None:
    """Eyes at every check, ears, teeth and development at theirs; what was not as it should be is looked at by somebody who knows."""
    lives, seen, on = known.city.lives, known.city.lives.checks, known.city.on
    keep, person, size = known.of_child(seen.child, seen.day), lives.child_row[seen.child], len(seen.day)
    last = np.minimum(on, np.minimum(lives.child_until, known.stop[known.owner] - 1))[seen.child]
    for code, values, share, at, examined, outcome in (
        ("eye-check", ["normal", "abnormal"], 0.02, seen.check >= 0, "eye-examination", ["normal", "abnormal"]),
        ("hearing-check", ["pass", "refer"], 0.012, np.isin(seen.check, HEARD), "hearing-diagnosis", ["normal", "hearing-loss"]),
        ("caries", ["no", "yes"], 0.12, seen.check >= FIRST_TEETH, "dental-examination", ["normal", "treated"]),
        ("development-warning", ["negative", "positive"], 0.015, seen.check > 1, "development-evaluation", ["normal", "delayed"]),
    ):
        mine = at & happens(rng, size, 0.93) & keep
        found = second(rng, size, share)
        put("finding", mine, person, seen.day, {"code": code, "value": (values, found)})
        later = (seen.day + rng.integers(3, 60, size)).astype(np.int32)
        looked = mine & (found == 1) & (later <= last) & happens(rng, size, 0.7)
        put("finding", looked, person, later, {"code": examined, "value": (outcome, second(rng, size, 0.3))})
    sent = keep & happens(rng, size, 0.012) & (seen.check < len(CHECKS))
    refer(rng, put, sent, person, seen.day, last)
