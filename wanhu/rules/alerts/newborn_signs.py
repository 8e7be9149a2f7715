"""Signs of danger in a newborn, each as it was last looked for: found, in the last week, on a day on which the child was still a newborn.

A later "no" of the same sign takes the earlier "yes" back; after a week without a new look nobody is called because of it any more (design
default). A value measured on the last day of the newborn period still counts on the days that follow.
"""

from wanhu.engine.facts import found, last_day, latest, latest_day, newest_finding, today
from wanhu.engine.spans import days
from wanhu.rules.heart_readings import LOW_ANYWHERE, READ_ON
from wanhu.rules.terms import NEWBORN_UNTIL

LATELY = today + days(-7)

NOW_TEMPERATURE = (latest_day("temperature") >= LATELY) & (latest_day("temperature") <= NEWBORN_UNTIL)
NOW_RESPIRATION = (latest_day("respiration") >= LATELY) & (latest_day("respiration") <= NEWBORN_UNTIL)
NOW_HEART_RATE = (latest_day("heart-rate") >= LATELY) & (latest_day("heart-rate") <= NEWBORN_UNTIL)
NOW_OXYGEN = (latest_day("oxygen-saturation") >= LATELY) & (latest_day("oxygen-saturation") <= NEWBORN_UNTIL)
NOW_JAUNDICE_SITE = (last_day(found("jaundice-site")) >= LATELY) & (last_day(found("jaundice-site")) <= NEWBORN_UNTIL)

NOW_FONTANELLE = (last_day(found("fontanelle")) >= LATELY) & (last_day(found("fontanelle")) <= NEWBORN_UNTIL)
BULGING_FONTANELLE = NOW_FONTANELLE & newest_finding("fontanelle").equals("bulging")
SUNKEN_FONTANELLE = NOW_FONTANELLE & newest_finding("fontanelle").equals("sunken")

TOO_WARM_OR_COLD = NOW_TEMPERATURE & ((latest("temperature") >= 37.5) | (latest("temperature") <= 35.5))
BREATHING_RATE = NOW_RESPIRATION & ((latest("respiration") < 20) | (latest("respiration") > 60))
HEART_RATE = NOW_HEART_RATE & ((latest("heart-rate") < 100) | (latest("heart-rate") > 160))
LOW_OXYGEN = (NOW_OXYGEN & (latest("oxygen-saturation") < 90)) | (LOW_ANYWHERE & (READ_ON >= LATELY) & (READ_ON <= NEWBORN_UNTIL))
JAUNDICE_TO_THE_HANDS = NOW_JAUNDICE_SITE & newest_finding("jaundice-site").equals("palms-and-soles")

