"""Messages to a mother or guardian about a child's checks and doses. The days are design defaults.

Two steps of the immunisation plan ask the clinic a question (the change of schedule); they are no appointment and have no message; nor has the
vaccination certificate.
"""

from wanhu.engine.messages import Around, Template
from wanhu.rules.messages.phrases import CHILD
from wanhu.rules.protocols.immunisation.dtap_transition import TABLE

_CHECKS = ("newborn/home-visit", "child-health/*")
_DOSES = (
    *("immunisation/HepB-1", "immunisation/HepB-2", "immunisation/HepB-3", "immunisation/BCG-1"),
    *("immunisation/IPV-1", "immunisation/IPV-2", "immunisation/IPV-4", "immunisation/bOPV-1", "immunisation/bOPV-2"),
    *("immunisation/Polio-1", "immunisation/Polio-2", "immunisation/Polio-3", "immunisation/Polio-4"),
    *("immunisation/DTaP-1", "immunisation/DTaP-2", "immunisation/DTaP-3", "immunisation/DTaP-4", "immunisation/DTaP-5"),
    *("immunisation/DT-6y", "immunisation/DT-catch-up-1", "immunisation/DT-catch-up-2", "immunisation/DT-catch-up-3"),
    *("immunisation/MMR-1", "immunisation/MMR-2", "immunisation/MMR-mumps-rubella"),
    *("immunisation/JE-L-1", "immunisation/JE-L-2"),
    *("immunisation/JE-I-1", "immunisation/JE-I-2", "immunisation/JE-I-3", "immunisation/JE-I-4"),
    *("immunisation/MPSV-A-1", "immunisation/MPSV-A-2", "immunisation/MPSV-AC-1", "immunisation/MPSV-AC-2"),
    *("immunisation/HepA-L-1", "immunisation/HepA-I-1", "immunisation/HepA-I-2", "immunisation/HPV-1", "immunisation/HPV-2"),
    *TABLE.doses("immunisation"),  # those of the change of schedule for which the institution filled in its table
)

CHILD_MESSAGES = (
    Template("check-opens", CHILD, ("child-health/*",), Around.OPENS, days_before=3, days_after=14),
    Template("check-soon", CHILD, _CHECKS, Around.DUE, days_before=7, days_after=0),
    Template("check-late", CHILD, ("child-health/*",), Around.DUE, days_before=-3, days_after=21),
    Template("dose-opens", CHILD, _DOSES, Around.OPENS, days_before=3, days_after=14),
    Template("dose-soon", CHILD, _DOSES, Around.DUE, days_before=7, days_after=0),
    Template("dose-late", CHILD, _DOSES, Around.DUE, days_before=-3, days_after=21),
)
