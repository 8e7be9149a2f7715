"""Why the lists say what they say about one subject: every step in its one state, every alert, with the facts and conditions behind them.

``why`` runs the very engine that makes the lists, on the facts of one subject alone, and keeps what it would otherwise forget: the value of
every part of every condition, which fact served which step, and which did not and by how many days.
"""

from wanhu.engine.why.given import Counted, Obstacle, Trouble
from wanhu.engine.why.plan import Explained, NotPlanned, Taken, Wait, Warned, Why, Worked
from wanhu.engine.why.subject import NotASubject, why
from wanhu.engine.why.terms import Seen, Term

__all__ = [
    "Counted", "Explained", "NotASubject", "NotPlanned", "Obstacle", "Seen", "Taken", "Term", "Trouble", "Wait", "Warned", "Why", "Worked",
    "why",
]  # fmt: skip
