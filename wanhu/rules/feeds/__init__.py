"""The kinds of files that departments send. A new one is a declaration here and a test."""

from wanhu.rules.feeds.birth_certificate import birth_certificate
from wanhu.rules.feeds.child_check import child_check
from wanhu.rules.feeds.delivery_register import delivery_register
from wanhu.rules.feeds.immunisation import immunisation
from wanhu.rules.feeds.maternity_handbook import maternity_handbook

FEEDS = {
    "maternity-handbook": maternity_handbook,
    "delivery-register": delivery_register,
    "birth-certificate": birth_certificate,
    "immunisation": immunisation,
    "child-check": child_check,
}
"""Every feed by its code, in the order in which a life meets them."""

__all__ = ["FEEDS", "birth_certificate", "child_check", "delivery_register", "immunisation", "maternity_handbook"]
