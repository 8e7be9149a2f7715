"""儿童健康检查: newborn visits and health checks to the sixth birthday, one row each."""

from wanhu.engine.intake.feed import AgeBand, Constant, Feed, Field, Named, Yield
from wanhu.engine.intake.kinds import Address, ChildWeight, Codes, Day, Identity, Name, Number, Phone, Sex, Words
from wanhu.engine.intake.plausible import aged, in_order
from wanhu.engine.text import Text
from wanhu.rules.feeds.common import (
    ADDRESS_NAMES,
    BIRTH_NAMES,
    CHILD_HERSELF,
    CONSENT_OF_CHILD,
    FATHER,
    FORBIDDEN,
    ID_NAMES,
    LEGAL_BASIS,
    MOTHER_ID_NAMES,
    PHONE_NAMES,
    RESTRICTED,
    RETENTION_DAYS,
    SERIAL,
    STAFF_AND_PLACES,
)

CHECKS = Codes({
    "newborn-visit": ("新生儿访视", "新生儿家庭访视", "新生儿", "访视"),
    "child-1m": ("满月", "满月健康管理", "1月", "1月龄", "1个月", "42天"),
    "child-3m": ("3", "3月", "3月龄", "3个月", "三月龄"),
    "child-6m": ("6", "6月", "6月龄", "6个月", "六月龄"),
    "child-8m": ("8", "8月", "8月龄", "8个月", "八月龄"),
    "child-12m": ("12", "12月", "12月龄", "12个月", "1岁", "周岁", "一岁"),
    "child-18m": ("18", "18月", "18月龄", "18个月", "1岁半"),
    "child-24m": ("24", "24月", "24月龄", "24个月", "2岁", "两岁"),
    "child-30m": ("30", "30月", "30月龄", "30个月", "2岁半"),
    "child-36m": ("36", "36月", "36月龄", "36个月", "3岁", "三岁"),
    "child-4y": ("48", "48月龄", "4岁", "四岁"),
    "child-5y": ("60", "60月龄", "5岁", "五岁"),
    "child-6y": ("72", "72月龄", "6岁", "六岁"),
}, open=True)  # fmt: skip
"""A bare 1 is not read as the check at one month: some clerks write the age in years."""

child_check = Feed(
    code="child-check",
    title=Text("儿童健康检查", "Child health checks"),
    provider=Text("乡镇卫生院、社区卫生服务中心", "Township and community health centres"),
    purpose="record",
    legal_basis=LEGAL_BASIS,
    retention_days=RETENTION_DAYS,
    fields=(
        Field("child_name", Text("儿童姓名", "child's name"), Name(newborn=True), ("姓名", "宝宝姓名")),
        Field("sex", Text("性别", "sex"), Sex(), ("儿童性别",), keep_row=True),
        Field("birth_date", Text("出生日期", "birth date"), Day(), BIRTH_NAMES, required=True),
        Field("child_id_number", Text("身份证号", "identity number"), Identity(), (*ID_NAMES, "儿童身份证号", "儿童身份证号码"),
              keep_with=("birth_date",)),
        Field("mother_name", Text("母亲姓名", "mother's name"), Name(), ("母亲", "家长姓名"), keep_row=True),
        Field("mother_id_number", Text("母亲身份证号", "mother's identity number"), Identity(), MOTHER_ID_NAMES, keep_with=("birth_date",)),
        Field("phone", Text("联系电话", "telephone"), Phone(), PHONE_NAMES, keep_row=True),
        Field("township", Text("现住址", "address"), Address(), ADDRESS_NAMES, keep_row=True, into={"_village": "village"}),
        Field("checked_on", Text("检查日期", "date of the check"), Day(), ("随访日期", "体检日期", "检查时间", "访视日期"), required=True),
        Field("check_named", Text("检查月龄", "age of the check"), CHECKS, ("月龄", "体检月龄", "随访月龄")),
        Field("weight", Text("体重", "weight"), ChildWeight(), unit="kg"),
        Field("height", Text("身长/身高", "length or height"), Number(30, 150, "cm"), ("身长", "身高", "身高(长)", "身长(高)")),
        Field("head", Text("头围", "head circumference"), Number(20, 65, "cm")),
        Field("haemoglobin", Text("血红蛋白", "haemoglobin"), Number(20, 220, "g/l"), ("血红蛋白值", "血色素", "hb")),
        Field("clinic", Text("检查机构", "checked at"), Words(80), ("体检机构", "随访机构", "检查单位"), keep_row=True),
    ),
    people=(
        Named("child", name="child_name", birth_date="birth_date", sex="sex", id_number="child_id_number", phone="phone",
              township="township",
              village="village", mother_name="mother_name", mother_id_number="mother_id_number"),
        Named("mother", name="mother_name", sex=2, id_number="mother_id_number", phone="phone", township="township", village="village"),
    ),

    key=("child_id_number|child_name+birth_date+mother_name|mother_id_number+birth_date+sex|child_name+birth_date|"
         "mother_name+birth_date", "checked_on", "contact_kind"),
    counted_on="checked_on",
    township="township",
    forbidden=FORBIDDEN,
    restricted=RESTRICTED,
    unneeded=(*SERIAL, *STAFF_AND_PLACES, *FATHER, "检查医生", "医生签名", "随访医生", "下次随访日期"),
    rules=(in_order("birth_date", "checked_on"), aged("birth_date", "checked_on", 0, 7)),
    derived=(
        AgeBand(
            "contact_kind", born="birth_date", at="checked_on", declared="check_named",
            bands=((0, "newborn-visit"), (-28, "child-1m"), (3, "child-3m"), (6, "child-6m"), (8, "child-8m"), (12, "child-12m"), (18, "child-18m"),
                   (24, "child-24m"), (30, "child-30m"), (36, "child-36m"), (48, "child-4y"), (60, "child-5y"), (72, "child-6y")),
        ),
    ),
    facts=(
        Yield("contact", "child", "checked_on", {"kind": "contact_kind", "mode": Constant(None)}, when="contact_kind"),
        Yield("measurement", "child", "checked_on", {"code": Constant("weight"), "value": "weight"}, when="weight"),
        Yield("measurement", "child", "checked_on", {"code": Constant("height"), "value": "height"}, when="height"),
        Yield("measurement", "child", "checked_on", {"code": Constant("head-circumference"), "value": "head"}, when="head"),
        Yield("measurement", "child", "checked_on", {"code": Constant("haemoglobin"), "value": "haemoglobin"}, when="haemoglobin"),
        CHILD_HERSELF,
        CONSENT_OF_CHILD,
        Yield("residence", "child", "checked_on", {"area": "village"}, when="village"),
    ),
)  # fmt: skip