POOR_RESPONSE = (
    newest_finding("poor-response").equals("yes")
    & (last_day(found("poor-response", "yes")) >= LATELY)
    & (last_day(found("poor-response", "yes")) <= NEWBORN_UNTIL)
)
GREY_FACE = (
    newest_finding("grey-face").equals("yes")
    & (last_day(found("grey-face", "yes")) >= LATELY)
    & (last_day(found("grey-face", "yes")) <= NEWBORN_UNTIL)
)
WEAK_SUCKING = (
    newest_finding("weak-sucking").equals("yes")
    & (last_day(found("weak-sucking", "yes")) >= LATELY)
    & (last_day(found("weak-sucking", "yes")) <= NEWBORN_UNTIL)
)
LABOURED_BREATHING = (
    newest_finding("laboured-breathing").equals("yes")
    & (last_day(found("laboured-breathing", "yes")) >= LATELY)
    & (last_day(found("laboured-breathing", "yes")) <= NEWBORN_UNTIL)
)
APNOEA = (
    newest_finding("apnoea").equals("yes")
    & (last_day(found("apnoea", "yes")) >= LATELY)
    & (last_day(found("apnoea", "yes")) <= NEWBORN_UNTIL)
)
ARRHYTHMIA = (
    newest_finding("arrhythmia").equals("yes")
    & (last_day(found("arrhythmia", "yes")) >= LATELY)
    & (last_day(found("arrhythmia", "yes")) <= NEWBORN_UNTIL)
)
PALLOR = (
    newest_finding("pallor").equals("yes")
    & (last_day(found("pallor", "yes")) >= LATELY)
    & (last_day(found("pallor", "yes")) <= NEWBORN_UNTIL)
)
CYANOSIS = (
    newest_finding("cyanosis").equals("yes")
    & (last_day(found("cyanosis", "yes")) >= LATELY)
    & (last_day(found("cyanosis", "yes")) <= NEWBORN_UNTIL)
)
COLD = (
    newest_finding("cold").equals("yes")
    & (last_day(found("cold", "yes")) >= LATELY)
    & (last_day(found("cold", "yes")) <= NEWBORN_UNTIL)
)
PETECHIAE = (
    newest_finding("petechiae").equals("yes")
    & (last_day(found("petechiae", "yes")) >= LATELY)
    & (last_day(found("petechiae", "yes")) <= NEWBORN_UNTIL)
)
SCLEREMA = (
    newest_finding("sclerema").equals("yes")
    & (last_day(found("sclerema", "yes")) >= LATELY)
    & (last_day(found("sclerema", "yes")) <= NEWBORN_UNTIL)
)
MANY_PUSTULES = (
    newest_finding("pustules-5").equals("yes")
    & (last_day(found("pustules-5", "yes")) >= LATELY)
    & (last_day(found("pustules-5", "yes")) <= NEWBORN_UNTIL)
)
CONVULSION = (
    newest_finding("convulsion").equals("yes")
    & (last_day(found("convulsion", "yes")) >= LATELY)
    & (last_day(found("convulsion", "yes")) <= NEWBORN_UNTIL)
)
TENSE_FONTANELLE = (
    newest_finding("tense-fontanelle").equals("yes")
    & (last_day(found("tense-fontanelle", "yes")) >= LATELY)
    & (last_day(found("tense-fontanelle", "yes")) <= NEWBORN_UNTIL)
)
NO_LIMB_MOVEMENT = (
    newest_finding("no-limb-movement").equals("yes")
    & (last_day(found("no-limb-movement", "yes")) >= LATELY)
    & (last_day(found("no-limb-movement", "yes")) <= NEWBORN_UNTIL)
)
UNEVEN_LIMB_MOVEMENT = (
    newest_finding("limb-asymmetry").equals("yes")
    & (last_day(found("limb-asymmetry", "yes")) >= LATELY)
    & (last_day(found("limb-asymmetry", "yes")) <= NEWBORN_UNTIL)
)
ABSENT_TONE = (
    newest_finding("absent-tone").equals("yes")
    & (last_day(found("absent-tone", "yes")) >= LATELY)
    & (last_day(found("absent-tone", "yes")) <= NEWBORN_UNTIL)
)
ABSENT_REFLEXES = (
    newest_finding("absent-reflexes").equals("yes")
    & (last_day(found("absent-reflexes", "yes")) >= LATELY)
    & (last_day(found("absent-reflexes", "yes")) <= NEWBORN_UNTIL)
)
DEHYDRATION = (
    newest_finding("dehydration").equals("yes")
    & (last_day(found("dehydration", "yes")) >= LATELY)
    & (last_day(found("dehydration", "yes")) <= NEWBORN_UNTIL)
)
EYE_DISCHARGE = (
    newest_finding("eye-discharge").equals("yes")
    & (last_day(found("eye-discharge", "yes")) >= LATELY)
    & (last_day(found("eye-discharge", "yes")) <= NEWBORN_UNTIL)
)
EAR_DISCHARGE = (
    newest_finding("ear-discharge").equals("yes")
    & (last_day(found("ear-discharge", "yes")) >= LATELY)
    & (last_day(found("ear-discharge", "yes")) <= NEWBORN_UNTIL)
)
DISTENSION_WITH_VOMITING = (
    newest_finding("abdominal-distension-vomiting").equals("yes")
    & (last_day(found("abdominal-distension-vomiting", "yes")) >= LATELY)
    & (last_day(found("abdominal-distension-vomiting", "yes")) <= NEWBORN_UNTIL)
)
PURULENT_UMBILICUS = (
    newest_finding("purulent-umbilicus").equals("yes")
    & (last_day(found("purulent-umbilicus", "yes")) >= LATELY)
    & (last_day(found("purulent-umbilicus", "yes")) <= NEWBORN_UNTIL)
)
