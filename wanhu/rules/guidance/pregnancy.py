"""Cards before and during a pregnancy: what to look at, what to say, when not to wait.

Windows and forms follow the norm of basic public health services; the danger signs and the limits are from experts' memory.
"""

from wanhu.engine.guidance import Card
from wanhu.engine.protocol import Confidence
from wanhu.engine.text import Text
from wanhu.rules.sources import EDINBURGH, FOLIC_ACID, MATERNAL, PRE_PREGNANCY, PRENATAL_SCREENING, RISK, SAFETY

DANGER = Text(
    "出血、破水、剧烈头痛或腹痛、抽搐、胸闷气促、胎动明显减少：立即转诊，不等复查。",
    "Bleeding, waters broken, severe headache or belly pain, convulsion, short of breath, clearly fewer movements: refer at once.",
)
PRESSURE = Text(
    "血压≥160/110立即转诊；≥140/90休息15分钟后复测，仍高当天转诊。",
    "Blood pressure ≥160/110: refer at once. ≥140/90: rest 15 minutes, measure again; still high, refer the same day.",
)

PREGNANCY_CARDS = (
    Card(
        "pre-pregnancy-check", Text("孕前优生健康检查", "Health check before a pregnancy"), of=(("contact", "pre-pregnancy-check"),),
        before=(Text("只服务自己提出备孕的人；愿不愿意由她（他）决定。", "Only for people who said they plan a pregnancy; they decide."),),
        do=(
            Text("双方都问病史、做体格检查，按19项开单。", "Ask the history of both, examine both, order the 19 items."),
            Text("核对检查结果，由医生评估风险、当面说明。", "Look at the results; a doctor explains the risk face to face."),
        ),
        tell=(
            Text("检查免费。孕前3个月起每天吃叶酸0.4毫克。", "The check is free. Folic acid 0.4 mg a day from 3 months before."),
            Text("停经后早点来建册。", "Come to register soon after a missed period."),
        ),
        refer=(Text("结果异常，转上级医院咨询。", "A result is not normal: refer for advice."),), source=PRE_PREGNANCY,
    ),
    Card(
        "pre-pregnancy-follow-up", Text("孕前检查后的随访", "Follow-up after the check"), of=(("contact", "pre-pregnancy-follow-up"),),
        before=(Text("先看上次检查有没有异常。", "Look whether the last check found anything."),),
        do=(
            Text("问有没有怀孕、叶酸吃得怎么样。", "Ask whether she is pregnant and how she takes folic acid."),
            Text("已怀孕：帮她约建册；已分娩：问母子情况。", "Pregnant: help her register. After the birth: ask how both are."),
        ),
        tell=(Text("不催生、不问生几个；有需要随时来。", "Do not press her, do not ask how many children; she can come any time."),),
        refer=(Text("停经后腹痛或出血，立即转诊。", "Belly pain or bleeding after a missed period: refer at once."),), source=PRE_PREGNANCY,
    ),
    Card(
        "folic-acid", Text("发放叶酸", "Folic acid"), of=(("finding", "folic-acid"),),
        before=(Text("问以前的孩子有没有神经管缺陷，她有没有糖尿病、吃抗癫痫药。", "Ask: a child with a neural tube defect, diabetes, medicine for epilepsy?"),),
        do=(Text("免费发放，记下发放日期。", "Hand out free of charge, write down the day."),),
        tell=(
            Text("每天0.4毫克，孕前3个月到孕3个月末。", "0.4 mg a day, from 3 months before to the end of month 3."),
            Text("每天固定时间吃；漏了不补双份。", "The same time every day; never a double dose."),
        ),
        refer=(Text("有上述高危情况：由医生决定剂量。", "With one of those risks a doctor decides the dose."),), source=FOLIC_ACID,
    ),
    Card(
        "antenatal-1", Text("建册和第1次产前检查", "Registration and first antenatal check"), of=(("contact", "antenatal-1"),),
        before=(Text("孕13周前做。带母子健康手册、血压计、体重秤。", "Before 13 weeks. Bring the handbook, blood pressure device, scales."),),
        do=(
            Text("问末次月经（农历要换算）、既往史、家族史、孕产史。", "Ask the last period (convert the lunar day), past, family and pregnancy history."),
            Text("量身高、体重、血压；开血、尿常规、血型、肝肾功能。", "Height, weight, blood pressure; order blood, urine, group, liver and kidney tests."),
        ),
        tell=(Text("讲营养、叶酸、避免烟酒和乱服药；约好16～20周再来。", "Food, folic acid, no tobacco, alcohol or unadvised medicine; come again at 16–20 weeks."),),
        refer=(DANGER, PRESSURE), source=MATERNAL,
    ),
    Card(
        "antenatal", Text("第2～5次产前随访", "Antenatal contact, second to fifth"), of=(("contact", "antenatal"),),
        before=(Text("看上次的体重、血压、风险颜色和转诊结果。", "Look at her last weight, blood pressure, colour and referral."),),
        do=(
            Text("量体重、血压、宫高、腹围、胎心；查血红蛋白、尿蛋白。", "Weight, blood pressure, fundal height, girth, fetal heart; haemoglobin, urine protein."),
            Text("问主诉；28周后问胎动，36周后看胎位。", "Ask what troubles her; movements after 28 weeks, position after 36."),
        ),
        tell=(Text("28周起自己数胎动；晚期准备分娩和母乳喂养。", "Count movements from 28 weeks; later prepare for birth and breastfeeding."),),
        refer=(DANGER, PRESSURE), source=MATERNAL,
    ),
    Card(
        "outcome", Text("询问分娩结局", "Ask how the pregnancy ended"), of=(("step", "outcome"),),
        before=(Text("先看医院送来的分娩登记，有了就不再打电话。", "Look at the hospital's register first; if it is there, do not ring."),),
        do=(Text("问生了没有、母子好不好、何时出院。", "Ask: born? how are both? when discharged?"),
            Text("没生：问胎动，劝她当天到医院。", "Not yet: ask about movements; she goes to hospital today.")),
        tell=(Text("若没有保住，先安慰，不追问，停掉提醒。", "After a loss: comfort, do not press, stop reminders."),),
        refer=(Text("孕41周未生，到医院评估；42周未生，当天去。", "Not born at 41 weeks: to hospital; at 42 weeks: today."),), source=MATERNAL,
    ),
    Card(
        "dating", Text("确定预产期", "Establish the expected date"), of=(("step", "dating"),),
        before=(Text("找早孕B超单和末次月经。", "Find the early scan and the last period."),),
        do=(Text("问清是公历还是农历；记不清就以早期B超为准。", "Ask whether the day is solar or lunar; if she is not sure, the early scan counts."),
            Text("医生定了的预产期，后来的B超不再改。", "A date the doctor set is not changed by later scans.")),
        tell=(Text("告诉她现在几周、下次什么时候来。", "Tell her how many weeks she is and when to come."),),
        refer=(Text("末次月经不详又没做B超：约B超。", "No period known and no scan: arrange one."),), source=MATERNAL,
    ),
    Card(
        "prenatal-screening", Text("告知产前筛查", "Tell her about prenatal screening"), of=(("finding", "screening-informed"),),
        before=(Text("看孕周：每项筛查有自己的时间。", "Look at the weeks: each screen has its own time."),),
        do=(Text("说清查什么、什么时候、在哪做、要不要钱。", "Say what, when, where and at what cost."),
            Text("做不做由她自己决定，记下告知即可。", "She decides; write down only that she was told.")),
        tell=(Text("筛查不是诊断；高风险不等于孩子有病。", "A screen is no diagnosis; high risk is not an illness."),
            Text("不告诉、不打听胎儿性别。", "Never ask or tell the sex before birth.")),
        refer=(Text("高风险：转有资质的产前诊断机构咨询。", "High risk: to a qualified prenatal diagnosis centre."),), source=PRENATAL_SCREENING,
    ),
    Card(
        "risk-screening", Text("妊娠风险筛查", "Risk screening"), of=(("finding", "risk-screening"),),
        before=(Text("准备筛查表，找安静处，只和她本人谈。", "Have the table ready, a quiet place, her alone."),),
        do=(Text("逐项问：基本情况、孕产史、手术史、家族史、既往病、化验。", "Ask every group: basics, pregnancies, operations, family, illness, tests."),
            Text("有一项就是阳性；每次随访再看有没有新情况。", "One item is enough; look again at every contact.")),
        tell=(Text("阳性只是要请医生再看，不要吓她。", "Positive only means a doctor looks again; do not frighten her."),),
        refer=(Text("阳性：转二级以上助产机构评估分级。", "Positive: to a hospital of level 2 or above for grading."),), source=RISK,
    ),
    Card(
        "risk-colour", Text("风险评估分级", "Grading of risk"), of=(("decision", "risk-colour"),),
        before=(Text("带上筛查表和全部化验单。", "Take the table and all results along."),),
        do=(Text("由有资质的医生定颜色；系统只是建议。", "A qualified clinician decides; the system only suggests."),
            Text("有几项时取最高的颜色。", "Of several, the highest colour counts.")),
        tell=(Text("告诉她到哪一级医院检查和分娩。", "Tell her which level of hospital she should go to."),),
        refer=(Text("橙色到危重救治中心；红色尽快到三级医院评估。", "Orange: critical-care centre. Red: level 3 hospital soon."),), source=RISK,
    ),
    Card(
        "risk-follow-up", Text("高风险孕妇随访", "Follow-up by colour of risk"), of=(("contact", "risk-follow-up"),),
        before=(Text("看颜色、原因和医院的嘱咐。", "Look at the colour, its reason and the hospital's advice."),),
        do=(Text("问有没有去医院、药吃得怎样、有什么困难。", "Has she been to hospital, her medicine, what is difficult?"),
            Text("量血压、体重，问胎动和不适。", "Blood pressure, weight; movements and complaints.")),
        tell=(Text("约好下次产检，写在手册上。", "Agree on the next check and write it in the handbook."),), refer=(DANGER, PRESSURE), source=RISK,
    ),
    Card(
        "case-file", Text("高危专案", "Case file"), of=(("finding", "case-file"),),
        before=(Text("核对颜色：橙色和红色才建专案。", "Check the colour: only orange and red have a case file."),),
        do=(Text("3天内建档，写明原因、医院、责任医生。", "Within 3 days: reason, hospital, who answers for her."),
            Text("每次随访后更新。", "Bring it up to date after each contact.")),
        tell=(Text("给她一个随时能打通的电话。", "Give her a number that always answers."),),
        refer=(Text("病情加重：当天联系救治中心。", "Worse: ring the critical-care centre today."),), source=SAFETY,
    ),
    Card(
        "risk-report", Text("风险报告", "Report of risk"), of=(("finding", "risk-report"),),
        before=(Text("准备评估分级报告单。", "Have the report form ready."),),
        do=(Text("橙色3日内、红色24小时内报妇幼保健机构。", "Orange in 3 days, red in 24 hours, to the maternal and child health institution."),
            Text("写清颜色、原因和去向。", "Colour, reason, where she is treated.")),
        tell=(Text("告诉她报告是为了帮她，不对外公开。", "Tell her it is to help her and is not public."),),
        refer=(Text("红色：报告的同时联系三级医院。", "Red: ring the level 3 hospital at the same time."),), source=SAFETY,
    ),
    Card(
        "referral-outcome", Text("转诊结果随访", "What became of a referral"), of=(("finding", "referral-outcome"),),
        before=(Text("看转到哪里、为什么。", "Look where to, and why."),),
        do=(Text("2周内打电话或上门，问去了没有、医生怎么说。", "Within 2 weeks ring or visit: did they go, what was said?"),
            Text("没去成：问困难，帮忙再约。", "Not gone: ask why, help to arrange it.")),
        tell=(Text("照医生说的做，约好下次。", "Follow the doctor's advice; agree on the next time."),),
        refer=(Text("情况加重：当天再转。", "Worse: refer again today."),), source=MATERNAL, confidence=Confidence.CONFIRMED,
    ),
    Card(
        "mood-talk", Text("问问情绪和睡眠", "Ask how she feels and sleeps"), of=(("finding", "mood-talk"),),
        before=(Text("单独和她谈，不让家人代答。", "With her alone; the family does not answer for her."),),
        do=(Text("问睡得好吗、常不常难过、有没有人帮忙。", "Sleep? Often sad? Does anybody help?"), Text("多听少劝；不愿谈就不勉强。", "Listen more than you advise; do not press her.")),
        tell=(Text("很多人都会这样，可以好起来。", "Many feel this way, and it gets better."),),
        refer=(Text("想伤害自己或孩子：不离人，当天联系医生。", "Thoughts of harming herself or the child: stay with her, ring a doctor today."),), source=EDINBURGH,
    ),
)  # fmt: skip
