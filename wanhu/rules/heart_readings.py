"""The heart screen of a newborn by murmur and pulse oximetry: when its readings are positive. From experts' memory, to be confirmed.

The right hand and either foot are read twice, 2 to 4 hours apart: positive below 90 % anywhere, at 90 to 94 % at both sites on both readings, by
more than 3 % between the sites on both readings, or with a murmur of grade 2 or more. A reading that is missing makes no part of it true.
Numbers in, no verdict kept: whoever screens still records the result (``chd-screen``).
"""

from wanhu.engine.facts import found, last_day, later_of, latest, measured, newest_finding

HAND_1, FOOT_1 = latest("oxygen-hand-1"), latest("oxygen-foot-1")
HAND_2, FOOT_2 = latest("oxygen-hand-2"), latest("oxygen-foot-2")

LOW_ANYWHERE = (HAND_1 < 90) | (FOOT_1 < 90) | (HAND_2 < 90) | (FOOT_2 < 90)
LOWISH_TWICE = (HAND_1 < 95) & (FOOT_1 < 95) & (HAND_2 < 95) & (FOOT_2 < 95)
APART_FIRST = (HAND_1 - FOOT_1 > 3) | (FOOT_1 - HAND_1 > 3)
APART_SECOND = (HAND_2 - FOOT_2 > 3) | (FOOT_2 - HAND_2 > 3)
MURMUR = newest_finding("murmur-grade").equals("2")

READINGS_POSITIVE = LOW_ANYWHERE | LOWISH_TWICE | (APART_FIRST & APART_SECOND) | MURMUR
READ_ON = later_of(
    last_day(measured("oxygen-hand-1", "oxygen-foot-1", "oxygen-hand-2", "oxygen-foot-2")), last_day(found("murmur-grade", "2"))
)
