"""What may be read of people and places: the actor first; scope is applied in ``scope`` and nowhere else."""

from wanhu.web.registry.queries.answering import (
    Held,
    Unanswered,
    answered_twice,
    answers_for_anything,
    given_alone,
    held,
    holder_names,
    holders,
    homes_of,
    households,
    may_give,
    people_named,
    responsible_on,
    unanswered,
    unanswered_places,
    without_village,
    worker_in_scope,
    worker_of,
)
from wanhu.web.registry.queries.people import (
    FOUND,
    area_names,
    consents,
    listed,
    names,
    person,
    readers,
    search,
    villages,
    workers,
)
from wanhu.web.registry.queries.scope import in_force, people_in_scope, people_within, places, within

__all__ = [
    "FOUND", "Held", "Unanswered", "answered_twice", "answers_for_anything",
    "area_names", "consents", "given_alone", "held", "holder_names", "holders", "homes_of", "households",
    "in_force", "listed", "may_give", "names", "people_in_scope", "people_named", "people_within", "person", "places", "readers",
    "responsible_on", "search", "unanswered", "unanswered_places", "villages", "within", "without_village", "worker_in_scope", "worker_of", "workers",
]  # fmt: skip
