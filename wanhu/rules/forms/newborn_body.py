"""A newborn from head to toe, after the norm's record form: what is not normal is ticked, and "none of these" is one tap.

Numbers of feeding, stool and the fontanelle are folded: they are written when there is a doubt. What is dangerous among them shows its alert.
"""

from wanhu.engine.forms import Choice, Measure, Option, Section
from wanhu.engine.text import Text
from wanhu.rules.forms.questions import NO, YES

OTHER = Option("other", Text("其他", "Something else"))

BODY_PARTS = Choice(
    "newborn-body", Text("哪些部位异常", "What is not normal"),
    (
        Option("eyes", Text("眼", "Eyes")), Option("ears", Text("耳", "Ears")), Option("nose", Text("鼻", "Nose")), Option("mouth", Text("口腔", "Mouth")),
        Option("heart-lungs", Text("心肺", "Heart and lungs")), Option("abdomen", Text("腹部", "Belly")), Option("limbs", Text("四肢", "Limbs")),
        Option("neck-mass", Text("颈部包块", "Lump of the neck")), Option("anus", Text("肛门", "Anus")), Option("chest", Text("胸部", "Chest")),
        Option("spine", Text("脊柱", "Spine")), Option("genitals", Text("外生殖器", "Genitals")),
    ),
    many=True,
)  # fmt: skip
UMBILICUS = Choice(
    "umbilicus", Text("脐带", "Navel"),
    (
        Option("cord", Text("未脱", "Cord still there")), Option("healed", Text("已脱落", "Fallen off")), Option("oozing", Text("脐部有渗出", "Oozing")), OTHER,
    ),
)  # fmt: skip
SKIN = Choice(
    "skin", Text("皮肤", "Skin"),
    (
        Option("normal", Text("未见异常", "Nothing unusual")), Option("eczema", Text("湿疹", "Eczema")), Option("erosion", Text("糜烂", "Sore")), OTHER,
    ),
)  # fmt: skip
FACE = Choice(
    "face-colour", Text("面色", "Colour of the face"), (Option("rosy", Text("红润", "Rosy")), Option("yellow", Text("黄染", "Yellow")), OTHER)
)  # fmt: skip
FONTANELLE = Choice(
    "fontanelle", Text("前囟", "Fontanelle"),
    (
        Option("normal", Text("正常", "Normal")), Option("bulging", Text("膨隆", "Bulging"), danger="newborn-convulsion"),
        Option("sunken", Text("凹陷", "Sunken"), danger="newborn-dehydration"), OTHER,
    ),
)  # fmt: skip
FONTANELLE_SIZE = (
    Measure("fontanelle-length", Text("前囟：长", "Fontanelle: length"), "cm", 0, 0, 4, 10, 1),
    Measure("fontanelle-width", Text("前囟：宽", "Fontanelle: width"), "cm", 0, 0, 4, 10, 1),
)
STOOL = Choice(
    "stool", Text("大便", "Stool"), (Option("paste", Text("糊状", "Like paste")), Option("loose", Text("稀", "Loose")), OTHER)
)

DETAILS = Section(
    Text("吃奶、大便、皮肤、囟门（有疑问再填）", "Feeding, stool, skin and fontanelle (when in doubt)"),
    (
        Measure("milk-each-time", Text("每次吃奶", "Milk each time"), "ml", 0, 10, 150, 300),
        Measure("feeds-a-day", Text("每天吃奶", "Feeds a day"), "次", 0, 5, 16, 30),
        Choice("vomiting", Text("呕吐", "Vomiting"), (YES, NO)), STOOL, Measure("stools-a-day", Text("每天大便", "Stools a day"), "次", 0, 0, 10, 30),
        FACE, SKIN, FONTANELLE, *FONTANELLE_SIZE,
    ),
    folded=True,
)  # fmt: skip
