"""Injected live vaccines: given on the same day at different sites, or at least 28 days apart.

A dose nearer than that to an earlier one counts for nothing, so the step stays on the list and opens 28 days after the last live dose.
Oral polio vaccine and inactivated vaccines need no distance. BCG is not among them: the programme's text names measles, Japanese
encephalitis, hepatitis A and varicella vaccines. Blood products need three months before a live dose; no feed tells of them yet.
"""

from wanhu.engine.facts import doses
from wanhu.engine.spans import days

INJECTED_LIVE = doses("MMR", "MR", "MV", "Varicella", "JE-L", "HepA-L")
SPACED = (INJECTED_LIVE, days(28))
