"""How each step is done: one card for every kind of thing that a step records. A new kind of step needs its card here."""

from wanhu.engine.guidance import Guidance
from wanhu.rules.guidance.birth import BIRTH_CARDS
from wanhu.rules.guidance.children import CHILD_CARDS
from wanhu.rules.guidance.infection import INFECTION_CARDS
from wanhu.rules.guidance.pregnancy import PREGNANCY_CARDS
from wanhu.rules.guidance.screening import SCREENING_CARDS
from wanhu.rules.guidance.vaccines import VACCINE_CARDS

GUIDANCE = Guidance((*PREGNANCY_CARDS, *BIRTH_CARDS, *CHILD_CARDS, *SCREENING_CARDS, *VACCINE_CARDS, *INFECTION_CARDS))
