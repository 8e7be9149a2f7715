"""What all feeds share: what is never taken, the words of departments, and fields that mean the same everywhere."""

from pathlib import Path

from wanhu.engine.intake.feed import Born, Constant, Each, Yield
from wanhu.engine.intake.tables import header_parts
from wanhu.engine.text import Text

PARAMETERS = Path(__file__).parents[1] / "parameters"
FORBIDDEN = header_parts(PARAMETERS / "forbidden_columns.yaml", "forbidden")
RESTRICTED = header_parts(PARAMETERS / "forbidden_columns.yaml", "restricted")

LEGAL_BASIS = Text(
    "待本市填写：数据共享目录编号与批准文号；处理依据为本人（监护人）同意",
    "To be filled in by the city: number in the catalogue of shared data and approval; processing rests on consent",
)
RETENTION_DAYS = 7
"""Days for which the file itself is kept, encrypted, before it is deleted."""

SERIAL = ("序号", "编号", "no", "no.")
STAFF_AND_PLACES = ("民族", "户籍地址", "户籍地", "国籍", "工作单位", "职业", "文化程度", "备注", "说明", "填表人", "填报单位")
FATHER = (
    "父亲姓名",
    "父亲身份证号",
    "父亲身份证号码",
    "父亲年龄",
    "父亲电话",
    "父亲民族",
    "父亲国籍",
    "丈夫姓名",
    "丈夫年龄",
    "丈夫电话",
    "丈夫身份证号",
)
"""Fathers and partners are not needed for any of the facts, so they are not taken."""

PHONE_NAMES = (
    "电话",
    "手机",
    "手机号",
    "手机号码",
    "联系方式",
    "本人电话",
    "联系人电话",
    "母亲电话",
    "母亲联系电话",
    "家长电话",
    "监护人电话",
)
ADDRESS_NAMES = (
    "居(暂)住地址", "居住地址", "现居住地址", "现居住地", "家庭住址", "住址", "现住地址", "常住地址", "暂住地址", "产休地", "地址", "居住地",
)  # fmt: skip
MOTHER_NAMES = ("产妇姓名", "母亲姓名", "孕妇姓名", "妇女姓名", "母亲", "姓名")
MOTHER_ID_NAMES = (
    "母亲身份证号", "母亲身份证号码", "母亲证件号码", "母亲身份证件号码", "母亲公民身份号码", "孕妇身份证号", "产妇身份证号", "产妇身份证号码",
)  # fmt: skip
ID_NAMES = ("身份证号码", "证件号码", "公民身份号码", "身份证", "身份证件号码", "身份证件-号码", "居民身份证号")
BIRTH_NAMES = ("出生年月日", "生日", "出生日期时间", "出生日期(时间)", "出生时间")

CONSENT_OF_CHILD = Yield(
    "consent", "child", "consented_on",
    {"purpose": Each("consent_purposes"), "given": Constant(True), "how": "consent_how"}, when="consent_purposes",
)  # fmt: skip
CONSENT_OF_MOTHER = Yield(
    "consent", "mother", "consented_on",
    {"purpose": Each("consent_purposes"), "given": Constant(True), "how": "consent_how"}, when="consent_purposes",
)  # fmt: skip

CHILD_HERSELF = Yield("person", "child", "birth_date", {"born_on": "birth_date", "sex": "sex"})
MOTHER_HERSELF = Yield(
    "person", "mother", Born(number="mother_id_number"), {"born_on": Born(number="mother_id_number"), "sex": Constant(2)},
)  # fmt: skip
"""A person's birth date and sex, dated by the birth, so that a hundred rows about one child say one thing."""
