"""儿童健康检查: each township health centre's book of newborn visits and health checks, one row per check."""

from collections.abc import Iterator

import numpy as np

from wanhu.synthetic.cells import day_texts, number_texts, plain, pooled
from wanhu.synthetic.checks import CHECKS
from wanhu.synthetic.city import City
from wanhu.synthetic.feeds.columns import consent, identities, legacy, period, phones, remarks, serials, sexes, township_phone
from wanhu.synthetic.identities import children, mothers, spread
from wanhu.synthetic.sheets import Columns, Mention, Sheet
from wanhu.synthetic.styles import style_for

FEED = "child-check"
DOCTORS = ["江医生", "乐医生", "单医生", "区医生", "杨医生"]


def sheets(city: City, since: int) -> Iterator[Sheet]:
    """One file per township with checks made since day ``since`` (the default is a child's whole life)."""
    lives, people, growth = city.lives, city.people, city.growth
    checks = lives.checks
    town = city.places.township[people.village[people.mother[lives.child_row]]]
    for at, (code, name) in enumerate(city.places.townships):
        mine = np.flatnonzero((town[checks.child] == at) & (checks.day >= since))
        if not len(mine):
            continue
        rng = city.stream("files", 4, at)
        style = style_for(at, 4, len(mine))
        child, check = np.unique(checks.child[mine], return_inverse=True)
        rows, day, kind = lives.child_row[child], checks.day[mine], checks.check[mine]
        who = people.mother[rows]
        mother = mothers(rng, people, who, township_phone(at), city.rates, born=False, rare=style.rare)
        order = lives.births.baby_order[child]
        twin = np.where(lives.pregnancies.fetuses[lives.child_pregnancy[child]] > 1, order, 0).astype(np.int8)
        written = children(rng, people, rows, twin, mother, city.rates, id_missing=city.rates.infant_id_missing,
                           placeholder=city.rates.placeholder_name, rare=style.rare)  # fmt: skip
        columns = Columns(style)
        columns.put("序号", serials(len(mine)))
        columns.put("儿童姓名/姓名/儿童姓名", plain(written.name).take(check), group="儿童信息")
        columns.put("性别", sexes(people.male[rows], style).take(check), group="儿童信息")
        columns.put("出生日期", day_texts(written.born, style).take(check), "date", group="儿童信息")
        columns.put("身份证号/身份证号码/儿童身份证号", identities(written.id_number, style).take(check), group="儿童信息")
        columns.put("母亲姓名", plain(mother.name).take(check), group="母亲信息")
        columns.put("母亲身份证号/母亲身份证号码/母亲身份证号", identities(mother.id_number, style).take(check), group="母亲信息")
        phones(columns, "联系电话/联系电话/电话", mother.phone, "母亲信息", check)
        columns.put("检查日期/检查日期/随访日期", day_texts(day, style), "date", group="检查情况", key=True)
        columns.put("检查月龄/月龄/检查月龄", pooled([each.label for each in CHECKS], kind), group="检查情况")
        columns.put("体重(kg)", number_texts(growth.weight[mine]), "number", group="检查情况")
        columns.put("身长(cm)/身高(cm)/身长|身高(cm)", number_texts(growth.height[mine]), "number", group="检查情况")
        head = np.where(kind <= 9, growth.head[mine], np.nan)
        columns.put("头围(cm)", number_texts(head), "number", group="检查情况")
        columns.put("血红蛋白(g|L)/血红蛋白值(g|L)/血红蛋白(g|L)", number_texts(growth.blood[mine]), "number", group="检查情况")
        columns.put("检查机构", pooled([f"{name}卫生院"], np.zeros(len(mine), dtype=np.int64)), group="检查情况")
        columns.put("检查医生/医生签名/检查医生", pooled(DOCTORS, rng.integers(0, len(DOCTORS), len(mine))), group="检查情况")
        legacy(columns, rng, len(mine))
        remarks(columns, len(mine))
        there = consent(columns, city, rng, who, day[np.searchsorted(check, np.arange(len(child)), side="right") - 1],
                        child_born=lives.births.baby_born[child], rows=check)  # fmt: skip
        place, zero = np.arange(len(mine)), np.zeros(len(mine), dtype=np.int16)
        yield Sheet(
            FEED, f"{code}_儿童健康检查", f"{name}卫生院", code, f"{name}儿童健康检查登记表", period(city, day), style, columns,
            [Mention("mother", place, zero, spread(mother, check)), Mention("child", place, zero, spread(written, check))], there,
        )  # fmt: skip
