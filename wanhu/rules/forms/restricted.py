"""Forms of the restricted class: asked only by a clinician with that permission, on pages of their own (invariant 9).

Their codes stand in addresses and so name no disease. Scores of a questionnaire are taken from paper, unless the institution may show the items
and has written them into ``parameters/scale_texts.yaml``; of the scores only the total and the item about harming herself are kept. Liver function
is asked on the ordinary forms, because it is no result of this class.
"""

from dataclasses import replace
from pathlib import Path

from wanhu.engine.forms import Choice, Form, Forms, Measure, Option, Scale, Section, Signs
from wanhu.engine.parameters import scale_texts
from wanhu.engine.protocol import Subject
from wanhu.engine.text import Text
from wanhu.rules.alerts.risk_factors import ORANGE_RESTRICTED, RED_RESTRICTED, YELLOW_RESTRICTED

_RESULT = (Option("negative", Text("阴性", "Negative")), Option("positive", Text("阳性", "Positive")))
_YES = (Option("yes", Text("是", "Yes")), Option("no", Text("否", "No")))
_GIVEN = (Option("given", Text("已注射", "Given")),)
_STARTED = (Option("started", Text("已开始", "Started")),)

tests = Form(
    "tests", Text("检测结果", "Test results"), Subject.PREGNANCY, (), restricted=True,
    sections=(
        Section(Text("三项检测", "The three tests"), (
            Choice("hiv", Text("艾滋病抗体", "HIV antibody"), _RESULT),
            Choice("syphilis", Text("梅毒", "Syphilis"), _RESULT),
            Choice("hbsag", Text("乙肝表面抗原", "Hepatitis B surface antigen"), _RESULT),
            Choice("partner-testing-offered", Text("告诉她伴侣也可以检测", "Told that her partner may be tested"), _YES),
        )),
        Section(Text("梅毒阳性时再查", "When syphilis is positive"), (
            Measure("titre-one-in", Text("非梅毒螺旋体滴度 1比", "Non-treponemal titre, one in"), "", 0, 0, 1024, 65_536,
                    hint=Text("填1比几的“几”；阴性填0", "The N of one in N; 0 when negative")),
        ), folded=True),
        Section(Text("表面抗原阳性时再查", "When the surface antigen is positive"), (
            Choice("hbeag", Text("乙肝e抗原", "Hepatitis B e antigen"), _RESULT),
            Measure("hbv-dna", Text("乙肝病毒载量", "Hepatitis B viral load"), "IU/ml", 0, 0, 10**9, 10**10),
        ), folded=True),
        Section(Text("其他传染病", "Other infectious diseases"), (
            Choice("infection", Text("目前有哪些", "Which now"), (
                Option("tuberculosis", Text("活动性结核", "Active tuberculosis")),
                Option("severe-pneumonia", Text("重症感染性肺炎", "Severe infectious pneumonia")),
                Option("viral-hepatitis", Text("病毒性肝炎", "Viral hepatitis")),
                Option("special-virus", Text("特殊病毒感染（H1N7、寨卡等）", "A special virus (H1N7, Zika and the like)")),
            ), many=True),
        ), folded=True),
    ),
)  # fmt: skip

given = Form(
    "given", Text("用药", "Treatment"), Subject.PREGNANCY, (), restricted=True,
    sections=(
        Section(Text("这一天用了什么", "What was given that day"), (
            Choice("art", Text("抗病毒治疗", "Antiretroviral treatment"), _STARTED),
            Choice("benzathine-penicillin", Text("苄星青霉素", "Benzathine penicillin"), _GIVEN),
            Choice("tdf", Text("替诺福韦", "Tenofovir"), _STARTED),
        )),
    ),
)  # fmt: skip

