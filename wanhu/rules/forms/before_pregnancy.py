"""The check before a pregnancy and its follow-ups, for somebody who asked for them."""

from wanhu.engine.forms import Choice, Form, Option, Section
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

before_pregnancy = Form(
    "pre-pregnancy-check", Text("孕前优生健康检查", "Health check before a pregnancy"), Subject.PLANNER, ("pre-pregnancy-check",), minutes=30,
    sections=(
        Section(Text("量一量", "Measure"), (PRESSURE, WEIGHT_OF_WOMAN, HEIGHT_OF_WOMAN, HAEMOGLOBIN)),
        Section(Text("听一听、问一问", "Listen and ask"), (HEART, LUNGS, FOLIC_ACID, FOLIC_ACID_HIGH_RISK)),
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
             FOLIC_ACID, FOLIC_ACID_BOTTLES, FOLIC_ACID_TAKEN),
        ),
    ),
)  # fmt: skip
