"""What a child's check looks at beside growth and development, each from the age and to the age at which it belongs.

A list of what is not normal, or of what happened since, is answered by one tap of "none of these". Counts and sizes are folded. The body mass index
is worked out from weight and height and asked of nobody; blood, hearing and eyes are asked when they are due (``single.py``).
"""

from wanhu.engine.forms import Choice, Measure, Option, Section
from wanhu.engine.text import Text
from wanhu.rules.forms.newborn_body import FONTANELLE_SIZE

_PARTS = (
    Option("face", Text("面容", "Face")), Option("skin", Text("皮肤", "Skin")), Option("neck-mass", Text("颈部包块", "Lump of the neck")),
    Option("eyes", Text("眼", "Eyes")), Option("ears", Text("耳", "Ears")), Option("chest", Text("胸部、心肺", "Chest, heart and lungs")),
    Option("abdomen", Text("腹部", "Belly")), Option("limbs", Text("四肢", "Limbs")), Option("genitals", Text("外生殖器", "Genitals")),
)  # fmt: skip
BODY = Choice("child-body", Text("哪些部位异常", "What is not normal"), _PARTS, many=True)
BODY_OF_INFANT = Choice(
    "child-body",
    Text("哪些部位异常", "What is not normal"),
    (*_PARTS, Option("umbilicus", Text("脐部", "Navel"))),
    many=True,
)

# Closed or not, to 18 months.
FONTANELLE = Choice(
    "fontanelle-closing", Text("前囟", "Fontanelle"), (Option("open", Text("未闭", "Open")), Option("closed", Text("闭合", "Closed")))
)  # fmt: skip
# From 12 months.
GAIT = Choice(
    "gait", Text("步态", "Walk"),
    (
        Option("not-yet", Text("还不会走", "Does not walk yet")), Option("normal", Text("未见异常", "Nothing unusual")),
        Option("abnormal", Text("异常", "Not normal")),
    ),
)  # fmt: skip
# Symptoms and signs, from 3 to 24 months.
RICKETS = Choice(
    "rickets-signs", Text("可疑佝偻病症状、体征", "Signs that may be rickets"),
    (
        Option("night-crying", Text("夜惊", "Starts at night")), Option("sweating", Text("多汗", "Sweats much")), Option("irritable", Text("烦躁", "Restless")),
        Option("soft-skull", Text("颅骨软化", "Soft skull")), Option("square-skull", Text("方颅", "Square skull")),
        Option("bald-back", Text("枕秃", "Bald at the back")),
        Option("beads", Text("肋串珠", "Beads on the ribs")), Option("flared-ribs", Text("肋软骨沟、肋外翻", "Groove of the ribs, flared ribs")),
        Option("pigeon-chest", Text("鸡胸", "Pigeon chest")), Option("wrists", Text("手足镯", "Thick wrists or ankles")),
        Option("bowed-legs", Text("O形或X形腿", "Bowed legs or knock knees")),
    ),
    many=True,
)  # fmt: skip
TEETH = Measure("teeth", Text("牙齿", "Teeth"), "颗", 0, 0, 24, 32)
CARIES = Measure("caries-teeth", Text("龋齿（没有填0）", "Teeth with caries (0 for none)"), "颗", 0, 0, 10, 28)
OUTDOOR = Measure("outdoor-hours", Text("每天户外活动", "Outdoors each day"), "小时", 0, 0, 6, 16, 1)
VITAMIN_D = Measure("vitamin-d", Text("每天维生素D（没有吃填0）", "Vitamin D each day (0 for none)"), "IU", 0, 0, 800, 10000)
ILLNESS = Choice(
    "illness-since", Text("上次以来患过什么病", "Ill since the last check"),
    (
        Option("pneumonia", Text("肺炎", "Pneumonia")), Option("diarrhoea", Text("腹泻", "Diarrhoea")), Option("injury", Text("外伤", "Injury")),
        Option("other", Text("其他", "Something else")),
    ),
    many=True,
)  # fmt: skip
_TIMES = (
    Measure("pneumonia-times", Text("肺炎几次", "Pneumonia: how often"), "次", 0, 0, 5, 30),
    Measure("diarrhoea-times", Text("腹泻几次", "Diarrhoea: how often"), "次", 0, 0, 10, 50),
    Measure("injury-times", Text("外伤几次", "Injuries: how many"), "次", 0, 0, 5, 30),
)
# Each eye by itself, from 4 years, in decimals: 1.0 is 5.0 of the five-point chart.
VISION = (
    Measure("vision-right", Text("右眼视力（小数）", "Vision of the right eye (decimal)"), "", 0, 0.3, 1.5, 2, 2),
    Measure("vision-left", Text("左眼视力（小数）", "Vision of the left eye (decimal)"), "", 0, 0.3, 1.5, 2, 2),
)
GUIDANCE = Choice(
    "guidance-child", Text("指导了什么", "What was explained"),
    (
        Option("feeding", Text("喂养、膳食", "Feeding")), Option("development", Text("发育", "Development")), Option("prevention", Text("防病", "Preventing illness")),
        Option("injuries", Text("预防伤害", "Preventing injuries")), Option("mouth", Text("口腔保健", "Care of the mouth")),
        Option("other", Text("其他", "Something else")),
    ),
    many=True,
)  # fmt: skip

_LIFE = Text("平时", "Day by day")
_MORE = Text("还可以记", "If counted")
LIFE_1M = Section(_LIFE, (VITAMIN_D, ILLNESS))
LIFE_TO_30M = Section(_LIFE, (OUTDOOR, VITAMIN_D, ILLNESS))
LIFE_36M = Section(_LIFE, (OUTDOOR, ILLNESS))
LIFE_LATER = Section(_LIFE, (ILLNESS,))
MORE_OF_INFANT = Section(_MORE, (*FONTANELLE_SIZE, *_TIMES), folded=True)
MORE = Section(_MORE, _TIMES, folded=True)
