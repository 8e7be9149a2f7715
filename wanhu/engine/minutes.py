"""How long the work of a list takes, in minutes: a contact by its form, something for each dose and test, and one walk to each house."""

from collections.abc import Iterable
from dataclasses import dataclass

from wanhu.engine.forms import Forms
from wanhu.engine.protocol import Confidence


@dataclass(frozen=True)
class Minutes:
    """Minutes by kind of work. ``forms`` say how long each kind of contact takes; ``contact`` is for a kind without a form.

    ``doses``: of giving any dose outside a contact (to look, to ask, to wait with her), and ``dose`` for each one. ``other``: a test or a finding.
    """

    forms: Forms
    on_the_way: int
    contact: int
    doses: int
    dose: int
    other: int
    confidence: Confidence = Confidence.DEFAULT

    def of_contact(self, kind: str) -> int:
        """Of one contact of this kind."""
        return next((form.minutes for form in self.forms.forms if kind in form.contacts), self.contact)


def visit_minutes(work: Iterable[tuple[str, str]], minutes: Minutes) -> int:
    """Of all that is due for one person at one visit: pairs of what is recorded (contact, dose, measurement, finding, …) and its code.

    The same contact counts once, however many steps it does; every dose counts.
    """
    done = list(work)
    contacts = {code for what, code in done if what == "contact"}
    doses = sum(what == "dose" for what, _code in done)
    others = sum(what not in ("contact", "dose") for what, _code in done)
    alone = minutes.doses if doses and not contacts else 0
    return sum(map(minutes.of_contact, contacts)) + alone + doses * minutes.dose + others * minutes.other