_edinburgh = Scale(
    "epds", Text("爱丁堡产后抑郁量表", "Edinburgh scale"), 10, 3, keeps=(10,), danger="mood-same-day", falling=(3, 5, 6, 7, 8, 9, 10),
    hint=Text("10条，每条0～3分；反向计分的条目按得分填", "10 items of 0–3; reversed items by their score"),
)  # fmt: skip
_who_5 = Scale(
    "who-5", Text("WHO-5身心健康指标", "WHO-5 wellbeing"), 5, 5, falling=(1, 2, 3, 4, 5),
    hint=Text("5条，每条0～5分，分数越高越好", "5 items of 0–5, the higher the better"),
)  # fmt: skip
TEXTS = Path(__file__).parents[1] / "parameters" / "scale_texts.yaml"
EDINBURGH_SCALE = replace(_edinburgh, texts=scale_texts(TEXTS, _edinburgh))
WHO_5 = replace(_who_5, texts=scale_texts(TEXTS, _who_5))

scores = Form(
    "scores", Text("情绪量表得分", "Scores of mood"), Subject.PREGNANCY, (), restricted=True,
    sections=(
        Section(Text("量表", "Questionnaires"), (
            EDINBURGH_SCALE,
            Scale("phq-9", Text("PHQ-9", "PHQ-9 scale"), 9, 3, keeps=(9,), danger="mood-same-day", hint=Text("9条，每条0～3分", "9 items of 0–3")),
            Scale("gad-7", Text("GAD-7", "GAD-7 scale"), 7, 3, hint=Text("7条，每条0～3分", "7 items of 0–3")),
            WHO_5,
        )),
        Section(Text("两问筛查", "The two questions"), (
            Choice("whooley-mood", Text("第1问（心情）", "First question (mood)"), _YES),
            Choice("whooley-interest", Text("第2问（兴趣）", "Second question (interest)"), _YES),
        ), folded=True),
    ),
)  # fmt: skip

screening = Form(
    "screening", Text("产前筛查结果", "Results of prenatal screening"), Subject.PREGNANCY, (), restricted=True,
    sections=(
        Section(Text("风险值（填1比几的“几”）", "Risk (the N of one in N)"), (
            Measure("t21-one-in", Text("21三体风险 1比", "Trisomy 21, one in"), "", 1, 2, 200_000, 10_000_000),
            Measure("t18-one-in", Text("18三体风险 1比", "Trisomy 18, one in"), "", 1, 2, 200_000, 10_000_000),
            Measure("afp-mom", Text("甲胎蛋白中位数倍数", "AFP, multiple of the median"), "MoM", 0.1, 0.3, 6, 30, 2),
            Choice("prenatal-screening", Text("报告只写了", "The report says only"), (
                Option("low-risk", Text("低风险", "Low risk")), Option("high-risk", Text("高风险", "High risk")),
            )),
        )),
        Section(Text("红细胞", "Red cells"), (
            Measure("mcv", Text("平均红细胞体积", "Mean cell volume"), "fL", 40, 55, 115, 140, 1),
            Measure("mch", Text("平均血红蛋白量", "Mean cell haemoglobin"), "pg", 10, 15, 38, 50, 1),
        ), folded=True),
    ),
)  # fmt: skip

events = Form(
    "events", Text("危重情况", "Severe events"), Subject.PREGNANCY, (), restricted=True,
    sections=(
        Section(Text("孕期、分娩或产后42天内发生过", "In pregnancy, at birth or within 42 days after"), (
            Signs("near-miss", Text("有一条就勾选", "Tick what happened"), (
                Option("near-miss-circulation", Text(
                    "休克、心脏骤停、心肺复苏、持续用血管活性药、乳酸＞5或pH＜7.1",
                    "Shock, cardiac arrest, resuscitation, continuous vasoactive drugs, lactate over 5 or pH under 7.1",
                )),
                Option("near-miss-breathing", Text(
                    "急性紫绀、濒死喘息、呼吸＞40或＜6次/分、血氧＜90%达60分钟或PaO₂/FiO₂＜200、非麻醉插管通气≥60分钟",
                    "Acute cyanosis, gasping, breathing over 40 or under 6, oxygen below 90 % for 60 minutes or PaO₂/FiO₂ under 200, ventilated 60 minutes "
                    "or more, not for anaesthesia",
                )),
                Option("near-miss-kidneys", Text("少尿用液体或利尿剂无效、急性肾衰竭透析", "No urine despite fluids or diuretics, dialysis")),
                Option("near-miss-clotting", Text("血液不凝、输血≥5单位", "Blood does not clot, 5 or more units transfused")),
                Option("near-miss-liver", Text("子痫前期伴黄疸", "Jaundice with pre-eclampsia")),
                Option("near-miss-brain", Text("昏迷≥12小时、脑卒中、癫痫持续状态、全身瘫痪", "Coma of 12 hours, stroke, status epilepticus, total paralysis")),
                Option("near-miss-womb", Text("因感染或出血切除子宫", "Womb removed for infection or bleeding")),
            )),
        )),
    ),
)  # fmt: skip

