"""The place: the real city's townships, and villages that do not exist.

Township names and codes are public (``wanhu/rules/parameters/areas_429004.csv``). Villages are invented, except five published
examples of 彭场镇, because synthetic families should not live at real addresses.
"""

import csv
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

CITY = "429004"
FULL = 1_500_000

WEIGHTS: dict[str, float] = {
    "001": 13, "002": 12, "003": 11, "004": 4, "100": 3.4, "101": 4.6, "102": 3.2, "103": 4.4, "104": 4.5, "105": 4.2,
    "106": 3.6, "107": 3.1, "108": 3.9, "109": 7.6, "110": 4.4, "111": 3.3, "112": 2.0, "113": 3.9, "114": 2.6,
    "401": 0.4, "402": 0.35, "404": 0.25, "405": 0.2, "407": 0.15, "408": 0.9,
}  # fmt: skip
"""Share of the city's people in each township, invented but in proportion: the streets are dense, the farms tiny."""

KNOWN = {
    "429004109001": "彭场居委会", "429004109200": "芦林湖村委会", "429004109201": "许湾村委会", "429004109202": "挖沟村委会",
    "429004109206": "共同村委会",
}  # fmt: skip

FIRST = "张王李刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
LAST = ("家台", "家湾", "家垸", "家桥", "家咀", "家岭", "湖", "河口", "剅口", "家墩", "家场", "潭")
STREET = ("新", "和", "安", "康", "文", "仁", "学", "宏", "友", "丰", "沔", "桂", "荷", "园", "泰", "长")
STREET_LAST = ("民", "平", "源", "兴", "乐", "昌", "明", "义", "华", "达", "宁", "庆")


class Places(NamedTuple):
    """The villages of a city of some size: code, name, name of the township; and which township (by place) each lies in."""

    townships: list[tuple[str, str]]
    codes: NDArray[np.str_]
    names: NDArray[np.str_]
    township: NDArray[np.int64]


def townships() -> list[tuple[str, str]]:
    """Code (9 digits) and name of each of the 25 townships."""
    return [(row["code"], row["name"]) for row in _areas() if row["level"] == "township"]


def weights() -> NDArray[np.float64]:
    """Share of the people in each township, in the order of ``townships``."""
    shares = np.array([WEIGHTS[code[6:]] for code, _ in townships()])
    return shares / shares.sum()


def lay_out(people: int) -> Places:
    """Villages in proportion to people: about 1,100 residents each, at least 2 and at most 300 in a township."""
    codes: list[str] = []
    names: list[str] = []
    inside: list[int] = []
    for at, (code, name) in enumerate(townships()):
        wanted = int(np.clip(round(people * weights()[at] / 1100), 2, 300))
        streets = code[6] == "0"
        committees = wanted if streets else max(1, wanted // 12)
        for number in range(wanted):
            committee = number < committees
            segment = 1 + number if committee else 200 + number - committees
            full = f"{code}{segment:03d}"
            codes.append(full)
            names.append(KNOWN.get(full) or _invented(at, number, committee, name))
            inside.append(at)
    return Places(townships(), np.array(codes), np.array(names), np.array(inside))


def places(people: int = FULL) -> pa.Table:
    """Every area of the city: code, name, parent, level (province, county, township, village), source, confidence."""
    rows = _areas()
    laid = lay_out(people)
    rows += [
        {"code": str(code), "name": str(name), "parent": code[:9], "level": "village", "source": source, "confidence": sure}
        for code, name in zip(laid.codes.tolist(), laid.names.tolist(), strict=True)
        for source, sure in [("统计用区划代码 2023", "confirmed") if code in KNOWN else ("虚构", "invented")]
    ]
    return pa.Table.from_pylist(rows)


def _invented(township: int, number: int, committee: bool, name: str) -> str:
    if committee:
        if number == 0:
            return f"{name.removesuffix('街道').removesuffix('镇')}居委会"
        step = number * 7 + township * 5
        return f"{STREET[step % len(STREET)]}{STREET_LAST[(step // len(STREET)) % len(STREET_LAST)]}{_again(step)}社区居委会"
    step = number * 7 + township * 31
    first = FIRST[step % len(FIRST)]
    return f"{first}{LAST[(step // len(FIRST) + number) % len(LAST)]}村委会"


def _again(step: int) -> str:
    """A second round through the names is told apart by a direction."""
    return ("", "东", "西", "南", "北")[step // (len(STREET) * len(STREET_LAST)) % 5]


def _areas() -> list[dict[str, str]]:
    text = files("wanhu.rules.parameters").joinpath("areas_429004.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
