"""Telling her in time which prenatal tests there are. She chooses; nothing here asks whether she had one, and nobody is reminded to
have it.

A step is done by a finding ``screening-informed`` with the name of the test (nt, nipt, serum, ultrasound, ogtt, gbs, thalassaemia); one
talk may inform about several, and informing early counts. Each closes with the test's own window, and a woman registered after that window
has no such step. GBS and thalassaemia (a programme of ten southern provinces) only where the institution chose them
(``parameters/institution.yaml``, or a decision ``gbs-screening`` or ``thalassaemia-screening`` with outcome ``offered``). The 11+0 to 13+6
of the first test is published; the other windows are from experts' memory. The sex of the child is neither asked for nor told.
"""

from datetime import date

from wanhu.engine.facts import found, pregnancies
from wanhu.engine.protocol import Confidence, Ever, Protocol, Step, Subject
from wanhu.engine.spans import weeks
from wanhu.engine.text import Text
from wanhu.rules.endings import ALWAYS, DELIVERED
from wanhu.rules.institution import GBS_SCREENING, THALASSAEMIA_SCREENING
from wanhu.rules.sources import PRENATAL_SCREENING

_informed = (("finding", "screening-informed"),)

prenatal_screening = Protocol(
    code="prenatal-screening",
    title=Text("产前筛查告知（自愿选择）", "Informing about prenatal screening (her choice)"),
    source=PRENATAL_SCREENING,
    confidence=Confidence.EXPERT,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    starts=pregnancies.lmp,
    steps=(
        Step(
            "inform-nt", Text("告知：NT超声与早孕期血清学筛查（11～13周+6天）", "Inform: NT ultrasound and early blood test (11+0–13+6)"),
            opens=weeks(10), due=weeks(12, 6), closes=weeks(13, 6), done_by=Ever(found("screening-informed", "nt")),
            applies=pregnancies.registered_on <= pregnancies.lmp + weeks(13, 6), recorded_as=_informed, confidence=Confidence.CONFIRMED,
        ),
        Step(
            "inform-nipt", Text("告知：无创产前检测（12～22周+6天）", "Inform: test of fetal DNA in her blood (12+0–22+6)"),
            opens=weeks(12), due=weeks(20, 6), closes=weeks(22, 6), done_by=Ever(found("screening-informed", "nipt")),
            applies=pregnancies.registered_on <= pregnancies.lmp + weeks(22, 6), recorded_as=_informed,
        ),
        Step(
            "inform-serum", Text("告知：中孕期血清学筛查（15～20周+6天）", "Inform: blood test of the second trimester (15+0–20+6)"),
            opens=weeks(15), due=weeks(19, 6), closes=weeks(20, 6), done_by=Ever(found("screening-informed", "serum")),
            applies=pregnancies.registered_on <= pregnancies.lmp + weeks(20, 6), recorded_as=_informed,
        ),
        Step(
            "inform-ultrasound", Text("告知：系统超声检查（20～24周）", "Inform: detailed ultrasound (20–24 weeks)"),
            opens=weeks(18), due=weeks(23, 6), closes=weeks(24, 6), done_by=Ever(found("screening-informed", "ultrasound")),
            applies=pregnancies.registered_on <= pregnancies.lmp + weeks(24, 6), recorded_as=_informed,
        ),
        Step(
            "inform-ogtt", Text("告知：糖耐量检查（24～28周）", "Inform: glucose tolerance test (24–28 weeks)"),
            opens=weeks(24), due=weeks(27, 6), closes=weeks(28, 6), done_by=Ever(found("screening-informed", "ogtt")),
            applies=pregnancies.registered_on <= pregnancies.lmp + weeks(28, 6), recorded_as=_informed,
        ),
        Step(
            "inform-gbs", Text("告知：B族链球菌筛查（35～37周）", "Inform: test for group B streptococcus (35–37 weeks)"),
            opens=weeks(35), due=weeks(36, 6), closes=weeks(37, 6), done_by=Ever(found("screening-informed", "gbs")),
            applies=GBS_SCREENING.equals("offered"), recorded_as=_informed,
        ),
        Step(
            "inform-thalassaemia", Text("告知：地中海贫血筛查（首诊，双方）", "Inform: thalassaemia test (first visit, both parents)"),
            opens=weeks(5), due=weeks(12, 6), closes=weeks(20, 6), done_by=Ever(found("screening-informed", "thalassaemia")),
            applies=THALASSAEMIA_SCREENING.equals("offered"), recorded_as=_informed,
        ),
    ),
    ends=(DELIVERED, *ALWAYS),
    notes=Text(
        "筛查高风险者愿意时转产前诊断机构：绒毛取样10～13周+6天，羊水穿刺16～22周，脐血穿刺18周起；仅限有资质机构。",
        "After a high risk, if she wishes, a diagnostic centre: chorionic villi 10+0–13+6, amniotic fluid 16–22 weeks, cord blood from 18 weeks; "
        "in licensed institutions only.",
    ),
)  # fmt: skip
