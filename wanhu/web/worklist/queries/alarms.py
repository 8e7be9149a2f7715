"""What must be looked at now, person by person: everything found about her stands together, and under it whom to ring and where to take her."""

from collections.abc import Iterable
from dataclasses import dataclass

from wanhu.engine.forms import ReferralPlace
from wanhu.web.registry.models import Person
from wanhu.web.worklist.queries.tasks import AlertNow
from wanhu.web.worklist.queries.together import referral_place


@dataclass(frozen=True)
class Alarm:
    """One person in danger, with everything that was found, the worst first."""

    signs: tuple[AlertNow, ...]

    @property
    def person(self) -> Person:
        """Whom it is about."""
        return self.signs[0].person

    @property
    def used(self) -> list[str]:
        """The facts behind it, each alert's own, as the engine gives them."""
        return list(dict.fromkeys(sign.because for sign in self.signs))

    @property
    def unsure(self) -> bool:
        """Whether a rule among them was confirmed by nobody yet."""
        return any(sign.unsure for sign in self.signs)


@dataclass(frozen=True)
class Alarms:
    """People in danger who are referred to the same place; the place is said once."""

    people: tuple[Alarm, ...]
    place: ReferralPlace | None


def alarms(alerts: Iterable[AlertNow]) -> list[Alarms]:
    """Alerts by person, and people by the place to which they are referred; in the order given, so that the worst comes first."""
    signs: dict[int, list[AlertNow]] = {}
    for one in alerts:
        signs.setdefault(one.person.pk, []).append(one)
    places: dict[ReferralPlace | None, list[Alarm]] = {}
    for mine in signs.values():
        places.setdefault(referral_place(mine[0].person), []).append(Alarm(tuple(mine)))
    return [Alarms(tuple(people), place) for place, people in places.items()]
