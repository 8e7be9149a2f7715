"""Chinese names that sound like their generation, and the ways in which clerks get them wrong.

Surnames follow their national frequency with a little of the region; the polyphonic (曾 单 仇 解 查 区) and compound ones (欧阳) are there
because software stumbles over them, as are given names with rare characters.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SURNAMES: dict[str, float] = {
    "王": 7.1, "李": 7.2, "张": 6.8, "刘": 5.6, "陈": 5.4, "杨": 3.3, "黄": 2.6, "赵": 1.8, "吴": 2.0, "周": 2.4, "徐": 1.5, "孙": 1.2,
    "马": 1.0, "朱": 1.3, "胡": 2.3, "郭": 1.2, "何": 1.2, "林": .8, "高": .8, "罗": 1.0, "郑": 1.0, "梁": .6, "谢": .8, "宋": .7,
    "唐": .7, "许": .8, "韩": .4, "邓": .9, "冯": .5, "曹": .7, "彭": 1.1, "曾": .7, "肖": 1.0, "田": .6, "董": .5, "袁": .7,
    "潘": .5, "于": .3, "蒋": .5, "蔡": .6, "余": .9, "杜": .6, "叶": .6, "程": .6, "苏": .4, "魏": .5, "吕": .3, "丁": .5,
    "任": .4, "沈": .4, "姚": .4, "卢": .4, "姜": .3, "崔": .2, "钟": .3, "谭": .4, "陆": .3, "汪": .6, "范": .4, "金": .4,
    "石": .3, "廖": .3, "贾": .2, "夏": .5, "韦": .1, "付": .5, "方": .4, "白": .2, "邹": .5, "孟": .2, "熊": .7, "秦": .3,
    "邱": .3, "江": .3, "尹": .3, "薛": .2, "闫": .1, "段": .2, "雷": .4, "侯": .2, "龙": .3, "史": .2, "陶": .3, "黎": .3,
    "贺": .2, "顾": .1, "毛": .3, "郝": .1, "龚": .5, "邵": .2, "万": .5, "钱": .2, "严": .4, "代": .3, "别": .2, "昌": .1,
    "单": .12, "仇": .06, "解": .06, "查": .10, "区": .03, "盖": .02, "朴": .01, "尉": .01, "乐": .05, "欧阳": .25, "司马": .03,
    "诸葛": .02, "上官": .02, "皇甫": .02,
}  # fmt: skip

ELDER_M = "国庆 建国 德明 大明 家福 金山 光荣 炳生 传新 长生 先进 学文 正明 永福 保国 万福 志高 德才 水生 新民".split()
ELDER_F = "秀英 桂英 玉兰 凤英 秀珍 桂兰 玉珍 腊梅 银枝 翠娥 菊香 春香 冬梅 爱珍 金娥 贵枝 玉梅 秀兰 先枝 幼枝".split()
MIDDLE_M = "军 勇 伟 强 平 斌 涛 建军 志强 建华 红卫 新华 海波 国华 文军 爱国 建平 志刚 卫东 少华 汉平 忠义 永红 四清".split()
MIDDLE_F = "丽 红 敏 芳 艳 燕 静 霞 红梅 丽华 玉华 红霞 艳红 晓红 春华 小红 爱华 金莲 玉蓉 建红 慧芳 秋菊 银娥 彩霞".split()
YOUNG_M = (
    "伟 磊 鹏 超 杰 浩 俊 凯 鑫 帅 旭 飞 博 宇 亮 明 晓明 志伟 文杰 俊杰 小龙 建波 子豪 天宇 一鸣 家豪 文博 海涛 少杰 䶮".split()
)
YOUNG_F = "婷 静 倩 雪 敏 莉 丹 娟 颖 慧 玲 琳 佳 萍 晶 雅婷 晓燕 丽娟 小芳 文静 佳慧 思思 梦婷 莹莹 婷婷 雪莲 丹丹 晓丽 梦洁 诗琪 春燕 海燕".split()
NEW_M = "梓轩 子轩 浩然 宇轩 俊熙 奕辰 宇航 沐宸 浩宇 亦辰 子墨 梓睿 皓轩 铭泽 泽宇 一诺 睿 昊天 嘉懿 景行 瑾瑜 煜城 宸 乐天 子涵 承泽 俊豪 禹辰".split()
NEW_F = "梓涵 欣怡 雨桐 诗涵 一诺 可馨 子涵 语桐 若汐 依诺 梓萱 思涵 沐瑶 苡沫 芷晴 佳怡 梦琪 雨萱 艺涵 安琪 雨欣 诺一 妍 玥 语嫣 书瑶 晨曦 㛃".split()
FREE_M = "国志文明建新军平伟强浩宇杰俊鹏宏成金祥云龙海波天佑嘉晨轩泽博睿恒毅远辉林森峰"
FREE_F = "秀丽芳华玉梅兰英红霞燕婷静雅文慧敏洁琳佳欣怡雨诗涵萱彤瑶琪梦思晓月云菲娟莹"

GENERATIONS = (1960, 1980, 2005)
POOLS: tuple[tuple[Sequence[str], Sequence[str]], ...] = (
    (ELDER_M, ELDER_F), (MIDDLE_M, MIDDLE_F), (YOUNG_M, YOUNG_F), (NEW_M, NEW_F),
)  # fmt: skip

HOMOPHONES = (
    "伟玮炜苇 婷亭庭廷 佳嘉家加 涵晗寒含 轩宣萱 丽莉俐立 静敬婧靖 芳方 敏闵 娟鹃涓 艳燕彦雁 红虹洪宏 梅玫 玲铃凌灵 琳林霖 英瑛 颖影 慧惠会 "
    "霞侠 萍平苹 洁杰捷 倩茜 雪学 莹萤盈 晓小筱 明鸣铭 强墙 军君钧 勇永咏 涛韬滔 磊垒 鹏朋 浩昊皓灏 俊峻骏 凯楷恺 鑫欣新馨 旭续 "
    "飞非菲 博伯 宇雨羽语 亮谅 志智致 文雯纹 建健剑 国帼 华桦 海 波 春椿 秀绣 兰岚蓝 珍真 玉钰育 桂贵 凤奉 梓紫子 诗师 桐彤童 可珂 "
    "思斯丝 琪祺棋 瑶遥 怡依宜仪 沐木 辰晨宸 睿锐瑞 泽则 天添 一依壹 诺 若 汐夕西 安 书舒淑 嫣烟 妍研 玥月悦越 云芸 莲连 龙隆"
).split()
"""Characters that sound alike (tones aside), so that a name heard on the telephone is written down wrong."""


def full_names(rng: np.random.Generator, year: NDArray, male: NDArray, surname: NDArray[np.str_]) -> NDArray[np.str_]:
    """Surname and given name. Six in ten given names are from the fashion of the birth year, the others are free pairs."""
    count = len(year)
    given = np.full(count, "", dtype="U2")
    generation = np.digitize(year, GENERATIONS)
    chosen = rng.random(count)
    for at, (boys, girls) in enumerate(POOLS):
        for sex, pool in ((True, boys), (False, girls)):
            mine = np.flatnonzero((generation == at) & (male == sex))
            share = 1 / np.arange(3, len(pool) + 3)
            given[mine] = np.array(pool)[np.searchsorted(np.cumsum(share / share.sum())[:-1], chosen[mine])]
    free = rng.random(count) < 0.4
    for sex, pool in ((True, FREE_M), (False, FREE_F)):
        mine = np.flatnonzero(free & (male == sex))
        letters = np.array(list(pool))
        draw = rng.integers(0, len(letters), (2, len(mine)))
        short = rng.random(len(mine)) < 0.15
        given[mine] = np.strings.add(letters[draw[0]], np.where(short, "", letters[draw[1]]))
    return np.strings.add(surname, given)


def surnames(rng: np.random.Generator, count: int) -> NDArray[np.str_]:
    """Surnames at their frequency."""
    share = np.cumsum(list(SURNAMES.values()))
    return np.array(list(SURNAMES))[np.searchsorted(share, rng.random(count) * share[-1])]


def sound_alike(rng: np.random.Generator, names: NDArray[np.str_]) -> NDArray[np.str_]:
    """Each name with its last character that has a homophone (surname aside) replaced by one; unchanged where there is none."""
    letters = _letters(names)
    table = np.zeros((2**16, 6), dtype=np.uint32)
    size = np.zeros(2**16, dtype=np.int64)
    for group in HOMOPHONES:
        for letter in group:
            others = [ord(other) for other in group if other != letter]
            if others and not size[ord(letter)]:
                table[ord(letter), : len(others)] = others
                size[ord(letter)] = len(others)
    undone = np.ones(len(names), dtype=bool)
    for column in range(letters.shape[1] - 1, 0, -1):
        here = letters[:, column] & 0xFFFF
        mine = np.flatnonzero(undone & (size[here] > 0))
        pick = rng.integers(0, 1 << 30, len(mine)) % size[here[mine]]
        letters[mine, column] = table[here[mine], pick]
        undone[mine] = False
    return _words(letters)


def misread(rng: np.random.Generator, names: NDArray[np.str_]) -> NDArray[np.str_]:
    """Each name with its last character replaced by another one of the pool."""
    letters = _letters(names)
    length = np.strings.str_len(names)
    pool = np.array([ord(letter) for letter in FREE_M + FREE_F], dtype=np.uint32)
    rows = np.flatnonzero(length > 1)
    last = length[rows] - 1
    old = letters[rows, last]
    new = pool[rng.integers(0, len(pool), len(rows))]
    letters[rows, last] = np.where(new == old, np.uint32(ord("岗")), new)
    return _words(letters)


def spaced(names: NDArray[np.str_]) -> NDArray[np.str_]:
    """Names of two characters with a space (or a full-width one) inside, as typists align columns; longer ones after the surname."""
    letters = _letters(names)
    out = np.zeros((len(names), letters.shape[1] + 1), dtype=np.uint32)
    out[:, 0] = letters[:, 0]
    out[:, 1] = np.where(np.arange(len(names)) % 3 == 0, np.uint32(0x3000), np.uint32(0x20))
    out[:, 2:] = letters[:, 1:]
    return _words(out)


def _letters(names: NDArray[np.str_]) -> NDArray[np.uint32]:
    width = names.dtype.itemsize // 4
    return np.ascontiguousarray(names).view(np.uint32).reshape(len(names), width).copy()


def _words(letters: NDArray[np.uint32]) -> NDArray[np.str_]:
    return np.ascontiguousarray(letters).view(f"<U{letters.shape[1]}").reshape(-1)