factors = Form(
    "factors", Text("风险分级表中的受限因素", "Restricted factors of the grading table"), Subject.PREGNANCY, (), restricted=True,
    sections=(
        Section(Text("医生勾选", "Ticked by a clinician"), (
            Choice(
                "risk-factor-restricted", Text("现在有哪些", "Which are there now"),
                (
                    *map(Option, YELLOW_RESTRICTED.keys(), YELLOW_RESTRICTED.values()),
                    *map(Option, ORANGE_RESTRICTED.keys(), ORANGE_RESTRICTED.values()),
                    *map(Option, RED_RESTRICTED.keys(), RED_RESTRICTED.values()),
                ), many=True,
            ),
        )),
    ),
)  # fmt: skip

child_exposed = Form(
    "child-exposed", Text("出生时的暴露", "Exposure at birth"), Subject.CHILD, (), restricted=True,
    sections=(
        Section(Text("母亲孕期或分娩时的情况", "Of the mother, in pregnancy or at birth"), (
            Choice("exposed-hiv", Text("艾滋病暴露", "Exposed to HIV"), _YES),
            Choice("exposed-hiv-high-risk", Text("艾滋病高暴露风险", "Exposed to HIV at high risk"), _YES),
            Choice("exposed-syphilis", Text("梅毒暴露", "Exposed to syphilis"), _YES),
            Choice("exposed-hbv", Text("乙肝暴露", "Exposed to hepatitis B"), _YES),
        )),
    ),
)  # fmt: skip

child_given = Form(
    "child-given", Text("孩子的预防用药", "The child's preventive treatment"), Subject.CHILD, (), restricted=True,
    sections=(
        Section(Text("这一天用了什么", "What was given that day"), (
            Choice("infant-arv", Text("抗病毒预防用药", "Preventive antiretroviral medicine"), (
                Option("started", Text("已开始", "Started")), Option("completed", Text("已用满", "Completed")),
            )),
            Choice("feeding-counselled", Text("喂养咨询", "Counselled about feeding"), (Option("yes", Text("已做", "Done")),)),
            Choice("benzathine-penicillin", Text("苄星青霉素", "Benzathine penicillin"), _GIVEN),
            Choice("hbig", Text("乙肝免疫球蛋白", "Hepatitis B immunoglobulin"), _GIVEN),
        )),
    ),
)  # fmt: skip

child_tests = Form(
    "child-tests", Text("孩子的检测结果", "The child's test results"), Subject.CHILD, (), restricted=True,
    sections=(
        Section(Text("这一天的结果", "Results of that day"), (
            Choice("hiv-early-test", Text("艾滋病早期诊断检测", "Early test for HIV"), _RESULT),
            Choice("hiv-antibody", Text("艾滋病抗体", "HIV antibody"), _RESULT),
            Choice("syphilis-titre", Text("非梅毒螺旋体滴度", "Non-treponemal titre"), _RESULT),
            Choice("hbv-serology", Text("乙肝抗原与抗体", "HBsAg and antibody"), (
                Option("protected", Text("有抗体", "Protected")), Option("not-protected", Text("没有抗体", "Not protected")),
                Option("infected", Text("抗原阳性", "Infected")),
            )),
        )),
    ),
)  # fmt: skip

RESTRICTED_FORMS = Forms(
    forms=(tests, given, scores, screening, events, factors, child_exposed, child_given, child_tests), single=()
)
