"""Cards of vaccines: where and how, what to ask before, what to say afterwards. From experts' memory and package inserts: not confirmed.

The insert of the product at hand and the clinic's doctor stand above these lines. Observing for 30 minutes is in the child norm.
"""

from wanhu.engine.guidance import Card
from wanhu.engine.text import Text
from wanhu.rules.sources import IMMUNISATION

ASK = Text(
    "问：今天发热、急病吗？以前打疫苗有没有严重过敏？", "Ask: fever or illness today? A severe allergy to a vaccine before?"
)
LIVE = Text("活疫苗再问：免疫低下、用激素或化疗？", "Live vaccine, ask too: weak immunity, steroids or chemotherapy?")
WAIT = Text("打完留下观察30分钟。", "Stay for 30 minutes afterwards.")
SORE = Text(
    "局部红肿、低热一两天常见；高热不退来看。", "Red arm or slight fever for a day or two is common; come when high fever stays."
)
SHOCK = Text(
    "脸色发白、气喘、全身疹：平卧，按过敏性休克急救，打120。",
    "Pale, wheezing, rash all over: lie flat, treat as anaphylaxis, call 120.",
)
CHECK = Text("核对接种证、疫苗名、效期和间隔天数。", "Check certificate, vaccine, expiry and days since the last dose.")
MUSCLE = Text(
    "肌内注射0.5毫升：婴儿大腿外侧，大孩子上臂。", "Into the muscle, 0.5 ml: outer thigh of a baby, upper arm when older."
)
UNDER_SKIN = Text("皮下注射0.5毫升，上臂外侧。", "Under the skin, 0.5 ml, outer upper arm.")
LIVE_APART = Text("注射的活疫苗同一天打，或相隔28天以上。", "Injected live vaccines: the same day, or 28 days apart.")

