"""The kinds of files that departments send. A new one is a declaration here and a test."""

from wanhu.rules.feeds.birth_certificate import birth_certificate
from wanhu.rules.feeds.child_check import child_check
from wanhu.rules.feeds.delivery_register import delivery_register
from wanhu.rules.feeds.immunisation import immunisation
from wanhu.rules.feeds.maternity_handbook import maternity_handbook

FEEDS = (maternity_handbook, delivery_register, birth_certificate, immunisation, child_check)

__all__ = ["FEEDS", "birth_certificate", "child_check", "delivery_register", "immunisation", "maternity_handbook"]
