"""A pregnancy as facts: that it is registered, every contact until 42 days after it, and what was measured and found there."""

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic.carrying import Contacts, readings
from wanhu.synthetic.chance import happens, second
from wanhu.synthetic.days import NEVER, Days
from wanhu.synthetic.known import Known, Put

CONTACTS = ["antenatal-1", "antenatal", "postnatal-visit", "postnatal-42"]
URINE = ["-", "±", "1+", "2+", "3+"]
TOLD = (("nt", 70, 98), ("nipt", 84, 161), ("serum", 105, 147), ("ultrasound", 126, 175), ("ogtt", 168, 203))
"""Prenatal tests of which a woman is told in time: name, first day of gestation, day from which it is too late."""


def pregnancies(known: Known, put: Put, rng: np.random.Generator) -> None:
    """Pregnancies and how they were dated."""
    these = known.city.lives.pregnancies
    put("pregnancy", known.pregnancies, these.mother, known.first_heard, {
        "pregnancy": np.arange(len(these)) + 1, "lmp": these.lmp, "edd": these.edd,
        "dating": (["lmp", "ultrasound"], second(rng, len(these), 0.35)), "fetuses": these.fetuses.astype(np.int16),
    })  # fmt: skip


def contacts(known: Known, put: Put) -> None:
    """Checks before the birth, the visit at home and the check at 42 days."""
    lives = known.city.lives
    these, own = lives.pregnancies, np.arange(len(lives.pregnancies))
    which = np.concatenate([own, lives.antenatal_pregnancy, own, own])
    kind = np.repeat(np.arange(4), [len(own), len(lives.antenatal_pregnancy), len(own), len(own)])
    day = np.concatenate([these.registered, lives.antenatal_day, lives.postnatal, lives.day42])
    put("contact", known.of_mother(which, day), these.mother[which], day, {
        "pregnancy": which + 1, "kind": (CONTACTS, kind), "mode": (["clinic", "home"], (kind == 2).astype(np.int64)),
    })  # fmt: skip


def numbers(known: Known, put: Put, rng: np.random.Generator) -> None:
    """What was measured: at every contact before the birth, and pressure and temperature after it."""
    lives, growth = known.city.lives, known.city.growth
    these = lives.pregnancies
    which, day, first = _before_birth(known)
    met = Contacts(which, day - these.lmp[which], first)
    keep = known.of_mother(which, day)
    for code, at, value in readings(rng, met, growth):
        put("measurement", keep[at], these.mother[which[at]], day[at], {
            "pregnancy": which[at] + 1, "code": code, "value": value.astype(float),
        })  # fmt: skip
    own = np.arange(len(these))
    for day in (lives.postnatal, lives.day42):
        keep, rise = known.of_mother(own, day), rng.normal(0, 6, len(own))
        for code, value in (("systolic", (growth.systolic + rise).round(0)), ("diastolic", (growth.diastolic + rise * 0.6).round(0)),
                            ("temperature", rng.normal(36.6, 0.22, len(own)).round(1))):  # fmt: skip
            put("measurement", keep, these.mother, day, {"pregnancy": own + 1, "code": code, "value": value})


def signs(known: Known, put: Put, rng: np.random.Generator) -> None:
    """What was found or said: urine, blood group, tests told of, folic acid, the state of the mother after the birth."""
    lives = known.city.lives
    these = lives.pregnancies
    which, day, first = _before_birth(known)
    keep, size, gestation = known.of_mother(which, day), len(day), day - these.lmp[which]

    def write(at: NDArray[np.bool_], code: str, values: list[str], found: NDArray | int = 0) -> None:
        row = {"pregnancy": which + 1, "code": code, "value": (values, np.broadcast_to(found, size))}
        put("finding", keep & at, these.mother[which], day, row)

    always = np.ones(size, dtype=bool)
    write(always, "urine-protein", URINE, _urine(rng, size, (0.93, 0.98, 0.993, 0.998)))
    write(happens(rng, size, 0.5), "urine-glucose", URINE, _urine(rng, size, (0.95, 0.975, 0.99, 0.998)))
    write(first, "rhesus", ["positive", "negative"], second(rng, size, 0.004))
    write(
        first & (gestation < 91) & happens(rng, size, 0.92),
        "folic-acid",
        ["given", "declined"],
        second(rng, size, 0.05),
    )
    for test, opens, late in TOLD:
        time = (gestation >= opens) & (gestation < late) & happens(rng, size, 0.93)
        write(time & _first_of(which, time), "screening-informed", [test])
    own = np.arange(len(these))
    for day_after, codes in ((lives.postnatal, ("lochia", "uterus", "wound", "breasts")), (lives.day42, ("uterus", "wound"))):
        for code in codes:
            value = (["normal", "abnormal"], second(rng, len(own), 0.015))
            put(
                "finding",
                known.of_mother(own, day_after),
                these.mother,
                day_after,
                {"pregnancy": own + 1, "code": code, "value": value},
            )


def infections(known: Known, put: Put, rng: np.random.Generator) -> None:
    """The three tests of the first contact, of women who agreed that such results may be kept: restricted from end to end."""
    lives = known.city.lives
    these, own = lives.pregnancies, np.arange(len(lives.pregnancies))
    agreed = (lives.families.purposes[these.mother] & (1 << 6)) > 0
    keep = known.of_mother(own, these.registered) & agreed & happens(rng, len(own), 0.97)
    for code, share in (("hiv", 0.0003), ("syphilis", 0.002), ("hbsag", 0.045)):
        found = (["negative", "positive"], second(rng, len(own), share))
        put("finding", keep, these.mother, these.registered, {"pregnancy": own + 1, "code": code, "value": found})
    row = {"pregnancy": own + 1, "code": "partner-testing-offered", "value": "yes"}
    put("finding", keep & happens(rng, len(own), 0.94), these.mother, these.registered, row)


def _before_birth(known: Known) -> tuple[NDArray, Days, NDArray[np.bool_]]:
    """Pregnancy, day, and whether it is the first, of each contact before the birth."""
    lives = known.city.lives
    own = np.flatnonzero(lives.pregnancies.registered != NEVER)
    which = np.concatenate([own, lives.antenatal_pregnancy])
    day = np.concatenate([lives.pregnancies.registered[own], lives.antenatal_day])
    return which, day, np.arange(len(which)) < len(own)


def _urine(rng: np.random.Generator, size: int, below: tuple[float, ...]) -> NDArray[np.int64]:
    return np.searchsorted(below, rng.random(size)).astype(np.int64)


def _first_of(which: NDArray, good: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The first good contact of each pregnancy, in the order given."""
    rows = np.flatnonzero(good)
    found = np.zeros(len(which), dtype=bool)
    found[rows[np.unique(which[rows], return_index=True)[1]]] = True
    return found
