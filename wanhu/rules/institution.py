"""What this institution chose where the norm leaves a choice, from ``parameters/institution.yaml``; a decision about one woman goes before it."""

from pathlib import Path

from wanhu.engine.facts import decided
from wanhu.engine.institution import institution

INSTITUTION = institution(Path(__file__).parent / "parameters" / "institution.yaml")

ANTENATAL_LAYER = decided("antenatal-layer").or_else(INSTITUTION.antenatal_layer)
FUNDAL_HEIGHT_RULE = decided("fundal-height-rule").or_else(INSTITUTION.fundal_height_rule)
GBS_SCREENING = decided("gbs-screening").or_else(INSTITUTION.gbs_screening)
THALASSAEMIA_SCREENING = decided("thalassaemia-screening").or_else(INSTITUTION.thalassaemia_screening)
AGE_COUNTED = decided("age-counted").or_else(INSTITUTION.age_counted)
CREATININE_LIMIT = INSTITUTION.creatinine_limit
