"""分娩登记: hospitals' delivery registers, either a row per woman with blocks for the newborns or a row per newborn.

A newborn whose outcome is not written yields no birth: nothing may invite a family to visits for a child that did not live.
"""

from wanhu.engine.intake.feed import Constant, Feed, Field, Named, PersonOf, Yield
from wanhu.engine.intake.kinds import (
    Address,
    Apgar,
    BirthWeight,
    Codes,
    Day,
    Gestation,
    Identity,
    Name,
    Number,
    Phone,
    Pressure,
    Sex,
    Words,
)
from wanhu.engine.intake.plausible import above, empty, in_order, not_twice_within, told_twice, weight_fits, within
from wanhu.engine.text import Text
from wanhu.rules.feeds.common import (
    ADDRESS_NAMES,
    CONSENT_OF_MOTHER,
    FATHER,
    FORBIDDEN,
    ID_NAMES,
    LEGAL_BASIS,
    MOTHER_HERSELF,
    MOTHER_ID_NAMES,
    MOTHER_NAMES,
    PHONE_NAMES,
    RESTRICTED,
    RETENTION_DAYS,
    SERIAL,
    STAFF_AND_PLACES,
)

DELIVERY_MODES = Codes({
    "1": ("自然分娩", "顺产", "平产", "阴道分娩", "侧切", "会阴侧切", "自然", "nd", "顺产侧切"),
    "2": ("吸引", "胎头吸引", "吸引产", "真空吸引"),
    "3": ("产钳", "产钳助产"),
    "4": ("臀助产", "臀位助产", "臀牵引", "臀位"),
    "5": ("剖宫产", "剖腹产", "剖宫", "cs", "剖宫产术"),
    "6": ("其他", "其它"),
})  # fmt: skip
OUTCOMES = Codes(
    {
        "alive": ("存活", "活产", "1", "良好", "健在", "正常"),
        "dead": ("死亡", "2", "新生儿死亡", "早期新生儿死亡"),
        "stillborn": ("死胎", "死产", "3", "死胎死产"),
    }
)
MOTHER_OUTCOMES = Codes({"alive": ("存活", "1", "良好", "正常"), "dead": ("死亡", "2")})

