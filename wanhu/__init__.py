"""Wanhu 万户: a city's platform for maternal and child health and family services.

Three layers, one direction: ``web → rules → engine``; ``synthetic`` makes a city to try them on.
"""

__version__ = "0.1.0"
