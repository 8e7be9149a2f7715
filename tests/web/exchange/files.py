"""Small files as departments send them, made row by row: people are invented, identity numbers carry the synthetic prefix."""

import csv
from io import StringIO

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
AGREED = "建档、家访、提醒、接种"


def number(born: str, order: int) -> str:
    """A synthetic identity number: ``born`` as YYYYMMDD, an even ``order`` for a woman."""
    body = f"429000{born}{order:03d}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def sheet(rows: list[dict[str, str]]) -> bytes:
    """A file with every column that any row has."""
    headers = list(dict.fromkeys(header for row in rows for header in row))
    file = StringIO()
    writer = csv.DictWriter(file, headers, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode("utf-8-sig")


LIN = {"name": "林小雨", "born": "1995-04-12", "number": number("19950412", 2), "phone": "13800002210"}
ZENG = {"name": "曾晓梅", "born": "1993-08-30", "number": number("19930830", 4), "phone": "13900005566"}


def handbook(woman: dict[str, str] = LIN, **changes: str) -> dict[str, str]:
    """A row of the maternity handbook."""
    return {
        "孕册号": "X2026" + woman["number"][-4:], "建册日期": "2026-05-06", "姓名": woman["name"], "出生日期": woman["born"],
        "身份证号": woman["number"], "联系电话": woman["phone"], "居(暂)住地址": "彭场镇许湾村", "末次月经": "2026-03-02", "预产期": "2026-12-07",
        "收缩压(mmHg)": "112", "舒张压(mmHg)": "70", "知情同意": AGREED, "同意日期": "2026-05-06", "同意方式": "书面",
    } | changes  # fmt: skip


def delivery(woman: dict[str, str] = LIN, **changes: str) -> dict[str, str]:
    """A row of a hospital's delivery register."""
    return {
        "住院号": "ZY" + woman["number"][-4:], "产妇姓名": woman["name"], "身份证号": woman["number"], "现住址": "彭场镇许湾村", "联系电话": woman["phone"],
        "孕周": "39+2", "分娩日期": "2026-11-20 14:35", "分娩方式": "顺产", "胎数": "1", "新生儿性别": "女", "出生体重(g)": "3250", "出院日期": "2026-11-23",
        "新生儿结局": "存活", "知情同意": AGREED, "同意日期": "2026-11-20", "同意方式": "书面",
    } | changes  # fmt: skip


def dose(mother: dict[str, str] = LIN, **changes: str) -> dict[str, str]:
    """A row of the immunisation feed: one dose, without columns of consent."""
    return {
        "儿童编码": "4290040101" + mother["number"][-6:], "儿童姓名": mother["name"][0] + "小宝", "性别": "女", "出生日期": "2026-11-20", "母亲姓名": mother["name"],
        "母亲身份证号": mother["number"], "联系电话": mother["phone"], "现住址": "彭场镇许湾村", "疫苗名称": "乙肝疫苗", "剂次": "1", "接种日期": "2026-11-21",
        "接种单位": "彭场镇卫生院",
    } | changes  # fmt: skip


def birth_certificate(mother: dict[str, str] = LIN, **changes: str) -> dict[str, str]:
    """A row of the birth certificates that a hospital issued."""
    return {
        "出生医学证明编号": "Y42" + mother["number"][-5:-1] + "001", "新生儿姓名": mother["name"][0] + "小宝", "性别": "女", "出生日期": "2026-11-20", "孕周": "39+2",
        "出生体重": "3250", "出生身长": "50", "母亲姓名": mother["name"], "母亲身份证号码": mother["number"], "家庭住址": "彭场镇许湾村", "联系电话": mother["phone"],
        "签发日期": "2026-11-22", "知情同意": AGREED, "同意日期": "2026-11-20", "同意方式": "书面",
    } | changes  # fmt: skip
