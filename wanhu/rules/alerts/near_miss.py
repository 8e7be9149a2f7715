"""She nearly died: the signs of a maternal near miss (WHO), in pregnancy, at the birth or within 42 days after it. Restricted.

Findings: near-miss (some, none) and one for each organ system; measurements: creatinine (µmol/L), platelets (10⁹/L), bilirubin-total
(µmol/L), which are ordinary results. What follows is a review of the care that she had, to make it better; nobody is blamed.
"""

from datetime import date

from wanhu.engine.facts import births, found, last_day, latest, latest_day, newest_finding, today
from wanhu.engine.protocol import Alert, Confidence, Subject
from wanhu.engine.spans import days
from wanhu.engine.text import Text
from wanhu.rules.alerts.expecting import IN_CARE, RESULT
from wanhu.rules.sources import WHO_NEAR_MISS

_until = births.born_on + days(42)
_found_on = last_day(found("near-miss", "some"))

near_miss = Alert(
    "near-miss", Text("符合危重孕产妇（接近死亡）标准", "Meets the criteria of a maternal near miss"),
    Text(
        "先确认她已得到救治和陪伴；之后请产科质量小组评审，只为改进服务，不追究个人。",
        "First make sure that she is treated and not alone; then the obstetric quality group reviews the care, to improve it and blame nobody.",
    ),
    source=WHO_NEAR_MISS, confidence=Confidence.CONFIRMED, next_review=date(2027, 9, 1), subject=Subject.PREGNANCY, level="urgent", restricted=True,
    condition=IN_CARE & (
        (newest_finding("near-miss").equals("some") & (_found_on + RESULT >= today) & (_found_on <= _until).or_else(True))
        | ((latest("creatinine") >= 300) & (latest_day("creatinine") + RESULT >= today) & (latest_day("creatinine") <= _until).or_else(True))
        | ((latest("platelets") < 50) & (latest_day("platelets") + RESULT >= today) & (latest_day("platelets") <= _until).or_else(True))
        | (
            (latest("bilirubin-total") > 100) & (latest_day("bilirubin-total") + RESULT >= today)
            & (latest_day("bilirubin-total") <= _until).or_else(True)
        )
    ),
    shows=(
        newest_finding("near-miss-circulation"), newest_finding("near-miss-breathing"), newest_finding("near-miss-kidneys"),
        newest_finding("near-miss-clotting"), newest_finding("near-miss-liver"), newest_finding("near-miss-brain"), newest_finding("near-miss-womb"),
        latest("creatinine"), latest("platelets"), latest("bilirubin-total"),
    ),
)  # fmt: skip

NEAR_MISS_ALERTS = (near_miss,)
