"""The text of one reminder: the words of the templates, with who is greeted, by when, and whom to ring. Nothing else ever enters it."""

import re
from collections.abc import Sequence
from datetime import date

from wanhu.engine.linkage.model import shipped
from wanhu.engine.messages import Wanted, words
from wanhu.engine.text import Text
from wanhu.rules.messages import PHRASES
from wanhu.web.base import sealing
from wanhu.web.registry.models import Person
from wanhu.web.worklist.queries.reminders import Contact

NEAR = 14  # days: a later day is not named, for the service is open already
MOBILE = re.compile(r"1[3-9]\d{9}")  # a landline takes no messages
_HAN = re.compile(r"[㐀-鿿·]+")


def text(addressee: Person, rows: Sequence[Wanted], contact: Contact, on: date) -> str:
    """One message to one person about one or several steps, in Chinese: whoever cannot read it is rung."""
    first = min(one.row.due for one in rows)
    when = PHRASES.before.format(month=first.month, day=first.day) if 0 < (first - on).days <= NEAR else PHRASES.soon
    parts = {"greeting": greeting(addressee), "when": when, "contact": _contact(contact)}
    return words(rows, PHRASES).zh.format(**{name: part.zh for name, part in parts.items()})


def greeting(addressee: Person) -> Text:
    """王女士您好; without a name when it is not known how to say it."""
    known = dict(PHRASES.greetings).get(addressee.sex)
    if known is None or not _HAN.fullmatch(addressee.name):
        return PHRASES.stranger
    return known.format(surname=shipped().surnames.split(addressee.name)[0])


def number(addressee: Person) -> str:
    """Her mobile number; empty when there is none that takes messages."""
    held = sealing.unseal_text(bytes(addressee.phone_sealed)) if addressee.phone_sealed else ""
    return held if MOBILE.fullmatch(held) else ""


def _contact(contact: Contact) -> Text:
    if contact.worker:
        return PHRASES.worker.format(place=contact.place, worker=contact.worker, phone=contact.phone)
    return PHRASES.clinic.format(place=contact.place) if contact.village else PHRASES.nobody
