"""预防接种: the doses that clinics gave, one row each."""

from wanhu.engine.intake.feed import Each, Feed, Field, Named, Yield
from wanhu.engine.intake.kinds import Address, Certificate, Day, Identity, Name, Number, Phone, Sex, Words, products
from wanhu.engine.intake.plausible import in_order
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
    PARAMETERS,
    PHONE_NAMES,
    RESTRICTED,
    RETENTION_DAYS,
    SERIAL,
    STAFF_AND_PLACES,
)

immunisation = Feed(
    code="immunisation",
    title=Text("预防接种", "Immunisation"),
    provider=Text("疾控机构、预防接种门诊", "Centres for disease control, vaccination clinics"),
    purpose="immunisation",
    legal_basis=LEGAL_BASIS,
    retention_days=RETENTION_DAYS,
    fields=(
        Field("child_code", Text("儿童编码", "child's code"), Words(30, tight=True), ("个案编码", "儿童档案编号", "接种编码")),
        Field("child_name", Text("儿童姓名", "child's name"), Name(newborn=True), ("姓名", "受种者姓名", "宝宝姓名")),
        Field("sex", Text("性别", "sex"), Sex(), ("儿童性别", "受种者性别"), keep_row=True),
        Field("birth_date", Text("出生日期", "birth date"), Day(), BIRTH_NAMES, required=True),
        Field("child_id_number", Text("身份证号", "identity number"), Identity(), (*ID_NAMES, "儿童身份证号", "儿童身份证号码"),
              keep_with=("birth_date",)),
        Field("certificate_number", Text("出生医学证明编号", "birth certificate number"), Certificate(), ("出生证编号", "出生证明编号", "出生证号"),
              keep_row=True),
        Field("mother_name", Text("母亲姓名", "mother's name"), Name(), ("母亲", "家长姓名"), keep_row=True),
        Field("mother_id_number", Text("母亲身份证号", "mother's identity number"), Identity(), MOTHER_ID_NAMES, keep_with=("birth_date",)),
        Field("phone", Text("联系电话", "telephone"), Phone(), PHONE_NAMES, keep_row=True),
        Field("township", Text("现住址", "address"), Address(), ADDRESS_NAMES, keep_row=True, into={"_village": "village"}),
        Field("product", Text("疫苗名称", "vaccine"), products(PARAMETERS / "vaccine_products.yaml"), ("疫苗-名称", "疫苗", "疫苗通用名", "接种疫苗"),
              required=True, into={"_antigens": "antigens", "_as_written": "product_name"}),
        Field("dose_number", Text("剂次", "dose number"), Number(1, 12, whole=True), ("针次", "疫苗针次", "接种剂次"), keep_row=True),
        Field("given_on", Text("接种日期", "date given"), Day(), ("接种时间", "疫苗接种日期"), required=True),
        Field("batch", Text("疫苗批号", "batch"), Words(40, tight=True), ("批号", "生产批号"), keep_row=True),
        Field("clinic", Text("接种单位", "clinic"), Words(80), ("疫苗接种单位名称", "接种单位名称", "接种门诊"), keep_row=True),
    ),
    people=(
        Named("child", name="child_name", birth_date="birth_date", sex="sex", id_number="child_id_number", phone="phone",
              township="township",
              village="village", mother_name="mother_name", mother_id_number="mother_id_number", certificate_number="certificate_number",
              source_key=("child_code",)),
        Named("mother", name="mother_name", sex=2, id_number="mother_id_number", phone="phone", township="township", village="village"),
    ),
    key=("child_code|child_id_number|certificate_number|child_name+birth_date|mother_name+birth_date", "product", "given_on"),
    counted_on="given_on",
    township="township",
    forbidden=FORBIDDEN,
    restricted=RESTRICTED,
    unneeded=(*SERIAL, *STAFF_AND_PLACES, *FATHER, "户籍类别", "在册状态", "有效期", "生产企业", "接种部位", "接种途径", "接种剂量", "疫苗接种者姓名", "接种者",
              "追溯码", "属性", "接种属性"),
    rules=(in_order("birth_date", "given_on"),),
    facts=(
        Yield("dose", "child", "given_on", {"vaccine": Each("antigens"), "product": "product_name"}),
        CHILD_HERSELF,
        CONSENT_OF_CHILD,
        Yield("residence", "child", "given_on", {"area": "village"}, when="village"),
    ),
)  # fmt: skip
