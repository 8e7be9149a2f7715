"""WHO's routine recommendations as a second rulebook: the same vocabulary, another organisation's choices, nothing of ``wanhu.rules``.

Where WHO leaves a choice to a country (measles common or rare, three or four hepatitis B doses, one or two HPV doses), each choice is a
protocol of its own.
"""

from tests.rulebooks.who.birth import bcg, hepatitis_b_four, hepatitis_b_three
from tests.rulebooks.who.infancy import infancy
from tests.rulebooks.who.measles import measles_common, measles_rare
from tests.rulebooks.who.some_places import hpv_one, hpv_two, some_places
from wanhu.engine.protocol import Rulebook

WHO = Rulebook(
    (bcg, hepatitis_b_four, hepatitis_b_three, infancy, measles_common, measles_rare, some_places, hpv_one, hpv_two),
    version="who-from-memory",
)

__all__ = [
    "WHO", "bcg", "hepatitis_b_four", "hepatitis_b_three", "hpv_one", "hpv_two", "infancy", "measles_common", "measles_rare", "some_places",
]  # fmt: skip
