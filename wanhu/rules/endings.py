"""What ends a plan. A death, a loss, a move away or withdrawn consent silences every reminder at once (invariants 4 and 10)."""

from wanhu.engine.facts import births, deaths, residence, withdrawn
from wanhu.engine.protocol import End

LOSS = End("pregnancy-ended", deaths.in_pregnancy)
DIED = End("died", deaths.of_person)
MOVED = End("moved", residence.left_on)
DECLINED = End("declined", withdrawn("record"))
DECLINED_REMINDERS = End("declined", withdrawn("reminders"))
DECLINED_IMMUNISATION = End("declined", withdrawn("immunisation"))
DELIVERED = End("delivered", births.born_on)

ALWAYS = (LOSS, DIED, MOVED, DECLINED)
DECLINED_RESTRICTED = End("declined", withdrawn("restricted"))
