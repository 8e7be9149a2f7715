"""Doses as facts, of children whose family agreed to immunisation reminders."""

import numpy as np

from wanhu.synthetic.doses import PRODUCTS, SCHEDULE, VACCINES
from wanhu.synthetic.known import Known, Put
from wanhu.synthetic.lives import PURPOSES

VACCINE = np.array([VACCINES.index(dose.vaccine) for dose in SCHEDULE])


def doses(known: Known, put: Put) -> None:
    """One fact for each antigen."""
    lives = known.city.lives
    given, owner = lives.doses, known.owner[lives.doses.child]
    agreed = (lives.families.purposes & (1 << PURPOSES.index("immunisation"))) > 0
    put("dose", known.of_child(given.child, given.day) & agreed[owner], lives.child_row[given.child], given.day, {
        "vaccine": (VACCINES, VACCINE[given.planned]), "product": (PRODUCTS, given.product),
    }, lag=3.0)  # fmt: skip
