"""A made-up city's mentions with the truth of who is who, for measuring linkage: families, five feeds, and errors by kind.

Only what linkage must survive is imitated, and rather more often than in life. Everything is drawn from one numpy generator, so a
seed names a city. Identity numbers are of the unused prefix 429000.
"""

from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import pyarrow as pa

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷单解"
GIVEN = "子轩浩宇梓涵雨欣一诺思怡佳琪俊杰伟芳敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英红玉梅文慧建国婷雪琳晨阳嘉懿煜城天磊博文晓彤诗语欣悦可馨若曦泽宸昊然沐辰奕辰宇航铭泽睿依晗雅婧瑶萱妍菲凡瑞鑫鹏飞龙凯旋云海波峰林森淼焱垚志远德福贵荣华富春夏秋冬星月光辉煌灿烂"
HOMOPHONES = {"明": "名", "伟": "玮", "芳": "方", "静": "婧", "丽": "莉", "杰": "洁", "佳": "嘉", "欣": "鑫", "宇": "雨", "子": "紫", "轩": "萱",
              "涵": "晗", "怡": "依", "思": "司", "文": "雯", "晓": "小", "红": "虹", "英": "瑛", "玉": "钰", "梅": "玫", "婷": "亭", "琪": "淇", "俊": "君",
              "浩": "昊", "辰": "晨", "泽": "择", "瑞": "睿", "妍": "研", "兰": "岚", "霞": "侠"}  # fmt: skip
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
EPOCH = date(1900, 1, 1)
TOWNSHIPS = [f"429004{code:03d}" for code in range(100, 125)]
PLACEHOLDERS = ["429000190001010012", "429000190001010039"]


class City(NamedTuple):
    mentions: pa.Table
    truth: pa.Table  # mention, person, errors (kinds, comma separated)


def number(day: int, sequence: int) -> str:
    body = f"429000{(EPOCH + timedelta(days=int(day))):%Y%m%d}{sequence:03d}"
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, WEIGHTS, strict=True)) % 11]


def build(size: int, seed: int = 1, *, first: int = 1) -> City:
    """A city with about ``size`` mentions, numbered from ``first``."""
    rng = np.random.default_rng(seed)
    births = max(4, int(size / 11.6))
    return _Maker(rng, births, size, first).city()


