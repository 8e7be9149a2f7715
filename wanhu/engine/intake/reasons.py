"""Why a row went back, or was taken with a remark: a closed list of codes, each with what is wrong and how to put it right.

``{label}`` is the column as the feed calls it, ``{lower}`` and ``{upper}`` its limits. Values are never part of a message: lists of
reasons travel further than the file itself may.
"""

from typing import NamedTuple

from wanhu.engine.text import Text


class Reason(NamedTuple):
    """What is wrong, and how to put it right."""

    message: Text
    remedy: Text


def _reason(zh: str, en: str, remedy_zh: str, remedy_en: str) -> Reason:
    return Reason(Text(zh, en), Text(remedy_zh, remedy_en))


_ASK = ("请对照原始记录填写后重新报送这一行。", "Look it up in the original record and send this row again.")
_DATE = ("请写成 2026-03-05 这样的日期。", "Write the date like 2026-03-05.")
_TEXT_COLUMN = (
    "请把该列设为文本格式，从原系统重新导出（不要用表格软件打开后再保存）。",
    "Make the column text and export it again from the source system, without saving it in a spreadsheet program.",
)
_TAKEN = (
    "无需处理；如能更正，下次报送时更正即可。",
    "Nothing needs to be done; if it can be corrected, correct it in the next delivery.",
)

