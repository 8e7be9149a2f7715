"""Who people are, what they agreed to, where they live, and when they died."""

import numpy as np

from wanhu.synthetic.chance import happens
from wanhu.synthetic.days import NEVER
from wanhu.synthetic.known import Known, Put
from wanhu.synthetic.lives import HOW, PURPOSES
from wanhu.synthetic.people import ROLES, benefit_households
from wanhu.synthetic.pregnancies import LOST, STILL


def persons(known: Known, put: Put) -> None:
    """Mothers who agreed, their children, and the adults of households on a reward, with what that reward asks for."""
    city, people, lives = known.city, known.city.people, known.city.lives
    chosen, issued = benefit_households(city.stream("benefits"), people, city.rates)
    everyone = np.arange(len(people))
    rows = np.zeros(len(people), dtype=bool)
    rows[: known.mothers] = known.agreed
    rows[lives.child_row[known.children]] = True
    paid = (
        np.isin(people.role, [ROLES.index(role) for role in ("adult", "partner", "mother", "father")]) & chosen[people.household]
    )
    first = np.maximum(people.born, lives.births.window)
    first[: known.mothers] = np.where(known.agreed, lives.families.consented, first[: known.mothers])
    put("person", rows | paid, everyone, first.astype(np.int32), {
        "born_on": people.born, "sex": np.where(people.male, 1, 2), "area": (city.places.codes.tolist(), people.village),
    })  # fmt: skip
    issued = issued[people.household]
    told = np.full(len(people), lives.births.window, dtype=np.int32)
    put("status", paid, everyone, issued, {"kind": "one-child-certificate", "value": "yes"}, told=told)
    rural = (people.village * 7 + people.household) % 10 < 7
    put("status", paid, everyone, issued, {
        "kind": "household-registration", "value": (["non-agricultural", "agricultural"], rural.astype(np.int64)),
    }, told=told)  # fmt: skip


def consents(known: Known, put: Put) -> None:
    """One fact for each purpose agreed to, and one for each withdrawn. A child's are its guardian's."""
    lives = known.city.lives
    families, mother = lives.families, np.arange(known.mothers)
    gone = families.withdrawn != NEVER
    for at, purpose in enumerate(PURPOSES):
        has = (families.purposes & (1 << at)) > 0
        row = {"purpose": purpose, "given": True, "how": (HOW, families.how.astype(np.int64))}
        put("consent", known.agreed & has, mother, families.consented, row, lag=1.0)
        put("consent", known.agreed & has & gone, mother, families.withdrawn, {"purpose": purpose, "given": False}, lag=0.5)
        if purpose in ("record", "reminders", "home-visit", "immunisation"):
            day = np.maximum(families.consented[known.owner], lives.births.baby_born)
            mine = known.children & has[known.owner]
            put("consent", mine, lives.child_row, day, {"purpose": purpose, "given": True, "how": "guardian"}, lag=1.0)
            row = {"purpose": purpose, "given": False, "how": "guardian"}
            put("consent", mine & gone[known.owner], lives.child_row, families.withdrawn[known.owner], row, lag=0.5)


def deaths(known: Known, put: Put) -> None:
    """Pregnancies that ended without a live birth, children and women who died."""
    lives = known.city.lives
    pregnancies, families = lives.pregnancies, lives.families
    own = np.arange(len(pregnancies))
    over = (
        np.isin(pregnancies.outcome, (LOST, STILL)) & (pregnancies.registered != NEVER) & known.of_mother(own, pregnancies.ended)
    )
    put("death", over, pregnancies.mother, pregnancies.ended, {"pregnancy": own + 1, "kind": "loss"})
    put("death", known.children & (lives.child_died != NEVER), lives.child_row, lives.child_died, {"kind": "person"}, lag=2.0)
    put("death", known.agreed & (families.died != NEVER), np.arange(known.mothers), families.died, {"kind": "person"}, lag=2.0)


def homes(known: Known, put: Put) -> None:
    """Mothers and children move together; a child's first home is its mother's on the day of birth."""
    city, lives, people = known.city, known.city.lives, known.city.people
    families, codes = lives.families, city.places.codes.tolist()
    person = np.concatenate([np.arange(known.mothers), lives.child_row])
    mother = np.concatenate([np.arange(known.mothers), known.owner])
    start = np.concatenate([families.consented, lives.births.baby_born])
    mine = np.concatenate([known.agreed, known.children])
    moved, left = families.moved[mother], families.left[mother]
    home = np.where((moved != NEVER) & (moved <= start), families.village_after[mother], people.village[mother])
    put("residence", mine, person, start, {"area": (codes, home)})
    later = mine & (moved != NEVER) & (moved > start) & (moved < known.stop[mother])
    put("residence", later, person, moved, {"area": (codes, families.village_after[mother])})
    away = mine & (left != NEVER) & (left > start) & (left < known.stop[mother])
    put("residence", away, person, left, {})


def ties(known: Known, put: Put) -> None:
    """Mother and child."""
    rows, born = known.city.lives.child_row, known.city.lives.births.baby_born
    put("relation", known.children, rows, born, {"other": known.owner + 1, "kind": "child-of"})
    put("relation", known.children, known.owner, born, {"other": rows + 1, "kind": "guardian-of"})


def plans(known: Known, put: Put, rng: np.random.Generator) -> None:
    """A few women who are known already ask for the check before a further pregnancy; some of them are still waiting for it."""
    city, families, pregnancies = known.city, known.city.lives.families, known.city.lives.pregnancies
    day = pregnancies.lmp - rng.integers(20, 300, len(pregnancies))
    asks = happens(rng, len(pregnancies), city.rates.planned) & known.pregnancies
    quiet = np.isin(np.arange(known.mothers), pregnancies.mother[pregnancies.ended == NEVER], invert=True)
    waiting = np.flatnonzero(known.agreed & quiet & happens(rng, known.mothers, city.rates.planned / 10))
    who = np.concatenate([pregnancies.mother[asks], waiting])
    when = np.concatenate([day[asks], city.on - rng.integers(0, 300, len(waiting))]).astype(np.int32)
    good = (when > families.consented[who] + 200) & (when <= known.last[who])
    put("status", good, who, when, {"kind": "planning-pregnancy", "value": "asked"}, lag=1.0)
    checked = (when + rng.integers(0, 70, len(who))).astype(np.int32)
    seen = good & happens(rng, len(who), 0.7) & (checked <= known.last[who])
    put("contact", seen, who, checked, {"kind": "pre-pregnancy-check", "mode": "clinic"})
    put("finding", seen & happens(rng, len(who), 0.9), who, checked, {"code": "folic-acid", "value": "given"})