class _Maker:
    def __init__(self, rng: np.random.Generator, births: int, size: int, first: int) -> None:
        self.rng, self.size, self.first = rng, size, first
        self.given_weight = 1 / (np.arange(len(GIVEN)) + 8.0)
        self.given_weight /= self.given_weight.sum()
        self.surname_weight = 1 / (np.arange(len(SURNAMES)) + 3.0)
        self.surname_weight /= self.surname_weight.sum()
        self.used: set[str] = set()
        self.births = births

    def fresh_number(self, day: int, female: bool) -> str:
        while True:
            sequence = int(self.rng.integers(0, 500)) * 2 + (0 if female else 1)
            made = number(day, sequence)
            if made not in self.used:
                self.used.add(made)
                return made
            if len(self.used) % 7 == 0:
                day += 1

    def given(self) -> str:
        one = GIVEN[self.rng.choice(len(GIVEN), p=self.given_weight)]
        return one if self.rng.random() < 0.12 else one + GIVEN[self.rng.choice(len(GIVEN), p=self.given_weight)]

    def phone(self) -> str:
        return "1" + "35789"[self.rng.integers(5)] + f"{self.rng.integers(0, 10**9):09d}"

    def city(self) -> City:
        rng, rows, person = self.rng, [], 0
        clinics = {t: "0728" + f"{rng.integers(3_000_000, 3_999_999)}" for t in TOWNSHIPS}
        numbers = iter(range(10**9))
        while len(rows) < self.size:
            mother = person
            person += 1
            township = TOWNSHIPS[rng.integers(len(TOWNSHIPS))]
            home = (township, township + f"{rng.integers(200, 220)}")
            day = int(rng.integers(29_000, 39_500))  # 1979 … 2008
            surname = SURNAMES[rng.choice(len(SURNAMES), p=self.surname_weight)]
            m = {
                "person": mother,
                "name": surname + self.given(),
                "day": day,
                "id": self.fresh_number(day, True),
                "phone": self.phone(),
            }
            father = SURNAMES[rng.choice(len(SURNAMES), p=self.surname_weight)]
            husband = self.fresh_number(day - int(rng.integers(-1000, 2000)), False)
            born = int(rng.integers(43_800, 46_000))  # 2019 … 2025
            for _ in range(1 + (rng.random() < 0.3)):
                babies = []
                generation = GIVEN[rng.choice(len(GIVEN), p=self.given_weight)]
                count = 2 if rng.random() < 0.02 else 1
                for order in range(1, count + 1):
                    female = rng.random() < 0.47
                    name = father + (
                        generation + GIVEN[rng.choice(len(GIVEN), p=self.given_weight)] if count == 2 else self.given()
                    )
                    babies.append({"person": person, "name": name, "day": born, "sex": 2 if female else 1, "id": self.fresh_number(born, female),
                                   "order": order, "cert": f"W42{next(numbers):07d}", "code": f"4290{next(numbers):012d}",
                                   "renamed": father + self.given() if rng.random() < 0.012 else None})  # fmt: skip
                    person += 1
                self.family(rows, m, babies, home, clinics, husband, next(numbers))
                if rng.random() < 0.12:
                    m["phone"] = self.phone()
                if rng.random() < 0.06:
                    other = TOWNSHIPS[rng.integers(len(TOWNSHIPS))]
                    home = (other, other + f"{rng.integers(200, 220)}")
                born += int(rng.integers(400, 1200))
        return self.tables(rows[: self.size])

    def family(self, rows: list[dict], m: dict, babies: list[dict], home, clinics, husband: str, serial: int) -> None:
        rng = self.rng
        many = len(babies) > 1

        def base(feed: str) -> dict:
            here = home
            errors = []
            if rng.random() < 0.04:
                other = TOWNSHIPS[rng.integers(len(TOWNSHIPS))]
                here, errors = (other, other + f"{rng.integers(200, 220)}"), ["moved"]
            phone = m["phone"]
            draw = rng.random()
            if draw < 0.10:
                phone = None
                errors.append("phone-missing")
            elif draw < 0.18:
                phone = self.phone()
                errors.append("phone-other")
            elif draw < 0.20:
                phone = clinics[here[0]]
                errors.append("phone-clinic")
            elif draw < 0.215:
                place = int(rng.integers(3, 11))
                phone = phone[:place] + str((int(phone[place]) + 1) % 10) + phone[place + 1 :]
                errors.append("phone-typo")
            return {
                "feed": feed,
                "row": next(_ROWS),
                "township": here[0],
                "village": here[1] if rng.random() < 0.8 else None,
                "phone": phone,
                "errors": errors,
            }

        def mother(held: dict, *, named=1.0, numbered=0.9, dated=0.2, key=None) -> dict:
            errors = list(held["errors"])
            name, errors = self.misname(m["name"], errors)
            day, errors = self.misdate(m["day"], errors)
            code, errors = self.misnumber(m["id"], errors, husband, numbered)
            return held | {"role": "mother", "person": m["person"], "name": name,
                           "day": day if rng.random() < dated else None, "id": code, "errors": errors,
                           "sex": 2, "key": key, "part": 0, "named": rng.random() < named}  # fmt: skip

        def child(
            held: dict, woman: dict | None, baby: dict, *, newborn=0.0, numbered=0.5, certified=0.3, key=None, ordered=False
        ) -> dict:
            errors = list(held["errors"])
            name, errors = self.misname(baby["name"], errors)
            if baby["renamed"] and held["feed"] in ("immunisation", "child-check") and rng.random() < 0.5:
                name = baby["renamed"]
                errors.append("renamed")
            if rng.random() < newborn:
                name = (
                    m["name"]
                    + ("之女" if baby["sex"] == 2 else "之子")
                    + (str(baby["order"]) if many and rng.random() < 0.5 else "")
                )
                errors.append("unnamed")
            day, errors = self.misdate(baby["day"], errors)
            code, errors = self.misnumber(baby["id"], errors, m["id"], numbered)
            certificate = baby["cert"] if rng.random() < certified else None
            if certificate and rng.random() < 0.005:
                certificate = certificate[:6] + str((int(certificate[6]) + 1) % 10) + certificate[7:]
                errors.append("certificate-typo")
            sex = baby["sex"]
            if rng.random() < 0.004:
                sex, errors = 3 - sex, [*errors, "sex"]
            return held | {"role": "child", "person": baby["person"], "name": name, "day": day,
                           "sex": sex, "id": code, "errors": errors, "cert": certificate,
                           "key": key, "order": baby["order"] if many and ordered else None,
                            "part": baby["order"] if many and held["feed"] == "delivery-register" else 0,
                           "mother_name": woman["name"] if woman else None, "mother_id": woman["id"] if woman else None,
                           "mother_day": woman["day"] if woman else None}  # fmt: skip

        if rng.random() < 0.85:
            rows.append(mother(base("maternity-handbook"), numbered=0.93, dated=0.9, key=f"H{serial}"))
            if rng.random() < 0.05:
                rows.append(mother(base("maternity-handbook"), numbered=0.9, dated=0.9, key=f"H{serial}b"))
        if rng.random() < 0.95:
            held = base("delivery-register")
            woman = mother(held, numbered=0.85, dated=0.1)
            rows.append(woman)
            for baby in babies:
                rows.append(
                    child(
                        held,
                        woman,
                        baby,
                        newborn=0.85,
                        numbered=0.0,
                        certified=0.1,
                        key=f"Z{serial}-{baby['order']}" if rng.random() < 0.9 else None,
                    )
                )
        if rng.random() < 0.95:
            for baby in babies:
                held = base("birth-certificate")
                woman = mother(held, numbered=0.9, dated=0.05)
                rows += [woman, child(held, woman, baby, newborn=0.02, numbered=0.02, certified=1.0, key=None)]
        for baby in babies:
            for register in range(1 + (rng.random() < 0.04)):  # some are registered a second time, at another clinic
                held = base("immunisation")
                woman = mother(held, numbered=0.0, dated=0.0)
                code = baby["code"] + ("b" if register else "")
                entry = child(held, woman, baby, newborn=0.04, numbered=0.55, certified=0.5, key=code, ordered=rng.random() < 0.3)
                for _ in range(int(rng.integers(1, 4))):
                    row = next(_ROWS)
                    if rng.random() < 0.1:
                        held = base("immunisation")
                        woman = mother(held, numbered=0.0, dated=0.0)
                        entry = child(held, woman, baby, newborn=0.04, numbered=0.55, certified=0.5, key=code)
                    rows += [woman | {"row": row}, entry | {"row": row}]
            for _ in range(int(rng.integers(0, 4))):
                held = base("child-check")
                woman = mother(held, numbered=0.25, dated=0.1) if rng.random() < 0.75 else None
                if woman:
                    rows.append(woman)
                rows.append(
                    child(
                        held,
                        woman,
                        baby,
                        newborn=0.01,
                        numbered=0.6,
                        certified=0.2,
                        key=f"C{baby['code']}" if rng.random() < 0.5 else None,
                    )
                )

    def misname(self, name: str, errors: list[str]) -> tuple[str, list[str]]:
        draw, place = self.rng.random(), int(self.rng.integers(1, len(name)))
        if draw < 0.012 and name[place] in HOMOPHONES:
            return name[:place] + HOMOPHONES[name[place]] + name[place + 1 :], [*errors, "name-homophone"]
        if 0.012 <= draw < 0.02:
            return name[:place] + GIVEN[self.rng.integers(len(GIVEN))] + name[place + 1 :], [*errors, "name-character"]
        if 0.02 <= draw < 0.024:
            return name[:place] + "?" + name[place + 1 :], [*errors, "name-unreadable"]
        if 0.024 <= draw < 0.027 and len(name) > 2:
            return name[:place] + name[place + 1 :], [*errors, "name-short"]
        return name, errors

    def misdate(self, day: int, errors: list[str]) -> tuple[int, list[str]]:
        draw, true = self.rng.random(), EPOCH + timedelta(days=int(day))
        if draw < 0.003 and true.day <= 12:
            return (true.replace(month=true.day, day=true.month) - EPOCH).days, [*errors, "date-swapped"]
        if 0.003 <= draw < 0.007:
            return (true.replace(day=1 + (true.day + 9) % 28) - EPOCH).days, [*errors, "date-digit"]
        if 0.007 <= draw < 0.010:
            return day + int(self.rng.integers(20, 50)), [*errors, "date-lunar"]
        if 0.010 <= draw < 0.014:
            return day + 1, [*errors, "date-next"]
        if 0.014 <= draw < 0.016:
            return day - 365 * int(self.rng.integers(1, 3)), [*errors, "date-year"]
        return day, errors

    def misnumber(self, code: str, errors: list[str], other: str, numbered: float) -> tuple[str | None, list[str]]:
        if self.rng.random() >= numbered:
            return None, errors
        draw, place = self.rng.random(), int(self.rng.integers(6, 17))
        if draw < 0.02:
            return code[:place] + str((int(code[place]) + int(self.rng.integers(1, 10))) % 10) + code[place + 1 :], [
                *errors,
                "number-edit",
            ]
        if draw < 0.028:
            return code[:place] + code[place + 1] + code[place] + code[place + 2 :], [*errors, "number-transposed"]
        if draw < 0.033:
            return other, [*errors, "number-of-another"]
        if draw < 0.041:
            return PLACEHOLDERS[self.rng.integers(2)], [*errors, "number-placeholder"]
        return code, errors

    def tables(self, rows: list[dict]) -> City:
        count = len(rows)
        ids = np.arange(self.first, self.first + count)

        def column(name: str) -> list:
            return [row.get(name) for row in rows]

        def dates(name: str) -> pa.Array:
            return pa.array([None if day is None else EPOCH + timedelta(days=int(day)) for day in column(name)], pa.date32())

        feeds = {
            feed: i
            for i, feed in enumerate(
                ("maternity-handbook", "delivery-register", "birth-certificate", "immunisation", "child-check"), 1
            )
        }
        text = pa.string()
        mentions = pa.table({
            "mention": pa.array(ids, pa.int64()), "delivery": pa.array([feeds[row["feed"]] for row in rows], pa.int64()),
            "feed": pa.array(column("feed"), text),
            "row": pa.array(column("row"), pa.int32()), "part": pa.array(column("part"), pa.int16()), "role": pa.array(column("role"), text),
            "name": pa.array(column("name"), text), "birth_date": dates("day"), "sex": pa.array(column("sex"), pa.int8()),
            "id_number": pa.array(column("id"), text),
            "phone": pa.array(column("phone"), text), "township": pa.array(column("township"), text), "village": pa.array(column("village"), text),
            "mother_name": pa.array(column("mother_name"), text), "mother_id_number": pa.array(column("mother_id"), text),
            "mother_birth_date": dates("mother_day"),
            "birth_order": pa.array(column("order"), pa.int8()), "certificate_number": pa.array(column("cert"), text),
            "source_key": pa.array(column("key"), text),
        })  # fmt: skip
        truth = pa.table(
            {
                "mention": pa.array(ids, pa.int64()),
                "person": pa.array(column("person"), pa.int64()),
                "errors": pa.array([",".join(row["errors"]) for row in rows], text),
            }
        )
        return City(mentions, truth)


_ROWS = iter(range(1, 2**31 - 1))
