"""Results of prenatal screening that ask for counselling. Restricted: they concern the child to be born, and only her doctors see them.

Measurements: t21-one-in and t18-one-in (the N of a risk of one in N), afp-mom (multiples of the median), mcv (fL), mch (pg).
Finding: prenatal-screening (low-risk, high-risk) where the laboratory gives only that. A high risk is no diagnosis. AFP has limits
of 2.0 to 2.5 in use; 2.5 stands here. Thalassaemia is looked for only where the institution chose it, or by a decision
``thalassaemia-screening`` with outcome ``offered``: it is a programme of ten southern provinces. From experts' memory.
"""

from datetime import date

from wanhu.engine.facts import found, last_day, latest, latest_day, newest_finding, today
from wanhu.engine.protocol import Alert, Confidence, Subject
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import EXPECTING, RESULT
from wanhu.rules.institution import THALASSAEMIA_SCREENING
from wanhu.rules.sources import PRENATAL_SCREENING

REVIEW = date(2027, 9, 1)

high_risk = Alert(
    "prenatal-screening-high-risk", Text("产前筛查高风险", "Prenatal screening: high risk"),
    Text(
        "由医生当面说明：筛查不是诊断；愿意时一周内转产前诊断机构咨询，由她自己决定。",
        "A doctor explains in person: this is no diagnosis; if she wishes, counselling in a diagnostic centre within a week. She decides.",
    ),
    source=PRENATAL_SCREENING, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="urgent", restricted=True,
    condition=EXPECTING & (
        ((latest("t21-one-in") <= 270) & (latest_day("t21-one-in") + RESULT >= today))
        | ((latest("t18-one-in") <= 350) & (latest_day("t18-one-in") + RESULT >= today))
        | ((latest("afp-mom") >= 2.5) & (latest_day("afp-mom") + RESULT >= today))
        | (newest_finding("prenatal-screening").equals("high-risk") & (last_day(found("prenatal-screening")) + RESULT >= today))
    ),
    shows=(latest("t21-one-in"), latest("t18-one-in"), latest("afp-mom"), newest_finding("prenatal-screening")),
)  # fmt: skip

small_red_cells = Alert(
    "thalassaemia-possible", Text("红细胞体积或血红蛋白量偏低（MCV<82或MCH<27）", "Small or pale red cells (MCV below 82 or MCH below 27)"),
    Text("建议双方做血红蛋白电泳；由医生解释结果。", "Haemoglobin electrophoresis offered to both; a doctor explains the result."),
    source=PRENATAL_SCREENING, confidence=Confidence.EXPERT, next_review=REVIEW, subject=Subject.PREGNANCY, level="notice", restricted=True,
    condition=EXPECTING & THALASSAEMIA_SCREENING.equals("offered") & (
        ((latest("mcv") < 82) & (latest_day("mcv") + RESULT >= today)) | ((latest("mch") < 27) & (latest_day("mch") + RESULT >= today))
    ),
    shows=(latest("mcv"), latest("mch")),
)  # fmt: skip

PRENATAL_RESULT_ALERTS = (high_risk, small_red_cells)
