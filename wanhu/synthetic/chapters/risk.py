"""The risk of a pregnancy: screening, the colour that a clinician decided, the case file and report that it sets going, and referrals."""

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic.chance import happens, second
from wanhu.synthetic.days import NEVER, Days
from wanhu.synthetic.known import Known, Put
from wanhu.synthetic.risks import COLOURS

LOOKED = {"code": "risk-screening", "value": "negative"}
OUTCOMES = ["seen", "admitted", "not-needed", "not-reached", "declined"]


def colours(known: Known, put: Put, rng: np.random.Generator) -> None:
    """Screening at registration, the decision about the colour, and what orange and red ask for."""
    these, risks, on = known.city.lives.pregnancies, known.city.risks, known.city.on
    own, size = np.arange(len(these)), len(these)
    screened = known.of_mother(own, these.registered) & happens(rng, size, 0.97)
    put("finding", screened, these.mother, these.registered, {
        "pregnancy": own + 1, "code": "risk-screening", "value": (["negative", "positive"], (risks.first > 0).astype(np.int64)),
    })  # fmt: skip
    for colour, day in ((risks.first, risks.graded), (risks.later, risks.regraded)):
        row = {"pregnancy": own + 1, "about": "risk-colour", "outcome": (COLOURS, colour)}
        put("decision", screened & known.of_mother(own, day), these.mother, day, row, lag=2.0)
        for code, value, share in (("case-file", "opened", 0.9), ("risk-report", "sent", 0.88)):
            done = (day + rng.integers(0, 4, size)).astype(np.int32)
            row = {"pregnancy": own + 1, "code": code, "value": value}
            keep = screened & (colour > 1) & (day != NEVER) & (done <= on) & happens(rng, size, share)
            put("finding", keep & known.of_mother(own, done), these.mother, done, row, lag=1.0)


def follow_ups(known: Known, put: Put, rng: np.random.Generator) -> None:
    """Calls and visits of the village doctor between the checks of women graded yellow and above, every four weeks or so; after the birth
    every two weeks, with a last look at the risk."""
    these, risks, on = known.city.lives.pregnancies, known.city.risks, known.city.on
    raised = np.flatnonzero((risks.graded != NEVER) & ((risks.first > 0) | (risks.regraded != NEVER)))
    last = np.where(these.ended == NEVER, on, np.minimum(these.ended - 1, on))[raised]
    for turn in range(1, 9):
        day = (risks.graded[raised] + 28 * turn + rng.integers(-4, 9, len(raised))).astype(np.int32)
        keep = (day <= last) & happens(rng, len(raised), 0.8) & known.of_mother(raised, day)
        put("contact", keep, these.mother[raised], day, {
            "pregnancy": raised + 1, "kind": "risk-follow-up", "mode": (["phone", "home"], second(rng, len(raised), 0.4)),
        }, lag=2.0)  # fmt: skip
    home = these.gone_home(on)[raised]
    for after in (14, 28, 42):
        day = these.ended[raised].astype(np.int64) + after + rng.integers(-2, 3, len(raised))
        day = np.where((home == NEVER) | (day > known.last[these.mother[raised]]), NEVER, day).astype(np.int32)
        keep = (day >= home) & happens(rng, len(raised), 0.85) & known.of_mother(raised, day)
        table, said = ("contact", {"kind": "postnatal-contact", "mode": "phone"}) if after < 42 else ("finding", LOOKED)
        put(table, keep, these.mother[raised], day, {"pregnancy": raised + 1, **said}, lag=2.0)


def referrals(known: Known, put: Put, rng: np.random.Generator) -> None:
    """A woman graded orange or red, and one in forty others, is referred; mostly somebody asks within two weeks what became of it."""
    these, risks = known.city.lives.pregnancies, known.city.risks
    own = np.arange(len(these))
    made = np.where((risks.first > 1) | happens(rng, len(own), 0.025), risks.graded, NEVER).astype(np.int32)
    keep = known.of_mother(own, made)
    refer(rng, put, keep, these.mother, made, known.last[these.mother], own + 1)


def refer(rng: np.random.Generator, put: Put, keep: NDArray[np.bool_], person: NDArray, made: Days, last: NDArray,
          pregnancy: NDArray | None = None) -> None:  # fmt: skip
    """A referral and its outcome, asked for before ``last`` has passed."""
    size = len(keep)
    own = {} if pregnancy is None else {"pregnancy": pregnancy}
    put("finding", keep, person, made, {**own, "code": "referral", "value": "made"}, lag=1.0)
    asked = np.where(
        made == NEVER, NEVER, made.astype(np.int64) + 3 + rng.exponential(8, size).astype(np.int64).clip(0, 60)
    ).astype(np.int32)
    value = (OUTCOMES, rng.choice(len(OUTCOMES), size, p=(0.74, 0.1, 0.05, 0.07, 0.04)))
    put(
        "finding",
        keep & (asked <= last) & happens(rng, size, 0.85),
        person,
        asked,
        {**own, "code": "referral-outcome", "value": value},
    )