REASONS: dict[str, Reason] = {
    # any field
    "missing": _reason("{label}没有填写", "{label} is empty", *_ASK),
    "unreadable-number": _reason("{label}不是数字", "{label} is no number", *_ASK),
    "out-of-range": _reason("{label}超出合理范围（{lower}–{upper}）", "{label} is outside {lower}–{upper}", *_ASK),
    "unknown-code": _reason(
        "{label}不在可选值之内", "{label} is none of the allowed values", "请使用标准代码或名称。", "Use a standard code or name."
    ),
    "too-long": _reason("{label}太长", "{label} is too long", *_ASK),
    "row-shape": _reason(
        "这一行的列数比表头多，内容可能错了位",
        "This row has more cells than the header, so its contents may have shifted",
        "多半是某个单元格里有分隔符。请给这个单元格加引号或改用 XLSX。",
        "A cell probably holds the separator. Quote it, or send XLSX.",
    ),
    # dates
    "unreadable-date": _reason("{label}不是日期", "{label} is no date", *_DATE),
    "impossible-date": _reason("{label}是不存在的日期", "{label} is a day that does not exist", *_DATE),
    "ambiguous-date": _reason("{label}可以读成几个不同的日期", "{label} can be read as several dates", *_DATE),
    "incomplete-date": _reason("{label}缺少日或月", "{label} has no day or month", *_DATE),
    "unknown-date": _reason("{label}写的是“不详”或占位符", "{label} is a placeholder, not a date", *_ASK),
    "lunar-year-missing": _reason(
        "{label}是农历，但没有年份",
        "{label} is lunar and has no year",
        "请写明农历年份或改写公历。",
        "Give the lunar year, or the solar date.",
    ),
    "future-date": _reason("{label}晚于今天", "{label} is in the future", *_DATE),
    "early-date": _reason("{label}早得不合理", "{label} is too long ago", *_DATE),
    # identity numbers
    "identity-check-digit": _reason("{label}校验位不对", "{label} has a wrong check digit", *_ASK),
    "identity-birth-date": _reason("{label}里的出生日期不存在或不合理", "{label} contains an impossible birth date", *_ASK),
    "identity-length": _reason("{label}不是18位或15位", "{label} has neither 18 nor 15 characters", *_ASK),
    "identity-scientific": _reason(
        "{label}被表格软件改成了科学记数法，无法恢复", "{label} was turned into scientific notation and is lost", *_TEXT_COLUMN
    ),
    "identity-rounded": _reason(
        "{label}的末三位被表格软件改成了000，无法恢复", "{label} lost its last digits (000) in a spreadsheet", *_TEXT_COLUMN
    ),
    "identity-masked": _reason(
        "{label}被遮盖", "{label} is masked", "请在授权范围内报送完整号码。", "Send the whole number as the agreement allows."
    ),
    "identity-other": _reason(
        "{label}不是居民身份证号，可能是其他证件", "{label} is no resident number, perhaps another document", *_TAKEN
    ),
    "identity-repaired": _reason(
        "{label}里的字母O、l已改为数字0、1，校验通过",
        "{label}: letters O and l were read as 0 and 1; the check digit agrees",
        *_TAKEN,
    ),
    "identity-damaged": _reason(
        "{label}有误，已按原样保留，仅供比对", "{label} is wrong and was kept as written, only for matching", *_ASK
    ),
    "identity-lost": _reason("{label}已无法恢复，按未填处理", "{label} is lost and was treated as empty", *_TEXT_COLUMN),
    "identity-of-another": _reason(
        "{label}像是别人的（出生日期相差太大），按未填处理",
        "{label} seems to be someone else's (birth dates too far apart) and was treated as empty",
        *_ASK,
    ),
    "identity-date-differs": _reason(
        "{label}里的出生日期与出生日期列不同", "{label} contains another birth date than the birth date column", *_ASK
    ),
    "identity-sex-differs": _reason(
        "{label}的性别位与性别不符，父母的号码可能填反", "{label} says another sex; the parents' numbers may be swapped", *_ASK
    ),
    # names, phones, places
    "unreadable-name": _reason("{label}不像姓名", "{label} does not look like a name", *_ASK),
    "damaged-name": _reason(
        "{label}有缺字（?、□、*、拼音或自造字），只作低可信度比对",
        "{label} has characters missing and counts for less in matching",
        *_ASK,
    ),
    "unreadable-phone": _reason(
        "{label}不是电话号码，按未填处理", "{label} is no telephone number and was treated as empty", *_ASK
    ),
    "phone-scientific": _reason(
        "{label}被改成了科学记数法，按未填处理",
        "{label} was turned into scientific notation and was treated as empty",
        *_TEXT_COLUMN,
    ),
    "shared-phone": _reason(
        "许多人用同一个{label}，可能是机构的电话", "Many people share this {label}: perhaps the institution's own", *_TAKEN
    ),
    "unknown-address": _reason(
        "{label}认不出乡镇或村",
        "No township or village was recognised in {label}",
        "请从“乡镇、村”写起，如“彭场镇许湾村3组”。",
        "Begin with township and village.",
    ),
    # medical
    "ambiguous-gestation": _reason(
        "{label}可以读成“周+天”或小数周",
        "{label} may be weeks and days or decimal weeks",
        "请写成 39+2 的形式。",
        "Write it like 39+2.",
    ),
    "unreadable-gestation": _reason(
        "{label}不是孕周", "{label} is no gestational age", "请写成 39+2 的形式。", "Write it like 39+2."
    ),
    "unclear-weight-unit": _reason(
        "{label}看不出单位", "The unit of {label} is unclear", "请注明 g、kg 或 斤。", "Give the unit: g, kg or 斤."
    ),
    "unreadable-pressure": _reason("{label}不是血压", "{label} is no blood pressure", "请写成 120/80。", "Write it like 120/80."),
    "pressure-swapped": _reason(
        "{label}的收缩压与舒张压写反，已对调", "{label}: systolic and diastolic were swapped and were put right", *_TAKEN
    ),
    "pressure-kpa": _reason("{label}按kPa换算为mmHg", "{label} was converted from kPa to mmHg", *_TAKEN),
    "unknown-vaccine": _reason(
        "{label}不在疫苗名称表中",
        "{label} is not in the table of vaccine products",
        "请使用疫苗通用名；如果是新产品，请数据专员登记别名。",
        "Use the product's common name; a steward can add a new product to the table.",
    ),
    # consent
    "consent-undated": _reason("知情同意没有日期", "The consent has no date", *_ASK),
    "consent-unclear": _reason(
        "知情同意没有写明用途，未作为同意处理",
        "The consent names no purpose and was not taken as consent",
        "请写明用途，如“建档、提醒、家访”。",
        "Name the purposes, such as 建档、提醒、家访.",
    ),
    "no-consent-for-field": _reason(
        "本人没有同意{label}的用途，该列按未填处理",
        "The person did not agree to the purpose of {label}; it was treated as empty",
        *_TAKEN,
    ),
    # between fields
    "out-of-order": _reason("{label}早于它之前应发生的事", "{label} is before something that must come first", *_ASK),
    "implausible-interval": _reason(
        "{label}与另一个日期相隔不合理", "{label} is implausibly near to or far from another date", *_ASK
    ),
    "dates-differ": _reason("{label}与应相同的日期不一致", "{label} differs from a date it should equal", *_ASK),
    "implausible-age": _reason("按{label}计算的年龄不合理", "The age by {label} is implausible", *_ASK),
    "weight-for-gestation": _reason("{label}与孕周不相称", "{label} does not fit the gestational age", *_ASK),
    "births-too-near": _reason("同一位母亲两次分娩相隔不足180天", "Two deliveries of one mother less than 180 days apart", *_ASK),
    "duplicate-row": _reason(
        "与文件中前面的一行相同，只保留前面的一行",
        "The same as an earlier row of the file; only the earlier one was kept",
        "删去重复的行即可；确为两件事时请补上能区分的列。",
        "Delete the repeated row; if they are two events, fill the column that tells them apart.",
    ),
    "conflicting-row": _reason(
        "与文件中前面的一行说的是同一件事，但内容不同",
        "It is about the same event as an earlier row of the file but differs",
        "请核对后只保留正确的一行。",
        "Check both and keep the right one.",
    ),
    "outcome-missing": _reason("{label}没有填写，未据此登记出生", "{label} is empty, so no birth was recorded from it", *_ASK),
    "possible-duplicate": _reason("可能与另一家报送的是同一件事", "Perhaps the same event as another row", *_TAKEN),
}
