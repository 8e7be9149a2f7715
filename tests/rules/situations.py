"""The facts of a worked example in words, for somebody who has never seen a table: "3月10日接种了乙肝疫苗". ``None`` where a fact has none."""

from datetime import date

from wanhu.engine.text import Text
from wanhu.rules import RULEBOOK
from wanhu.web.worklist import codes

VACCINES = {
    "HepB": Text("乙肝疫苗", "hepatitis B vaccine"), "BCG": Text("卡介苗", "BCG"), "IPV": Text("脊灰灭活疫苗", "inactivated polio vaccine"),
    "bOPV": Text("脊灰减毒活疫苗（口服）", "oral polio vaccine"), "DTaP": Text("百白破疫苗", "DTaP vaccine"), "DT": Text("白破疫苗", "DT vaccine"),
    "MMR": Text("麻腮风疫苗", "MMR vaccine"), "JE-L": Text("乙脑减毒活疫苗", "live JE vaccine"), "JE-I": Text("乙脑灭活疫苗", "inactivated JE vaccine"),
    "MPSV-A": Text("A群流脑多糖疫苗", "MenA vaccine"), "MPSV-AC": Text("A群C群流脑多糖疫苗", "MenAC vaccine"), "HepA-L": Text("甲肝减毒活疫苗", "live HepA vaccine"),
    "HepA-I": Text("甲肝灭活疫苗", "inactivated HepA vaccine"), "HPV2": Text("双价HPV疫苗", "HPV vaccine (bivalent)"), "Varicella": Text("水痘疫苗", "varicella vaccine"),
}  # fmt: skip
COLOURS = {
    "green": Text("绿色", "green"), "yellow": Text("黄色", "yellow"), "orange": Text("橙色", "orange"), "red": Text("红色", "red"),
}  # fmt: skip
CONTACTS = {code: step.title for one in RULEBOOK.protocols for step in one.steps for what, code in step.recorded_as if what == "contact"} | {
    "antenatal": Text("产前检查", "an antenatal check"), "antenatal-1": Text("建册和第1次产前检查", "registration and the first antenatal check"),
    "preterm-follow-up": Text("早产儿随访", "a preterm follow-up"), "risk-follow-up": Text("高风险随访", "a follow-up by colour of risk"),
    "postnatal-contact": Text("产后随访", "a contact after birth"), "pre-pregnancy-follow-up": Text("孕前检查后的随访", "a follow-up after the check"),
}  # fmt: skip
MADE = {"referral": Text("已转诊", "Referred"), "multiple-birth": Text("双胎或多胎出生", "Born as one of several")}
SEX = {"1": Text("男孩", "A boy"), "2": Text("女孩", "A girl")}
MONTHS = "January February March April May June July August September October November December".split()


def day(one: date) -> Text:
    """A day in full: the years differ within one example."""
    return Text(f"{one.year}年{one.month}月{one.day}日", f"{one.day} {MONTHS[one.month - 1]} {one.year}")


def cells(rest: list[str]) -> dict[str, str]:
    """``["code=hearing-check value=pass"]`` by name."""
    return {name: value for name, _is, value in (pair.partition("=") for pair in " ".join(rest).split())}


def situation(given: str, *, of_child: bool) -> tuple[Text, ...] | None:
    """All facts, oldest first; ``None`` when one of them cannot be said, or should not be asked about."""
    found: list[Text] = []
    for line in sorted(given.splitlines(), key=lambda one: one.split(" | ")[1]):
        table, happened, *rest = line.split(" | ")
        values = cells(rest)
        said = _fact(table, day(date.fromisoformat(happened)), values, of_child=of_child)
        if said is None:
            return None
        found += said
    return tuple(found)


