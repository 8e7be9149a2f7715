"""孕产妇保健手册 (建册): each township health centre's list of women who registered a pregnancy."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic.cells import day_texts, gestation_texts, number_texts, plain, pooled, pressure_texts
from wanhu.synthetic.city import City
from wanhu.synthetic.days import NEVER, Days, parts
from wanhu.synthetic.feeds.columns import addresses, consent, identities, legacy, period, phones, remarks, serials, township_phone
from wanhu.synthetic.identities import mothers
from wanhu.synthetic.people import YEAR
from wanhu.synthetic.sheets import Columns, Mention, Sheet
from wanhu.synthetic.styles import style_for

FEED = "maternity-handbook"
RISKS = ["绿", "黄", "橙", "红"]
STATES = ["正常", "终止妊娠", "已分娩"]
DOCTORS = ["李医生", "王医生", "陈医生", "彭医生", "别医生", "查医生"]


def sheets(city: City, since: int) -> Iterator[Sheet]:
    """One file per township that registered anybody since day ``since``. A few women registered in a second township as well."""
    pregnancies = city.lives.pregnancies
    first = np.flatnonzero(pregnancies.registered != NEVER)
    day = pregnancies.registered[first]
    town = city.townships(pregnancies.mother[first], day)
    rng = city.stream("files", 0, 99)
    later = (day + rng.integers(14, 70, len(first))).astype(np.int32)
    end = np.where(pregnancies.ended[first] == NEVER, city.on, pregnancies.ended[first] - 1)
    again = np.flatnonzero((rng.random(len(first)) < city.rates.registered_twice) & (later <= end))
    elsewhere = (town[again] + rng.integers(1, len(city.places.townships), len(again))) % len(city.places.townships)
    mine = np.concatenate([first, first[again]])
    day = np.concatenate([day, later[again]])
    town = np.concatenate([town, elsewhere])
    for at, (code, name) in enumerate(city.places.townships):
        rows = np.flatnonzero((town == at) & (day >= since))
        rows = rows[np.argsort(day[rows], kind="stable")]
        if len(rows):
            yield _sheet(city, at, code, name, mine[rows], day[rows])


def _sheet(city: City, at: int, code: str, name: str, mine: NDArray[np.int64], day: Days) -> Sheet:
    pregnancies, people = city.lives.pregnancies, city.people
    rng = city.stream("files", 0, at)
    style = style_for(at, 0, len(mine))
    who = pregnancies.mother[mine]
    written = mothers(rng, people, who, township_phone(at), city.rates, born=True, rare=style.rare)
    columns = Columns(style)
    year = parts(day)[0]
    number = np.strings.add(
        np.strings.add(code[6:], year.astype("U4")), np.strings.zfill((np.arange(len(mine)) + 1).astype("U6"), 6)
    )
    father = np.arange(len(people))[city.lives.births.mothers + who]
    columns.put("序号", serials(len(mine)))
    columns.put("孕册号/孕妇档案号/孕册号", plain(number), group="建册信息")
    columns.put("建册日期", day_texts(day, style), "date", group="建册信息", key=True)
    columns.put("建册孕周", gestation_texts(day - pregnancies.lmp[mine], style), group="建册信息")
    columns.put("建册单位", pooled([f"{name}卫生院"], np.zeros(len(mine), dtype=np.int64)), group="建册信息")
    columns.put("建册医生/责任医生/建册医生", pooled(DOCTORS, rng.integers(0, len(DOCTORS), len(mine))), group="建册信息")
    columns.put("姓名/孕妇姓名/姓名", plain(written.name), group="孕妇信息")
    columns.put("出生日期", day_texts(written.born, style), "date", group="孕妇信息")
    columns.put("身份证号/身份证号码/证件号码", identities(written.id_number, style), group="孕妇信息")
    phones(columns, "联系电话/电话/联系电话", written.phone, "孕妇信息")
    columns.put("居(暂)住地址/现住址/居(暂)住地址", addresses(city, who, day), group="孕妇信息")
    columns.put("户籍地址", pooled(["本市", "湖北省天门市", "湖北省潜江市", "四川省达州市", "贵州省毕节市"],
                np.where(people.migrant[who], 1 + who % 4, 0)), group="孕妇信息")  # fmt: skip
    columns.put("是否流动", pooled(["否", "是"], people.migrant[who].astype(np.int64)), group="孕妇信息")
    columns.put("丈夫姓名", plain(np.where(who % 9 == 0, "", people.name[father])), group="家庭联系人")
    columns.put(
        "丈夫年龄",
        number_texts(np.where(who % 9 == 0, np.nan, (day - people.born[father]) // YEAR)),
        "number",
        group="家庭联系人",
    )
    columns.put("末次月经", day_texts(pregnancies.lmp[mine], style), "date", group="本次妊娠")
    columns.put("预产期", day_texts(pregnancies.edd[mine], style), "date", group="本次妊娠")
    columns.put("孕次", number_texts(pregnancies.gravida[mine]), "number", group="本次妊娠")
    columns.put("阴道分娩次数", number_texts(np.where(who % 5 < 3, pregnancies.para[mine], 0)), "number", group="本次妊娠")
    columns.put("剖宫产次数", number_texts(np.where(who % 5 < 3, 0, pregnancies.para[mine])), "number", group="本次妊娠")
    growth = city.growth
    columns.put("基础体重(kg)", number_texts(growth.before[mine]), "number", group="检查")
    columns.put("身高(cm)", number_texts(growth.tall[mine]), "number", group="检查")
    if style.pressure == "split":
        columns.put("收缩压(mmHg)", number_texts(growth.systolic[mine]), "number", group="检查")
        columns.put("舒张压(mmHg)", number_texts(growth.diastolic[mine]), "number", group="检查")
    else:
        columns.put("血压(mmHg)", pressure_texts(growth.systolic[mine], growth.diastolic[mine], style), group="检查")
    columns.put("血红蛋白(g|L)", number_texts(growth.haemoglobin[mine]), "number", group="检查")
    columns.put("高危评级/风险等级/高危评级", pooled(RISKS, city.risks.first[mine]), group="检查")
    legacy(columns, rng, len(mine), marriage=True)
    state = np.where(pregnancies.ended[mine] == NEVER, 0, np.where(pregnancies.discharged[mine] == NEVER, 1, 2))
    columns.put("状态", pooled(STATES, state))
    remarks(columns, len(mine))
    there = consent(columns, city, rng, who, day)
    rows = np.arange(len(mine))
    return Sheet(
        FEED, f"{code}_孕产妇建册", f"{name}卫生院", code, f"{name}孕产妇保健手册建册登记表", period(city, day), style, columns,
        [Mention("mother", rows, np.zeros(len(mine), dtype=np.int16), written)], there,
    )  # fmt: skip
