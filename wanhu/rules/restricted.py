"""The restricted class: which facts may be seen and written only by those with that permission (invariant 9).

Results of infectious diseases and what is done because of them, scores of mood, results of prenatal screening, signs of a near miss. The
code decides, wherever a fact came from: ordinary pages, lists, phones, messages and counts leave these codes out. A test holds every
question of a restricted form, and every fact that only restricted rules read, to this page.
"""

_INFECTION = (
    "hiv", "syphilis", "hbsag", "hbeag", "infection", "partner-testing-offered", "art", "benzathine-penicillin", "tdf",
    "risk-factor-restricted",
)  # fmt: skip
_EXPOSED = (
    "exposed-hiv", "exposed-hiv-high-risk", "exposed-syphilis", "exposed-hbv", "infant-arv", "feeding-counselled", "hiv-early-test",
    "hiv-antibody", "syphilis-titre", "hbig", "hbv-serology",
)  # fmt: skip
_MOOD = ("whooley-mood", "whooley-interest")
_PRENATAL = ("prenatal-screening",)
NEAR_MISS_SIGNS = (
    "near-miss-circulation", "near-miss-breathing", "near-miss-kidneys", "near-miss-clotting", "near-miss-liver", "near-miss-brain",
    "near-miss-womb",
)  # fmt: skip

FINDINGS = frozenset((*_INFECTION, *_EXPOSED, *_MOOD, *_PRENATAL, "near-miss", *NEAR_MISS_SIGNS))
MEASUREMENTS = frozenset(
    (
        "hbv-dna", "titre-one-in", "epds-total", "epds-item-10", "phq-9-total", "phq-9-item-9", "gad-7-total", "who-5-total",
        "t21-one-in", "t18-one-in", "afp-mom", "mcv", "mch",
    )
)  # fmt: skip
CODES = FINDINGS | MEASUREMENTS

# What was found of a mother, and what her child is then exposed to. A clinician confirms it for each child; nothing is written by itself.
EXPOSES = {"hiv": "exposed-hiv", "syphilis": "exposed-syphilis", "hbsag": "exposed-hbv"}