def _fact(table: str, on: Text, values: dict[str, str], *, of_child: bool) -> list[Text] | None:
    match table:
        case "person" if of_child and values["sex"] in SEX:
            return [Text(f"{SEX[values['sex']].zh}，{on.zh}出生。", f"{SEX[values['sex']].en}, born on {on.en}.")]
        case "person" if not of_child:
            return [Text(f"她{on.zh}出生。", f"She was born on {on.en}.")]
        case "pregnancy" if "lmp" in values and values.keys() <= {"lmp", "fetuses"}:
            lmp = day(date.fromisoformat(values["lmp"]))
            several = values.get("fetuses", "1") != "1"
            return [Text(f"孕妇，末次月经{lmp.zh}，{on.zh}登记{'，双胎' if several else ''}。",
                         f"Pregnant{' with twins' if several else ''}, last period {lmp.en}, registered on {on.en}.")]  # fmt: skip
        case "birth":
            return _birth(on, values, of_child=of_child)
        case "dose" if values["vaccine"] in VACCINES:
            vaccine = VACCINES[values["vaccine"]]
            return [Text(f"{on.zh}接种了{vaccine.zh}。", f"{vaccine.en[0].upper()}{vaccine.en[1:]} given on {on.en}.")]
        case "contact" if values["kind"] in CONTACTS:
            kind = CONTACTS[values["kind"]]
            return [Text(f"{on.zh}做过{kind.zh}。", f"On {on.en}: {_small(kind.en)}.")]
        case "decision" if values["about"] == "risk-colour":
            colour = COLOURS[values["outcome"]]
            return [Text(f"{on.zh}医院评定风险为{colour.zh}。", f"On {on.en} the hospital set her colour of risk: {colour.en}.")]
        case "status" if values["kind"] == "planning-pregnancy" and "until" not in values:
            return [Text(f"{on.zh}她登记说想怀孕。", f"On {on.en} she asked for the service before a pregnancy.")]
        case "measurement":
            return _measurement(on, values)
        case "finding":
            return _finding(on, values)
    return None


def _birth(on: Text, values: dict[str, str], *, of_child: bool) -> list[Text] | None:
    if not of_child:
        found = [Text(f"{on.zh}分娩。", f"Gave birth on {on.en}.")]
    else:
        found = []
    if "gestation_days" in values:
        weeks, rest = divmod(int(values["gestation_days"]), 7)
        found.append(Text(f"孕{weeks}周+{rest}天出生。", f"Born at {weeks} weeks and {rest} days."))
    if "weight_g" in values:
        found.append(Text(f"出生体重{values['weight_g']}克。", f"Birth weight {values['weight_g']} g."))
    if "discharged_on" in values:
        left = day(date.fromisoformat(values["discharged_on"]))
        found.append(Text(f"{left.zh}出院。", f"Discharged on {left.en}."))
    return found


def _measurement(on: Text, values: dict[str, str]) -> list[Text] | None:
    if values["code"] not in codes.measurements():
        return None
    title, unit = codes.measurements()[values["code"]]
    value = values["value"].removesuffix(".0")
    unit_en = {"次/分": "a minute", "分": "", "次": ""}.get(unit, unit)
    between = "×" if unit[:1].isdigit() else " " if unit[:1].isascii() else ""
    between_en = "×" if unit[:1].isdigit() else " "
    return [
        Text(
            f"{on.zh}，{title.zh}{value}{between}{unit}。",
            f"On {on.en}: {_small(title.en)} {value}{between_en}{unit_en}".rstrip() + ".",
        )
    ]


def _finding(on: Text, values: dict[str, str]) -> list[Text] | None:
    if values["code"] in MADE:
        made = MADE[values["code"]]
        return [Text(f"{on.zh}{made.zh}。", f"{made.en} on {on.en}.")]
    title, value = codes.finding_in_words(values["code"], values["value"])
    if values["code"] == title.zh or values["value"] == value.zh:
        return None
    if "（有" in title.zh:  # a hint for whoever fills in the form
        title = Text(title.zh.partition("（")[0], title.en.partition(" (")[0])
    value = Text("没有", "no") if values["value"] == "no" else value
    return [Text(f"{on.zh}，{title.zh}：{value.zh}。", f"On {on.en}, {_small(title.en)}: {_small(value.en)}.")]


def _small(words: str) -> str:
    """In the middle of a sentence, unless they begin with a short form (HIV, NT)."""
    return words if words[:2].isupper() else words[0].lower() + words[1:]
