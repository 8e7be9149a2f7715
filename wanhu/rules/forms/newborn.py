"""The newborn's home visit: danger signs first, then temperature, breathing, heart and weight, then the body from head to toe.

After the norm's record form and its list for immediate referral; a normal visit is five numbers and one
tap for each list. What is folded is written when there is something to write: feeding in numbers, the birth, the readings of the heart screen.
Hearing, the blood spot and the heart screen are asked beside it while they are due (``single.py``).
"""

from wanhu.engine.forms import Choice, Danger, Form, Measure, Option, Section, Signs
from wanhu.engine.protocol import Subject
from wanhu.engine.text import Text
from wanhu.rules.forms.birth import BIRTH, HEART_SCREEN
from wanhu.rules.forms.growing import GUIDANCE
from wanhu.rules.forms.newborn_body import BODY_PARTS, DETAILS, UMBILICUS
from wanhu.rules.forms.questions import NEXT_VISIT_OF_CHILD, REFERRAL

DANGER_SIGNS = Signs(
    "newborn-danger-signs", Text("宝宝现在有没有这些情况", "Does the baby have any of these now"),
    options=(
        Option("poor-response", Text("反应差", "Hardly reacts"), danger="newborn-response"),
        Option("weak-sucking", Text("吸吮无力", "Sucks weakly"), danger="newborn-response"),
        Option("grey-face", Text("面色发灰", "Grey face"), danger="newborn-response"),
        Option("laboured-breathing", Text("呼吸困难", "Laboured breathing"), danger="newborn-breathing"),
        Option("apnoea", Text("呼吸暂停、发紫", "Stops breathing, turns blue"), danger="newborn-breathing"),
        Option("arrhythmia", Text("心律明显不齐", "Clearly irregular heart"), danger="newborn-heart"),
        Option("pallor", Text("皮肤苍白", "Pale skin"), danger="newborn-skin"),
        Option("cyanosis", Text("皮肤发紫", "Blue skin"), danger="newborn-skin"),
        Option("cold", Text("皮肤发凉", "Cold skin"), danger="newborn-skin"),
        Option("petechiae", Text("皮肤出血点", "Petechiae"), danger="newborn-skin"),
        Option("sclerema", Text("皮肤硬肿", "Hardened skin"), danger="newborn-skin"),
        Option("pustules-5", Text("脓疱5个以上", "Five pustules or more"), danger="newborn-skin"),
        Option("convulsion", Text("惊厥", "Convulsion"), danger="newborn-convulsion"),
        Option("tense-fontanelle", Text("囟门张力高", "Tense fontanelle"), danger="newborn-convulsion"),
        Option("no-limb-movement", Text("手脚不动", "Limbs do not move"), danger="newborn-movement"),
        Option("limb-asymmetry", Text("手脚活动不对称", "Limbs move unevenly"), danger="newborn-movement"),
        Option("absent-tone", Text("全身发软", "No tone"), danger="newborn-movement"),
        Option("absent-reflexes", Text("没有原始反射", "No primitive reflexes"), danger="newborn-movement"),
        Option("dehydration", Text("脱水（尿少、囟门凹陷）", "Dehydrated (little urine, sunken fontanelle)"), danger="newborn-dehydration"),
        Option("eye-discharge", Text("眼睑高度肿胀或流脓", "Swollen or purulent eye"), danger="newborn-eyes-and-ears"),
        Option("ear-discharge", Text("耳朵流脓", "Purulent ear"), danger="newborn-eyes-and-ears"),
        Option("abdominal-distension-vomiting", Text("腹胀明显并呕吐", "Swollen belly with vomiting"), danger="newborn-abdomen"),
        Option("purulent-umbilicus", Text("脐部流脓、红肿", "Purulent, red navel"), danger="newborn-umbilicus"),
    ),
)  # fmt: skip

SOON = Signs(
    "newborn-signs", Text("还有没有这些情况", "And any of these"),
    options=(
        Option("feeding-difficulty", Text("喂养困难", "Difficult to feed")),
        Option("pustules-1-4", Text("脓疱1～4个", "One to four pustules")),
        Option("mouth-anomaly", Text("唇腭裂或已有牙", "Cleft lip or palate, or a tooth")),
        Option("heart-murmur", Text("心脏杂音", "Heart murmur")),
        Option("large-liver-or-spleen", Text("肝脾大", "Large liver or spleen")),
        Option("hip-asymmetry", Text("臀纹、下肢不对称", "Uneven hips or legs")),
        Option("undescended-testis-or-hernia", Text("隐睾或疝气", "Undescended testis or hernia")),
        Option("congenital-anomaly", Text("其他出生缺陷", "Another anomaly from birth")),
    ),
)  # fmt: skip

JAUNDICE = Choice(
    "jaundice-site", Text("黄疸到哪里", "How far the jaundice reaches"),
    (
        Option("none", Text("没有", "None")), Option("face", Text("面部", "Face")), Option("trunk", Text("躯干", "Trunk")), Option("limbs", Text("四肢", "Limbs")),
        Option("palms-and-soles", Text("手心脚心", "Palms and soles"), danger="newborn-skin"),
    ),
)  # fmt: skip
BODY = (
    Measure(
        "temperature", Text("体温", "Temperature"), "℃", 30, 34, 40, 43, 1,
        dangers=(Danger("newborn-temperature", at_least=37.5), Danger("newborn-temperature", at_most=35.5)),
    ),
    Measure(
        "respiration", Text("呼吸", "Breaths"), "次/分", 5, 15, 90, 150,
        dangers=(Danger("newborn-breathing", at_least=61), Danger("newborn-breathing", at_most=19)),
    ),
    Measure(
        "heart-rate", Text("心率", "Heart rate"), "次/分", 30, 80, 200, 260,
        dangers=(Danger("newborn-heart", at_least=161), Danger("newborn-heart", at_most=99)),
    ),
    Measure("weight", Text("体重", "Weight"), "kg", 0.3, 1.5, 6, 7, 2, weight=True),
    Measure("height", Text("身长", "Length"), "cm", 20, 40, 60, 65, 1),
)  # fmt: skip
FEEDING = Choice(
    "feeding",
    Text("喂养", "Feeding"),
    (
        Option("breast", Text("纯母乳", "Breast milk only")),
        Option("mixed", Text("混合", "Mixed")),
        Option("formula", Text("人工", "Formula")),
    ),
)

newborn_visit = Form(
    "newborn-visit", Text("新生儿家庭访视", "Newborn home visit"), Subject.CHILD, ("newborn-visit",), minutes=30, mode="home",
    sections=(
        Section(Text("先看有没有危险", "Danger first"), (DANGER_SIGNS,)),
        Section(Text("量一量", "Measure"), BODY),
        Section(Text("看一看", "Look"), (JAUNDICE, SOON, BODY_PARTS, UMBILICUS, FEEDING)),
        DETAILS,
        BIRTH,
        HEART_SCREEN,
        Section(Text("这次之后", "Afterwards"), (REFERRAL, GUIDANCE, NEXT_VISIT_OF_CHILD)),
    ),
)  # fmt: skip
