"""What changes the exchange: a file is received, people are linked, a question is answered."""

from wanhu.web.exchange.actions.linking import Linked, link
from wanhu.web.exchange.actions.receiving import receive
from wanhu.web.exchange.actions.reviewing import decide, part, undo

__all__ = ["Linked", "decide", "link", "part", "receive", "undo"]
