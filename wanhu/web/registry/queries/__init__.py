"""What may be read of people and places: the actor first; scope is applied in ``scope`` and nowhere else."""

from wanhu.web.registry.queries.people import (
    FOUND, area_names, consents, listed, names, person, readers, search, villages, workers,
)  # fmt: skip
from wanhu.web.registry.queries.scope import people_in_scope, people_within, places, within

__all__ = [
    "FOUND", "area_names", "consents", "listed", "names", "people_in_scope", "people_within", "person", "places", "readers", "search", "villages",
    "within", "workers",
]  # fmt: skip
