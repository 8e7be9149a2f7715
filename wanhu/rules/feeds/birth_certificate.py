"""出生医学证明: the certificates that hospitals issued; the first paper that gives a child its name."""

from wanhu.engine.intake.feed import Feed, Field, Named, PersonOf, Yield
from wanhu.engine.intake.kinds import (
    Address,
    BirthWeight,
    Certificate,
    Codes,
    Day,
    Gestation,
    Identity,
    Name,
    Number,
    Phone,
    Sex,
    Words,
)
from wanhu.engine.intake.plausible import in_order, weight_fits, within
from wanhu.engine.text import Text
from wanhu.rules.feeds.common import (
    ADDRESS_NAMES,
    BIRTH_NAMES,
    CHILD_HERSELF,
    CONSENT_OF_CHILD,
    FATHER,
    FORBIDDEN,
    LEGAL_BASIS,
    MOTHER_HERSELF,
    MOTHER_ID_NAMES,
    PHONE_NAMES,
    RESTRICTED,
    RETENTION_DAYS,
    SERIAL,
    STAFF_AND_PLACES,
)

STANDING = Codes({
    "issued": ("首次签发", "正常", "签发", "无", "有效"), "void": ("废证", "作废", "遗失作废"), "exchanged": ("换发",), "reissued": ("补发",),
})  # fmt: skip
CONDITION = Codes({"good": ("良好", "1", "健康"), "fair": ("一般", "2"), "poor": ("差", "3", "较差")})

birth_certificate = Feed(
    code="birth-certificate",
    title=Text("出生医学证明", "Birth certificates"),
    provider=Text("有助产资质的医疗机构、妇幼保健机构", "Hospitals with a midwifery licence, MCH institutions"),
    purpose="record",
    legal_basis=LEGAL_BASIS,
    retention_days=RETENTION_DAYS,
    fields=(
        Field("certificate_number", Text("出生医学证明编号", "certificate number"), Certificate(), ("出生证编号", "出生证明编号", "出生证号", "证书编号"),
              required=True),
        Field("child_name", Text("新生儿姓名", "child's name"), Name(newborn=True), ("婴儿姓名", "儿童姓名", "姓名")),
        Field("sex", Text("性别", "sex"), Sex(), ("新生儿性别", "婴儿性别", "新生儿性别代码"), required=True),
        Field("birth_date", Text("出生日期", "birth date"), Day(clock=True), (*BIRTH_NAMES, "新生儿出生日期", "新生儿出生日期时间"), required=True,
              into={"_minute": "birth_minute"}),
        Field("gestation_days", Text("孕周", "gestation"), Gestation(140), ("出生孕周", "分娩孕周")),
        Field("condition", Text("新生儿出生状况", "condition at birth"), CONDITION, ("出生状况", "健康状况", "新生儿健康状况代码"), keep_row=True),
        Field("weight_g", Text("出生体重", "birth weight"), BirthWeight(), ("体重", "新生儿体重")),
        Field("length_mm", Text("出生身长", "birth length"), Number(20, 65, "cm", scale=10), ("身长",)),
        Field("birth_order", Text("胎序", "order of birth"), Number(1, 5, whole=True), ("胎次", "第几胎"), keep_row=True),
        Field("mother_name", Text("母亲姓名", "mother's name"), Name(), ("产妇姓名", "母亲"), required=True),
        Field("mother_id_number", Text("母亲身份证号码", "mother's identity number"), Identity(), (*MOTHER_ID_NAMES, "母亲身份证件-号码"),
              keep_with=("mother_name", "birth_date")),
        Field("township", Text("家庭住址", "address"), Address(), ("现住址", *ADDRESS_NAMES), keep_row=True, into={"_village": "village"}),
        Field("phone", Text("联系电话", "telephone"), Phone(), PHONE_NAMES, keep_row=True),
        Field("hospital", Text("接生机构", "hospital"), Words(80), ("助产机构名称", "出生机构"), keep_row=True),
        Field("issued_on", Text("签发日期", "date of issue"), Day(), ("签证日期", "发证日期")),
        Field("standing", Text("废证/换发/补发标志", "void, exchanged or reissued"), STANDING, ("证件状态", "签发类型", "换发补发标志")),
        Field("former_number", Text("原编号", "former number"), Certificate(), ("原证编号", "原出生医学证明编号"), keep_row=True),
    ),
    people=(
        Named("child", name="child_name", birth_date="birth_date", sex="sex", township="township", village="village",
              phone="phone", mother_name="mother_name",
              mother_id_number="mother_id_number", birth_order="birth_order", certificate_number="certificate_number",
                    source_key=("certificate_number",)),
        Named("mother", name="mother_name", sex=2, id_number="mother_id_number", phone="phone", township="township", village="village"),
    ),
    key=("certificate_number",),
    counted_on="birth_date",
    township="township",
    forbidden=FORBIDDEN,
    restricted=RESTRICTED,
    unneeded=(*SERIAL, *STAFF_AND_PLACES, *FATHER, "母亲国籍", "母亲民族", "母亲年龄", "出生地点", "出生地", "接生人员", "签发机构", "签证机构名称", "领证人", "与新生儿关系"),
    rules=(
        in_order("birth_date", "issued_on"),
        weight_fits("weight_g", "gestation_days"),
        within("issued_on", "birth_date", 0, 36500, remark=True),
    ),
    facts=(
        Yield("birth", "child", "birth_date", {"mother": PersonOf("mother"), "gestation_days": "gestation_days", "weight_g": "weight_g",
              "length_mm": "length_mm", "birth_order": "birth_order"}, only=("standing", (None, "issued", "exchanged", "reissued"))),
        CHILD_HERSELF,
        MOTHER_HERSELF,
        CONSENT_OF_CHILD,
        Yield("residence", "child", "birth_date", {"area": "village"}, when="village"),
    ),
)  # fmt: skip
