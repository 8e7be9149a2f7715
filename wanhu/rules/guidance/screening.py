"""Cards of tests and screens: blood, ears, eyes, and the screens of the newborn. What each test finds is told as "passed" or "look again"."""

from wanhu.engine.guidance import Card
from wanhu.engine.protocol import Source
from wanhu.engine.text import Text
from wanhu.rules.sources import CHILD

NEWBORN = Source("新生儿疾病筛查管理办法（卫生部令第64号，2009年）", "及相应技术规范的时限（专家记忆，待确认）")
EYES = Source("0～6岁儿童眼保健及视力检查服务规范（2021年）")
VOLUNTARY = Text("先说明目的，监护人自愿；同意的签字。", "Explain first; the guardian decides and signs when agreeing.")
NO_DIAGNOSIS = Text("没通过不等于有病，要再查一次。", "Not passed is not an illness: it is looked at again.")
TRACE = Text("转诊后2周内问结果。", "Ask within 2 weeks what came of the referral.")

SCREENING_CARDS = (
    Card(
        "haemoglobin", Text("血红蛋白检测", "Haemoglobin"), of=(("measurement", "haemoglobin"),),
        before=(Text("带采血针、消毒棉；孩子发热就改天。", "Lancet and swab; a child with fever comes another day."),),
        do=(Text("采指血，等干了再穿刺，单位是g/L。", "Finger prick on dry skin; the unit is g/L."),),
        tell=(Text("多吃红肉、肝、深色菜；不把茶和铁一起吃。", "Red meat, liver, dark greens; no tea with iron."),),
        refer=(Text("90～109指导并一月后复查；60～89一周内看医生；<60当天转诊。", "90–109: advise, again in a month; 60–89: doctor within a week; <60: refer the same day."),),
        source=CHILD,
    ),
    Card(
        "hearing-check", Text("听力检查", "Hearing check"), of=(("finding", "hearing-check"),),
        before=(Text("安静房间；问家长孩子听不听得见。", "A quiet room; ask the family whether the child hears."),),
        do=(Text("用筛查仪，两耳都做，记通过或未通过。", "Use the device, both ears; write passed or not passed."),), tell=(NO_DIAGNOSIS,),
        refer=(Text("未通过：转听力诊断机构。", "Not passed: to a hearing clinic."), TRACE), source=CHILD,
    ),
    Card(
        "eye-check", Text("眼睛和视力检查", "Eye and vision check"), of=(("finding", "eye-check"),),
        before=(Text("光线好；4岁起准备视力表。", "Good light; from 4 years the vision chart."),),
        do=(Text("看眼睑、结膜、瞳孔、红光反射和追视。", "Lids, conjunctiva, pupil, red reflex, following."), Text("4岁起两眼分别查视力。", "From 4 years each eye alone.")),
        tell=(Text("每天户外2小时；3岁前不看屏幕。", "Two hours outdoors; no screens before 3."),),
        refer=(Text("瞳孔发白、斜视、不追视、视力差：转眼科。", "White pupil, squint, does not follow, poor sight: to the eye clinic."),), source=EYES,
    ),
    Card(
        "blood-spot", Text("足底血筛查", "Heel-prick blood spot"), of=(("finding", "blood-spot"),), before=(VOLUNTARY,),
        do=(Text("出生72小时后、吃足奶再采，3～7天内，最晚20天。", "After 72 hours and enough feeds: day 3 to 7, day 20 at the latest."),
            Text("渗满、自然晾干、尽快送。", "Fill the circles, dry in air, send soon.")),
        tell=(Text("有异常才通知，通知后马上来复查。", "They hear when it must be repeated; then come at once."),),
        refer=(Text("需要复查：一周内采血，一月内确诊。", "To be repeated: sample within a week, diagnosis within a month."),), source=NEWBORN,
    ),
    Card(
        "blood-spot-diagnosis", Text("足底血复查的诊断", "Diagnosis after a blood spot"), of=(("finding", "blood-spot-diagnosis"),),
        before=(Text("核对召回通知和联系电话。", "Check the recall and the phone."),),
        do=(Text("帮家长约筛查中心，记下诊断。", "Arrange the screening centre; write the result."),),
        tell=(Text("越早确诊越好治；只跟监护人说。", "Early treatment helps; tell only the guardian."),),
        refer=(Text("嗜睡、不吃、呕吐：当天送医院。", "Sleepy, not feeding, vomiting: hospital today."),), source=NEWBORN,
    ),
    Card(
        "hearing-screen", Text("听力初筛和复筛", "Hearing screen, first and second"), of=(("finding", "hearing-screen"), ("finding", "hearing-rescreen")),
        before=(VOLUNTARY,),
        do=(Text("初筛在出生48～72小时；未通过或漏做，42天内复筛。", "First at 48–72 hours; not passed or missed: again by 42 days."),
            Text("住重症病房超过5天的要做AABR。", "After more than 5 days in intensive care: AABR.")),
        tell=(NO_DIAGNOSIS,), refer=(Text("复筛未通过：3月龄前到听力诊断机构。", "Second not passed: hearing clinic before 3 months."),), source=NEWBORN,
    ),
    Card(
        "hearing-diagnosis", Text("听力诊断和干预", "Diagnosis and help with hearing"), of=(("finding", "hearing-diagnosis"), ("finding", "hearing-intervention")),
        before=(Text("看初筛、复筛结果。", "Look at both screens."),),
        do=(Text("3月龄前完成诊断，6月龄前开始干预。", "Diagnosis before 3 months, help before 6."),
            Text("问去了没有、结果、有什么困难。", "Did they go, what came of it, what is difficult?")),
        tell=(Text("早戴助听、早说话训练，孩子能学会说话。", "Early aids and training: the child can learn to speak."),), refer=(TRACE,), source=NEWBORN,
    ),
    Card(
        "heart-screen", Text("先天性心脏病筛查", "Heart screen of the newborn"), of=(("finding", "chd-screen"), ("finding", "echocardiography")), before=(VOLUNTARY,),
        do=(Text("出生6～72小时：听杂音，测右手和一只脚的血氧。", "At 6–72 hours: murmur, oxygen at the right hand and one foot."),), tell=(NO_DIAGNOSIS,),
        refer=(Text("阳性：一周内心脏超声。", "Positive: echocardiography within a week."),
            Text("青紫、吃奶费力、呼吸快，或血氧<90%：立即转诊。", "Blue, tired by feeding, fast breathing, or oxygen <90 %: at once.")), source=NEWBORN,
    ),
    Card(
        "rop-exam", Text("早产儿视网膜病变检查", "Eyes of a preterm child"), of=(("finding", "rop-exam"),),
        before=(Text("孕周<32周或体重<2000克的要查。", "Below 32 weeks or 2000 g."),),
        do=(Text("生后4～6周约眼底检查，问去了没有。", "At 4–6 weeks arrange the eye examination; ask whether they went."),),
        tell=(Text("错过时间可能影响视力，复查也要按时。", "Late may harm the sight; come back on time."),),
        refer=(Text("没去成：帮忙再约，最好当周。", "Not gone: arrange it again, best this week."),),
        source=Source("早产儿保健工作规范（2017年）"),
    ),
)  # fmt: skip
