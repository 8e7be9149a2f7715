"""Reminders to families: which steps are written about, when, in which words. Declarations only; see ``wanhu.engine.messages``."""

from pathlib import Path

from wanhu.engine.messages import sending
from wanhu.rules.messages.children import CHILD_MESSAGES
from wanhu.rules.messages.phrases import PHRASES
from wanhu.rules.messages.pregnancy import PREGNANCY_MESSAGES

MESSAGES = (*PREGNANCY_MESSAGES, *CHILD_MESSAGES)
SENDING = sending(Path(__file__).parents[1] / "parameters" / "reminders.yaml")

__all__ = ["MESSAGES", "PHRASES", "SENDING"]
