"""预防接种: each clinic's export, one row per dose and per child under seven; the four streets of the town share one large clinic."""

from collections.abc import Iterator

import numpy as np

from wanhu.synthetic.cells import day_texts, plain, pooled
from wanhu.synthetic.city import City
from wanhu.synthetic.doses import ORDINALS, PRODUCTS, SCHEDULE
from wanhu.synthetic.feeds.columns import addresses, consent, identities, period, phones, remarks, sexes, township_phone
from wanhu.synthetic.identities import children, mothers, spread
from wanhu.synthetic.sheets import Columns, Mention, Sheet
from wanhu.synthetic.styles import style_for

FEED = "immunisation"
TOWN = 4
SITES = ["左上臂", "右上臂", "左大腿外侧", "口服"]
MAKERS = ["成都生物", "武汉生物", "北京生物", "兰州生物", "康泰生物", "昆明所"]
NURSES = ["朱护士", "万护士", "解护士", "仇护士", "欧阳护士"]


def sheets(city: City, since: int) -> Iterator[Sheet]:
    """One file per clinic with doses given since day ``since`` (the default is a child's whole life)."""
    lives, people = city.lives, city.people
    town = city.places.township[people.village[people.mother[lives.child_row]]]
    clinics = [([at for at in range(TOWN)], "城区预防接种门诊", "429004")]
    clinics += [([at], f"{name}卫生院预防接种门诊", code) for at, (code, name) in enumerate(city.places.townships) if at >= TOWN]
    doses = lives.doses
    dtap = np.array([each.vaccine == "DTaP" for each in SCHEDULE])
    shown = ~doses.combined | dtap[doses.planned]  # a combined injection is one row
    for number, (served, name, code) in enumerate(clinics):
        mine = np.flatnonzero(np.isin(town[doses.child], served) & (doses.day >= since) & shown)
        if not len(mine):
            continue
        rng = city.stream("files", 3, number)
        style = style_for(number, 3, len(mine))
        child, dose = np.unique(doses.child[mine], return_inverse=True)
        rows, day = lives.child_row[child], doses.day[mine]
        who = people.mother[rows]
        mother = mothers(rng, people, who, township_phone(served[0]), city.rates, born=False, rare=style.rare)
        order = lives.births.baby_order[child]
        twin = np.where(lives.pregnancies.fetuses[lives.child_pregnancy[child]] > 1, order, 0).astype(np.int8)
        written = children(rng, people, rows, twin, mother, city.rates, id_missing=city.rates.infant_id_missing,
                           placeholder=city.rates.placeholder_name, rare=style.rare)  # fmt: skip
        certificate = np.where(rng.random(len(child)) < 0.7, city.certificates[child], "")
        planned = doses.planned[mine]
        code_of_child = np.strings.add(code.ljust(9, "0"), np.strings.zfill((child + 1).astype("U9"), 9))
        columns = Columns(style)
        columns.put("儿童编码/个案编码/儿童编码", plain(code_of_child).take(dose), group="儿童")
        columns.put("儿童姓名/姓名/儿童姓名", plain(written.name).take(dose), group="儿童")
        columns.put("性别", sexes(people.male[rows], style).take(dose), group="儿童")
        columns.put("出生日期", day_texts(written.born, style).take(dose), "date", group="儿童")
        columns.put("身份证号/身份证号码/身份证号", identities(written.id_number, style).take(dose), group="儿童")
        columns.put("出生医学证明编号", plain(certificate).take(dose), group="儿童")
        columns.put("母亲姓名", plain(mother.name).take(dose), group="家长")
        father = people.father[rows]
        columns.put("父亲姓名", plain(np.where(father >= 0, people.name[father], "")).take(dose), group="家长")
        phones(columns, "联系电话/电话/联系电话", mother.phone, "家长", dose)
        columns.put("现住址/现住址/居住地址", addresses(city, who, lives.births.baby_born[child]).take(dose), group="家长")
        columns.put("户籍类别", pooled(["本地", "流动"], people.migrant[rows].astype(np.int64)).take(dose), group="家长")
        columns.put("疫苗名称/疫苗-名称/疫苗名称", pooled(PRODUCTS, doses.product[mine]), group="接种")
        columns.put("剂次/疫苗针次/针次", pooled(ORDINALS, planned), group="接种")
        columns.put("接种日期", day_texts(day, style), "date", group="接种", key=True)
        batch = np.strings.add("20", np.strings.zfill((day // 30 * 17 % 9_999_99).astype("U8"), 8))
        columns.put("疫苗批号", plain(batch), group="接种")
        columns.put("生产企业", pooled(MAKERS, planned % len(MAKERS)), group="接种")
        site = np.array([3 if each.vaccine == "bOPV" else at % 3 for at, each in enumerate(SCHEDULE)])
        columns.put("接种部位", pooled(SITES, site[planned]), group="接种")
        columns.put("接种单位/疫苗接种单位名称/接种单位", pooled([name], np.zeros(len(mine), dtype=np.int64)), group="接种")
        columns.put("疫苗接种者姓名/接种者/疫苗接种者姓名", pooled(NURSES, rng.integers(0, len(NURSES), len(mine))), group="接种")
        remarks(columns, len(mine))
        there = consent(columns, city, rng, who, day[np.searchsorted(dose, np.arange(len(child)), side="right") - 1],
                        child_born=lives.births.baby_born[child], rows=dose)  # fmt: skip
        place, zero = np.arange(len(mine)), np.zeros(len(mine), dtype=np.int16)
        yield Sheet(
            FEED, f"{code}_预防接种", name, code, f"{name}接种明细", period(city, day), style, columns,
            [Mention("mother", place, zero, spread(mother, dose)), Mention("child", place, zero, spread(written, dose))], there,
        )  # fmt: skip
