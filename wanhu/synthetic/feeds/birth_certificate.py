"""出生医学证明: the certificates each hospital issued, a calendar year to a file, the first document that gives a baby's own name."""

from collections.abc import Iterator

import numpy as np

from wanhu.synthetic.cells import day_texts, gestation_texts, number_texts, plain, pooled, weight_texts
from wanhu.synthetic.city import City
from wanhu.synthetic.days import parts
from wanhu.synthetic.feeds.columns import addresses, consent, identities, period, phones, remarks, serials, sexes
from wanhu.synthetic.identities import children, mothers
from wanhu.synthetic.pregnancies import HOSPITALS
from wanhu.synthetic.sheets import Columns, Mention, Sheet
from wanhu.synthetic.styles import style_for

FEED = "birth-certificate"


def sheets(city: City, since: int) -> Iterator[Sheet]:
    """One file per hospital and calendar year with children born since day ``since``."""
    lives, people = city.lives, city.people
    born = lives.births.baby_born
    hospital = lives.pregnancies.hospital[lives.child_pregnancy]
    found = np.flatnonzero(born >= since)
    years = parts(born[found])[0]
    for at, name in enumerate(HOSPITALS):
        for year in np.unique(years).tolist():
            mine = found[(hospital[found] == at) & (years == year)]
            if not len(mine):
                continue
            rng = city.stream("files", 2, at, year)
            style = style_for(at, 2, len(mine))
            rows = lives.child_row[mine]
            who, pregnancy = people.mother[rows], lives.child_pregnancy[mine]
            mother = mothers(rng, people, who, f"0728-02000{at:02d}", city.rates, born=False, rare=style.rare)
            twin = np.where(lives.pregnancies.fetuses[pregnancy] > 1, lives.births.baby_order[mine], 0).astype(np.int8)
            child = children(rng, people, rows, twin, mother, city.rates, id_missing=1.0, placeholder=0.02, rare=style.rare)
            columns = Columns(style)
            columns.put("序号", serials(len(mine)))
            columns.put("出生医学证明编号/出生证编号/出生医学证明编号", plain(city.certificates[mine]), group="新生儿信息")
            columns.put("新生儿姓名", plain(child.name), group="新生儿信息")
            columns.put("性别/新生儿性别/性别", sexes(people.male[rows], style), group="新生儿信息")
            columns.put("出生日期", day_texts(child.born, style), "date", group="新生儿信息", key=True)
            columns.put("孕周/出生孕周/孕周", gestation_texts(lives.pregnancies.gestation[pregnancy], style), group="新生儿信息")
            columns.put(
                "新生儿出生状况", pooled(["良好", "一般"], (lives.weight_g[mine] < 2500).astype(np.int64)), group="新生儿信息"
            )
            columns.put(f"出生体重({style.weight})", weight_texts(lives.weight_g[mine], style), "number", group="新生儿信息")
            columns.put("出生身长(cm)", number_texts(lives.length_mm[mine] / 10), "number", group="新生儿信息")
            columns.put("母亲姓名", plain(mother.name), group="父母信息")
            columns.put("母亲身份证号码/母亲身份证号/母亲身份证号码", identities(mother.id_number, style), group="父母信息")
            father = people.father[rows]
            named = father >= 0
            columns.put("父亲姓名", plain(np.where(named, people.name[father], "")), group="父母信息")
            columns.put("父亲身份证号码/父亲身份证号/父亲身份证号码", identities(np.where(named, people.id_number[father], ""), style),
                        group="父母信息")  # fmt: skip
            columns.put("家庭住址/现住址/家庭住址", addresses(city, who, lives.births.baby_born[mine]), group="父母信息")
            phones(columns, "联系电话/电话/联系电话", mother.phone, "父母信息")
            columns.put("接生机构/助产机构名称/接生机构", pooled([name], np.zeros(len(mine), dtype=np.int64)), group="签发")
            columns.put("签发机构", pooled([name], np.zeros(len(mine), dtype=np.int64)), group="签发")
            issued = np.minimum(lives.births.baby_born[mine] + rng.integers(3, 30, len(mine)), city.on).astype(np.int32)
            columns.put("签发日期", day_texts(issued, style), "date", group="签发")
            columns.put("与新生儿关系", pooled(["母亲", "父亲"], np.where(named, rng.integers(0, 2, len(mine)), 0)), group="签发")
            remarks(columns, len(mine))
            there = consent(columns, city, rng, who, issued, child_born=lives.births.baby_born[mine])
            place, zero = np.arange(len(mine)), np.zeros(len(mine), dtype=np.int16)
            yield Sheet(
                FEED, f"{name}_出生医学证明_{year}", name, name, f"{name}出生医学证明签发登记({year}年)", period(city, born[mine]),
                style, columns, [Mention("mother", place, zero, mother), Mention("child", place, zero, child)], there,
            )  # fmt: skip