VACCINE_CARDS = (
    Card("vaccination-certificate", Text("预防接种证", "Vaccination certificate"), of=(("finding", "vaccination-certificate"),),
        before=(Text("先看家里有没有接种证，出生医院可能已经发了。", "See whether the family has it: the hospital of birth may have given it."),),
        do=(Text("没有的，告知带出生医学证明到居住地接种门诊办，不收费。", "If not: with the birth certificate, at the clinic of residence, free of charge."),),
        tell=(Text("接种证收好，以后入托、入学要看。", "Keep it: kindergarten and school ask to see it."),),
        refer=(Text("没有出生医学证明的，也请门诊帮助，先不耽误接种。", "Without a birth certificate the clinic helps; no dose waits for it."),), source=IMMUNISATION),
    Card("vaccine-hepb", Text("乙肝疫苗", "Hepatitis B vaccine"), of=(("dose", "HepB"),), before=(CHECK, ASK),
        do=(Text("首剂出生24小时内；肌内注射，大腿外侧或上臂。", "First within 24 hours of birth; into the muscle, thigh or arm."),), tell=(WAIT, SORE), refer=(SHOCK,),
        source=IMMUNISATION),
    Card("vaccine-bcg", Text("卡介苗", "BCG"), of=(("dose", "BCG"),), before=(CHECK, LIVE),
        do=(Text("左上臂皮内0.1毫升，绝不能打深。满3月龄先做皮试；满4岁不补。", "Into the skin of the arm, 0.1 ml, never deep. From 3 months after a skin test; not from 4 years."),),
        tell=(WAIT, Text("2～3周起小脓疱，自己结痂，不挤不包。", "A small pustule after 2–3 weeks heals by itself; do not press or cover."),),
        refer=(Text("腋下肿块大或伤口久不好：转结核门诊。", "A lump in the armpit or a wound that stays: refer."),), source=IMMUNISATION),
    Card("vaccine-ipv", Text("脊灰灭活疫苗", "Inactivated polio vaccine"), of=(("dose", "IPV"),), before=(CHECK, ASK), do=(MUSCLE,), tell=(WAIT, SORE),
    refer=(SHOCK,), source=IMMUNISATION),
    Card("vaccine-bopv", Text("脊灰减毒活疫苗（口服）", "Oral polio vaccine"), of=(("dose", "bOPV"),), before=(CHECK, LIVE),
        do=(Text("只能口服，不能打针；腹泻重的改天。", "By mouth only, never injected; another day with severe diarrhoea."),),
        tell=(WAIT, Text("半小时内不吃热食热奶；换尿布后洗手。", "No hot food or milk for half an hour; wash hands after nappies.")), refer=(SHOCK,), source=IMMUNISATION),
    Card("vaccine-dtap", Text("百白破疫苗", "DTaP vaccine"), of=(("dose", "DTaP"),),
        before=(CHECK, Text("问：上次打后高热、抽搐、久哭？有没有进展的神经病？", "Ask: high fever, convulsion, long crying after the last? An illness of the nerves?")),
        do=(MUSCLE,), tell=(WAIT, Text("局部硬结常见，第二天可热敷。", "A hard lump is common; warmth from the next day.")), refer=(SHOCK,), source=IMMUNISATION),
    Card("vaccine-dt", Text("白破疫苗", "DT vaccine"), of=(("dose", "DT"),), before=(CHECK, ASK),
        do=(MUSCLE, Text("12岁起改用成人型，请门诊决定。", "From 12 years the adult product; the clinic decides.")), tell=(WAIT,), refer=(SHOCK,),
        source=IMMUNISATION),
    Card("dtap-transition", Text("百白破过渡程序", "DTaP transition"), of=(("step", "DTaP-transition"), ("step", "DTaP-transition-6y")),
        before=(Text("看2025年前打过几剂、哪天打的。", "Doses before 2025 and their days."),),
        do=(Text("不自己算日子：请接种门诊按过渡表核对。", "Do not work out days: the clinic uses the transition table."),),
        tell=(Text("已打的都算数，不用重打。", "Doses given count; nothing is started again."),),
        refer=(Text("记录对不上：请疾控中心核对。", "Records differ: ask the centre for disease control."),), source=IMMUNISATION),
    Card("vaccine-mmr", Text("麻腮风疫苗", "MMR vaccine"), of=(("dose", "MMR"),), before=(CHECK, LIVE),
        do=(UNDER_SKIN, LIVE_APART), tell=(Text("观察30分钟；5～12天后可有发热或疹子。", "Wait 30 minutes; fever or rash may come after 5–12 days."),), refer=(SHOCK,),
        source=IMMUNISATION),
    Card("vaccine-je-live", Text("乙脑减毒活疫苗", "Live JE vaccine"), of=(("dose", "JE-L"),), before=(CHECK, LIVE), do=(UNDER_SKIN, LIVE_APART), tell=(WAIT,),
    refer=(SHOCK,), source=IMMUNISATION),
    Card("vaccine-je-inactivated", Text("乙脑灭活疫苗", "Inactivated JE vaccine"), of=(("dose", "JE-I"),), before=(CHECK, ASK),
        do=(Text("肌内注射0.5毫升；前两剂相隔7～10天。", "Into the muscle, 0.5 ml; the first two doses 7–10 days apart."),), tell=(WAIT, SORE), refer=(SHOCK,),
        source=IMMUNISATION),
    Card("vaccine-men-a", Text("A群流脑多糖疫苗", "MenA vaccine"), of=(("dose", "MPSV-A"),), before=(CHECK, ASK),
        do=(UNDER_SKIN, Text("两剂相隔3个月；满24月龄不再打。", "Two doses 3 months apart; not from 24 months.")), tell=(WAIT,), refer=(SHOCK,), source=IMMUNISATION),
    Card("vaccine-men-ac", Text("A群C群流脑多糖疫苗", "MenAC vaccine"), of=(("dose", "MPSV-AC"),), before=(CHECK, ASK),
        do=(UNDER_SKIN, Text("两剂相隔3年以上。", "Two doses at least 3 years apart.")), tell=(WAIT,), refer=(SHOCK,), source=IMMUNISATION),
    Card("vaccine-hepa-live", Text("甲肝减毒活疫苗", "Live hepatitis A vaccine"), of=(("dose", "HepA-L"),), before=(CHECK, LIVE),
        do=(Text("皮下注射，剂量看说明书；只打1剂。", "Under the skin, volume by the insert; one dose."), LIVE_APART), tell=(WAIT,), refer=(SHOCK,), source=IMMUNISATION),
    Card("vaccine-hepa-inactivated", Text("甲肝灭活疫苗", "Inactivated hepatitis A vaccine"), of=(("dose", "HepA-I"),), before=(CHECK, ASK),
        do=(MUSCLE, Text("两剂相隔6个月以上。", "Two doses at least 6 months apart.")), tell=(WAIT,), refer=(SHOCK,), source=IMMUNISATION),
    Card("vaccine-hpv", Text("双价HPV疫苗", "HPV vaccine"), of=(("dose", "HPV2"),), before=(CHECK, ASK),
        do=(Text("上臂肌内注射0.5毫升，两剂相隔6个月。", "Into the upper arm muscle, 0.5 ml; two doses 6 months apart."),),
        tell=(Text("坐着打、坐着观察30分钟，防晕倒。", "Sit for the dose and for 30 minutes: some faint."),), refer=(SHOCK,), source=IMMUNISATION),
)  # fmt: skip
