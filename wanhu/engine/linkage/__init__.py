"""Who is who: mentions of people in departments' rows, made into people.

The mention table: mention int64 · delivery int64 · feed text · row int32 · part int16 · role 'mother' or 'child' · name · birth_date
date · sex int8 (GB/T 2261.1) · id_number (18 characters, or damaged text as written) · phone · township (9 digits) · village (12) ·
mother_name · mother_id_number · mother_birth_date · birth_order int8 · certificate_number · source_key (the feed's own number).
All but the first six may be empty. A delivery is linked whole, and later mentions have higher numbers than earlier ones.

>>> held = prepare(mentions, shipped().surnames)   # doctest: +SKIP
>>> found = pairs(held)                            # doctest: +SKIP
>>> resolve(held, found).person_of                 # doctest: +SKIP
"""

from wanhu.engine.linkage.model import Model, shipped
from wanhu.engine.linkage.pairs import Pairs, keep, pairs
from wanhu.engine.linkage.prepare import Prepared, prepare
from wanhu.engine.linkage.resolve import Resolution, resolve

__all__ = ["Model", "Pairs", "Prepared", "Resolution", "keep", "pairs", "prepare", "resolve", "shipped"]
