"""分娩登记: each hospital's delivery register, a calendar year to a file, in one of the two layouts that hospitals use.

One layout has a row per woman with blocks for a first and a second newborn; the other a row per baby, so that a mother of twins
stands there twice under the same 住院号.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wanhu.synthetic.cells import day_texts, gestation_texts, joined, number_texts, plain, pooled, pressure_texts, weight_texts
from wanhu.synthetic.city import City
from wanhu.synthetic.days import NEVER, Days, parts
from wanhu.synthetic.feeds.columns import addresses, consent, identities, legacy, period, phones, remarks, serials
from wanhu.synthetic.identities import BIT, Written, children, mothers, spread
from wanhu.synthetic.people import YEAR
from wanhu.synthetic.pregnancies import BORN, HOSPITALS, STILL
from wanhu.synthetic.sheets import Columns, Mention, Sheet
from wanhu.synthetic.styles import Style, style_for

FEED = "delivery-register"
MIDWIVES = ["刘助产士", "张助产士", "龚助产士", "代助产士"]
WAYS = {"g": ("自然分娩", "剖宫产"), "kg": ("顺产", "剖宫产"), "斤": ("1", "5")}


def sheets(city: City, since: int) -> Iterator[Sheet]:
    """One file per hospital and calendar year with deliveries since day ``since``."""
    pregnancies = city.lives.pregnancies
    found = np.flatnonzero(np.isin(pregnancies.outcome, (BORN, STILL)) & (pregnancies.ended >= since))
    year = parts(pregnancies.ended[found])[0]
    first_child = np.full(len(pregnancies), -1)
    of = city.lives.child_pregnancy
    first_child[of[::-1]] = np.arange(len(of))[::-1]
    for hospital, name in enumerate(HOSPITALS):
        for each in np.unique(year).tolist():
            mine = found[(pregnancies.hospital[found] == hospital) & (year == each)]
            mine = mine[np.argsort(pregnancies.ended[mine], kind="stable")]
            if len(mine):
                yield _sheet(city, hospital, name, each, mine, first_child[mine])


def _sheet(city: City, hospital: int, name: str, year: int, mine: NDArray, first: NDArray) -> Sheet:
    pregnancies = city.lives.pregnancies
    rng = city.stream("files", 1, hospital, year)
    style = style_for(hospital, 1, len(mine))
    telephone = f"0728-02000{hospital:02d}"
    twins = (pregnancies.fetuses[mine] > 1) & (first >= 0)
    if style.by_baby:
        woman = np.repeat(np.arange(len(mine)), np.where(twins, 2, 1))
        order = np.arange(len(woman)) - np.searchsorted(woman, woman)
    else:
        woman, order = np.arange(len(mine)), np.zeros(len(mine), dtype=np.int64)
    record = mothers(rng, city.people, pregnancies.mother[mine], telephone, city.rates, born=False, rare=style.rare)
    rows = mine[woman]
    who, day = pregnancies.mother[rows], pregnancies.ended[rows]
    written = spread(record, woman)
    serial = np.strings.add(f"{year % 100}{hospital + 1}", np.strings.zfill((woman + 1).astype("U6"), 6))
    columns = Columns(style)
    columns.put("序号", serials(len(rows)))
    columns.put("住院号", plain(serial), group="产妇")
    columns.put("产妇姓名/姓名/产妇姓名", plain(written.name), group="产妇")
    columns.put("年龄", number_texts((day - city.people.born[who]) // YEAR), "number", group="产妇")
    columns.put("身份证号/证件号码/身份证号码", identities(written.id_number, style), group="产妇")
    columns.put("现住址/现住址/居住地址", addresses(city, who, day), group="产妇")
    phones(columns, "联系电话/电话/联系电话", written.phone, "产妇")
    columns.put("孕次", number_texts(pregnancies.gravida[rows]), "number", group="分娩情况")
    columns.put("产次", number_texts(pregnancies.para[rows] + 1), "number", group="分娩情况")
    columns.put("孕周/分娩孕周/孕周", gestation_texts(pregnancies.gestation[rows], style), group="分娩情况")
    columns.put("分娩日期/分娩时间/分娩日期", _moments(rng, day, woman, order, style), "date", group="分娩情况", key=True)
    columns.put("分娩方式", pooled(list(WAYS[style.weight]), pregnancies.caesarean[rows].astype(np.int64)), group="分娩情况")
    columns.put("胎数/生产胎数/胎数", number_texts(pregnancies.fetuses[rows]), "number", group="分娩情况")
    columns.put(
        "总出血量(ml)/总出血量(ml)/产时出血量(ml)", number_texts(rng.integers(8, 60, len(rows)) * 10), "number", group="分娩情况"
    )
    if style.pressure == "split":
        columns.put("产后收缩压(mmHg)", number_texts(city.growth.systolic[rows]), "number", group="分娩情况")
        columns.put("产后舒张压(mmHg)", number_texts(city.growth.diastolic[rows]), "number", group="分娩情况")
    else:
        columns.put(
            "产后血压(mmHg)", pressure_texts(city.growth.systolic[rows], city.growth.diastolic[rows], style), group="分娩情况"
        )
    died = city.lives.families.died[who]
    lost = (died != NEVER) & (died >= day) & (died <= pregnancies.discharged[rows])
    columns.put("产妇结局", pooled(["存活", "死亡"], lost.astype(np.int64)), group="分娩情况")
    child = np.where(first[woman] < 0, -1, first[woman] + order)
    babies = _babies(rng, city, columns, child, twins[woman], spread(record, woman), order)
    columns.put("接生者/接生者/助产士", pooled(MIDWIVES, rng.integers(0, len(MIDWIVES), len(rows))), group="出院")
    columns.put("分娩单位/分娩单位/接生机构", pooled([name], np.zeros(len(rows), dtype=np.int64)), group="出院")
    columns.put("出院日期", day_texts(pregnancies.gone_home(city.on)[rows], style), "date", group="出院")
    legacy(columns, rng, len(rows))
    met = pregnancies.ended[mine]
    remarks(columns, len(rows))
    there = consent(columns, city, rng, pregnancies.mother[mine], met, rows=woman)
    place = np.arange(len(rows))
    return Sheet(
        FEED, f"{name}_分娩登记_{year}", name, name, f"{name}分娩登记表({year}年)", period(city, day), style, columns,
        [Mention("mother", place, np.zeros(len(rows), dtype=np.int16), written), *babies], there,
    )  # fmt: skip


def _moments(rng: np.random.Generator, day: Days, woman: NDArray, order: NDArray, style: Style) -> pa.Array:
    """Some registers give the time of day with the date; a second twin comes some minutes later."""
    texts = day_texts(day, style)
    if style.dates not in ("2026-3-5", "2026/03/05", "2026-03-05"):
        return texts
    minute = rng.integers(0, 1425, len(day))[woman] + 7 * order
    clock = pooled([f" {at // 60}:{at % 60:02d}" for at in range(1440)], minute)
    return joined(texts, clock)


def _babies(rng: np.random.Generator, city: City, columns: Columns, child: NDArray, twin: NDArray, mother: Written,
            order: NDArray) -> list[Mention]:  # fmt: skip
    """The newborns' columns: one set, or two blocks where the second is empty but for twins. Registers name no baby. ``child`` is -1
    for a stillbirth, whose row gives the outcome and nothing else: nobody is named by it but the mother."""
    lives, style = city.lives, columns.style
    mentions = []
    blocks = [("", child, child >= 0)]
    if not style.by_baby:
        blocks = [("新生儿1", child, child >= 0), ("新生儿2", np.where(twin, child + 1, child), twin)]
    for part, (label, baby, here) in enumerate(blocks):
        prefix = "" if style.two_rows else label
        own = "新生儿" if not label and not style.two_rows else ""
        group = label or "新生儿"
        sex = pooled(list(style.sexes), np.where(here, (~lives.births.baby_male[baby]).astype(np.int64), -1))
        columns.put(f"{prefix}{own}性别", sex, group=group)
        if not label:
            columns.put("胎序", number_texts(order + 1), "number", group=group)
        weight = weight_texts(np.where(here, lives.weight_g[baby], 0), style)
        columns.put(f"{prefix}出生体重({style.weight})", weight, "number", group=group)
        columns.put(
            f"{prefix}出生身长(cm)", number_texts(np.where(here, lives.length_mm[baby] / 10, np.nan)), "number", group=group
        )
        columns.put(f"{prefix}Apgar评分", pooled(["9-10-10", "10-10-10", "8-9-10"], np.where(here, baby % 3, -1)), group=group)
        dead = (lives.child_died[baby] != NEVER) & (lives.child_died[baby] <= lives.births.baby_born[baby] + 3)
        outcome = np.where(here, dead.astype(np.int64), np.where((child < 0) & (part == 0), 2, -1))
        columns.put(f"{prefix}结局" if prefix else "新生儿结局", pooled(["存活", "死亡", "死产"], outcome), group=group)
        rows = np.flatnonzero(here)
        born_order = lives.births.baby_order[baby[rows]]
        nameless = children(
            rng, city.people, lives.child_row[baby[rows]], np.where(twin[rows], born_order, 0).astype(np.int8),
            spread(mother, rows), city.rates, id_missing=1.0, placeholder=0.0,
        )  # fmt: skip
        nameless.kinds &= _TWIN
        number = np.full(len(rows), part + 1 if label else 0, dtype=np.int16)
        mentions.append(Mention("child", rows, number, nameless))
    return mentions


_TWIN = BIT["twin"]