delivery_register = Feed(
    code="delivery-register",
    title=Text("分娩登记", "Delivery register"),
    provider=Text("有助产资质的医疗机构", "Hospitals with a midwifery licence"),
    purpose="record",
    legal_basis=LEGAL_BASIS,
    retention_days=RETENTION_DAYS,
    fields=(
        Field("admission_number", Text("住院号", "admission number"), Words(30, tight=True), ("病案号", "住院编号", "病历号")),
        Field("mother_name", Text("产妇姓名", "mother's name"), Name(), MOTHER_NAMES, required=True),
        Field("mother_age", Text("年龄", "mother's age"), Number(10, 60, "岁", whole=True), ("产妇年龄",)),
        Field("mother_id_number", Text("身份证号", "identity number"), Identity(), (*ID_NAMES, *MOTHER_ID_NAMES),
              keep_with=("mother_name", "delivered_on")),
        Field("township", Text("现住址", "address"), Address(), ADDRESS_NAMES, keep_row=True, into={"_village": "village"}),
        Field("phone", Text("联系电话", "telephone"), Phone(), PHONE_NAMES, keep_row=True),
        Field("gravida", Text("孕次", "pregnancies"), Number(1, 20, "次", whole=True)),
        Field("para", Text("产次", "deliveries"), Number(0, 15, "次", whole=True)),
        Field("gestation_days", Text("孕周", "gestation"), Gestation(140), ("分娩孕周", "出生孕周")),
        Field("lmp", Text("末次月经", "last menstrual period"), Day(lunar=True)),
        Field("delivered_on", Text("分娩日期", "date of delivery"), Day(clock=True), ("分娩时间", "分娩日期时间", "出生日期", "出生时间"), required=True,
              into={"_minute": "delivery_minute"}),
        Field("delivery_mode", Text("分娩方式", "mode of delivery"), DELIVERY_MODES, ("生产方式",)),
        Field("fetuses", Text("胎数", "number of newborns"), Number(1, 5, "胎", whole=True), ("生产胎数", "分娩胎数")),
        Field("blood_loss", Text("总出血量", "blood loss"), Number(0, 10000, "ml"), ("产时出血量", "产后出血量")),
        Field("systolic", Text("产后收缩压", "systolic pressure after delivery"), Number(50, 280, "mmhg", whole=True), ("收缩压",)),
        Field("diastolic", Text("产后舒张压", "diastolic pressure after delivery"), Number(20, 180, "mmhg", whole=True), ("舒张压",)),
        Field("pressure", Text("产后血压", "blood pressure after delivery"), Pressure(), ("血压",), into={"_low": "pressure_low"}),
        Field("mother_outcome", Text("产妇结局", "mother's outcome"), MOTHER_OUTCOMES, ("母亲结局",)),
        Field("hospital", Text("分娩单位", "hospital"), Words(80), ("接生机构", "分娩机构", "助产机构名称", "分娩医院"), keep_row=True),
        Field("discharged_on", Text("出院日期", "date of discharge"), Day(), ("出院时间",)),
        Field("birth_order", Text("胎序", "order of birth"), Number(1, 5, whole=True), ("胎次", "第几胎", "新生儿序号", "胎儿顺序"), block=True),
        Field("sex", Text("新生儿性别", "newborn's sex"), Sex(), ("性别", "婴儿性别"), block=True),
        Field("weight_g", Text("出生体重", "birth weight"), BirthWeight(), ("新生儿体重", "体重", "新生儿出生体重", "婴儿体重"), block=True),
        Field("length_mm", Text("出生身长", "birth length"), Number(20, 65, "cm", scale=10), ("身长", "新生儿身长", "新生儿出生身长"), block=True),
        Field("apgar", Text("Apgar评分", "Apgar score"), Apgar(), ("阿氏评分", "apgar", "新生儿apgar评分"), block=True,
              into={"_5": "apgar_5", "_10": "apgar_10"}),
        Field("outcome", Text("新生儿结局", "newborn's outcome"), OUTCOMES, ("结局", "婴儿结局", "分娩结局"), block=True),
    ),
    people=(
        Named("mother", name="mother_name", sex=2, id_number="mother_id_number", phone="phone", township="township", village="village",
              source_key=("admission_number",)),
        Named("child", birth_date="delivered_on", sex="sex", township="township", village="village", phone="phone",
              mother_name="mother_name",
              mother_id_number="mother_id_number", birth_order="birth_order", source_key=("admission_number", "birth_order"),
                    unless=("outcome", "stillborn")),
    ),
    key=("admission_number|mother_id_number|mother_name+phone|mother_name+delivery_minute|mother_name", "delivered_on", "birth_order"),
    counted_on="delivered_on",
    township="township",
    forbidden=FORBIDDEN,
    restricted=RESTRICTED,
    unneeded=(*SERIAL, *STAFF_AND_PLACES, *FATHER, "登记日期", "入院时间", "入院日期", "胎位", "总产程", "第一产程", "第二产程", "第三产程", "产后两小时出血量", "会阴情况",
              "会阴裂伤程度", "有无产时并发症", "产时并发症描述", "头围", "出生缺陷", "乙肝疫苗", "卡介苗", "听力筛查", "开奶时间", "接生者", "助产士"),
    rules=(
        in_order("delivered_on", "discharged_on"),
        within("discharged_on", "delivered_on", 0, 120),
        within("delivered_on", "lmp", 140, 310),
        above("systolic", "diastolic"),
        weight_fits("weight_g", "gestation_days"),
        not_twice_within("mother_id_number", "delivered_on", 180),
        told_twice("mother_id_number", "delivered_on", "admission_number", 1),
        empty("outcome", "outcome-missing"),
    ),
    serial="admission_number",
    block_names=("新生儿", "婴儿", "宝宝"),
    facts=(
        Yield("birth", "child", "delivered_on", {"mother": PersonOf("mother"), "discharged_on": "discharged_on",
              "gestation_days": "gestation_days",
              "weight_g": "weight_g", "length_mm": "length_mm", "birth_order": "birth_order"}, only=("outcome", ("alive", "dead"))),
        Yield("death", "child", "delivered_on", {"kind": Constant("person")}, only=("outcome", ("dead",))),
        Yield("death", "mother", "delivered_on", {"kind": Constant("loss")}, only=("outcome", ("stillborn",))),
        Yield("death", "mother", "delivered_on", {"kind": Constant("person")}, only=("mother_outcome", ("dead",))),
        Yield("measurement", "mother", "delivered_on", {"code": Constant("systolic"), "value": "systolic"}, when="systolic"),
        Yield("measurement", "mother", "delivered_on", {"code": Constant("diastolic"), "value": "diastolic"}, when="diastolic"),
        Yield("measurement", "mother", "delivered_on", {"code": Constant("systolic"), "value": "pressure"}, when="pressure"),
        Yield("measurement", "mother", "delivered_on", {"code": Constant("diastolic"), "value": "pressure_low"}, when="pressure_low"),
        Yield("person", "child", "delivered_on", {"born_on": "delivered_on", "sex": "sex"}, only=("outcome", ("alive", "dead"))),
        MOTHER_HERSELF,
        CONSENT_OF_MOTHER,
        Yield("residence", "mother", "delivered_on", {"area": "village"}, when="village"),
    ),
)  # fmt: skip
