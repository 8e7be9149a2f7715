"""The feeds that this installation knows, by code: every declaration in ``wanhu.rules.feeds``."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from wanhu.engine.intake.feed import Feed
from wanhu.rules import feeds


@cache
def declared() -> dict[str, Feed]:
    """Feeds by code, in the order of their files."""
    found = {}
    for module in iter_modules(feeds.__path__):
        for value in vars(import_module(f"{feeds.__name__}.{module.name}")).values():
            if isinstance(value, Feed):
                found[value.code] = value
    return found
