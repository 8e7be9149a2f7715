"""The check before a pregnancy and its follow-ups, for somebody who asked for it, man or woman: each is asked what concerns her or him.

Of the nineteen items two are left out here, hepatitis B (10) and syphilis (13): of the restricted class, they are not asked on everybody's form,
not even whether they were done. The nineteenth is the follow-up, which is a contact of its own.
"""

from wanhu.engine.forms import Choice, Form, Only, Option, Section
from wanhu.engine.protocol import Subject
from wanhu.engine.text import Text
from wanhu.rules.forms.questions import (
    FOLIC_ACID,
    FOLIC_ACID_BOTTLES,
    FOLIC_ACID_HIGH_RISK,
    FOLIC_ACID_TAKEN,
    HAEMOGLOBIN,
    HEART,
    HEIGHT_OF_WOMAN,
    LUNGS,
    PRESSURE,
    REFERRAL,
    WEIGHT_OF_WOMAN,
)
from wanhu.rules.protocols.pre_pregnancy import A_MAN

FOR_HER = ~A_MAN

ITEMS = Choice(
    "pre-pregnancy-items", Text("做了哪些项目（双方都做的；第10、13项属限制类，不在这里记）", "Items done (of both; 10 and 13 are restricted and not recorded here)"),
    (
        Option("1", Text("1 优生健康教育", "1 Health education")), Option("2", Text("2 病史询问", "2 History")), Option("3", Text("3 体格检查", "3 Examination")),
        Option("6", Text("6 尿液常规", "6 Urine")), Option("7", Text("7 血型", "7 Blood group")), Option("9", Text("9 肝功能", "9 Liver")),
        Option("11", Text("11 肾功能", "11 Kidney")), Option("18", Text("18 风险评估和咨询指导", "18 Risk and counselling")),
    ),
    many=True,
)  # fmt: skip
ITEMS_OF_HER = Choice(
    "pre-pregnancy-items-her", Text("做了哪些项目（女方的）", "Items done (hers)"),
    (
        Option("4", Text("4 阴道分泌物", "4 Vaginal smear")), Option("5", Text("5 血液常规", "5 Blood count")), Option("8", Text("8 血糖", "8 Glucose")),
        Option("12", Text("12 甲状腺功能", "12 Thyroid")), Option("14", Text("14 风疹病毒", "14 Rubella")), Option("15", Text("15 巨细胞病毒", "15 Cytomegalovirus")),
        Option("16", Text("16 弓形体", "16 Toxoplasma")), Option("17", Text("17 妇科超声", "17 Ultrasound")),
    ),
    many=True,
)  # fmt: skip

before_pregnancy = Form(
    "pre-pregnancy-check", Text("孕前优生健康检查", "Health check before a pregnancy"), Subject.PLANNER, ("pre-pregnancy-check",), minutes=30,
    sections=(
        Section(Text("量一量", "Measure"), (PRESSURE, WEIGHT_OF_WOMAN, HEIGHT_OF_WOMAN, Only(FOR_HER, HAEMOGLOBIN))),
        Section(
            Text("听一听、问一问", "Listen and ask"),
            (HEART, LUNGS, Only(FOR_HER, FOLIC_ACID_HIGH_RISK), Only(FOR_HER, FOLIC_ACID), Only(FOR_HER, FOLIC_ACID_BOTTLES)),
        ),
        Section(Text("项目", "Items"), (ITEMS, Only(FOR_HER, ITEMS_OF_HER))),
        Section(Text("这次之后", "Afterwards"), (REFERRAL,)),
    ),
)  # fmt: skip

follow_up = Form(
    "pre-pregnancy-follow-up", Text("孕前检查随访", "Follow-up of the check"), Subject.PLANNER, ("pre-pregnancy-follow-up",), minutes=10, mode="phone",
    sections=(
        Section(
            Text("问一问", "Ask"),
            (Choice("pre-pregnancy-state", Text("现在的情况", "How it stands"),
                    (Option("preparing", Text("仍在备孕", "Still preparing")), Option("expecting", Text("已怀孕", "Expecting")),
                     Option("paused", Text("暂不打算", "Not for now")))),
             Only(FOR_HER, FOLIC_ACID), Only(FOR_HER, FOLIC_ACID_BOTTLES), Only(FOR_HER, FOLIC_ACID_TAKEN)),
        ),
    ),
)  # fmt: skip
