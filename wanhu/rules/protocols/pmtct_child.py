"""Preventing HIV, syphilis and hepatitis B from passing to the child: the steps after birth. Restricted from end to end.

Findings of the child: exposed-hiv, exposed-hiv-high-risk, exposed-syphilis, exposed-hbv (yes, no); infant-arv (started, completed);
feeding-counselled (yes); hiv-early-test, hiv-antibody (positive, negative); benzathine-penicillin (given); syphilis-titre
(positive, negative); hbig (given); hbv-serology (protected, not-protected, infected). Facts know days and no hours: "within 12
hours" is due by the next day, because a child may be born at night. After an early test found HIV, or a titre from two months on
was negative, the later tests are not planned. A child under 2000 g whose mother carries hepatitis B has four doses, at birth and at 1, 2
and 7 months: the two that the ordinary plan does not have are planned here, where they tell nobody of the mother (moderately sure;
a local body confirms). Clinical times are from experts' memory, the windows around them design defaults.
"""

from datetime import date

from wanhu.engine.expressions import When
from wanhu.engine.facts import births, done, doses, first_day, found, last_day, later_of, newest_finding, people, tally
from wanhu.engine.protocol import Confidence, Ever, InWindow, Known, Protocol, Step, Subject
from wanhu.engine.spans import Span, days, months, years
from wanhu.engine.text import Text
from wanhu.rules.endings import DECLINED, DECLINED_RESTRICTED, DIED, MOVED
from wanhu.rules.sources import MOTHER_TO_CHILD

_hiv = newest_finding("exposed-hiv").equals("yes")
_syphilis = newest_finding("exposed-syphilis").equals("yes")
_hbv = newest_finding("exposed-hbv").equals("yes")
_early_test = InWindow(found("hiv-early-test", "positive", "negative"))
_antibody = InWindow(found("hiv-antibody", "positive", "negative"))
_titre = InWindow(found("syphilis-titre", "positive", "negative"))
_hiv_found_on = first_day(found("hiv-early-test", "positive"))
_cleared_on = last_day(found("syphilis-titre", "negative"))
_hepatitis_b = doses("HepB")
_born = people.born_on
_late_enough = (_cleared_on >= _born + months(2)).or_else(False)

pmtct_child = Protocol(
    code="pmtct-child",
    title=Text("预防母婴传播（婴儿）", "Preventing transmission to the child (infant)"),
    source=MOTHER_TO_CHILD,
    confidence=Confidence.EXPERT,
    next_review=date(2027, 9, 1),
    subject=Subject.CHILD,
    starts=_born,
    restricted=True,
    until=_born + years(3),
    steps=(
        Step(
            "infant-arv", Text("出生后6小时内（不晚于12小时）开始预防用药", "Preventive medicine within 6 hours of birth, 12 at the latest"),
            opens=days(0), due=days(1), closes=days(42), done_by=Ever(found("infant-arv", "started")), applies=_hiv,
            recorded_as=(("finding", "infant-arv"),),
        ),
        Step(
            "infant-arv-completed", Text("预防用药满4～6周", "Preventive medicine taken for 4 to 6 weeks"),
            opens=days(28), due=days(42), closes=days(84), done_by=Ever(found("infant-arv", "completed")), applies=_hiv,
            recorded_as=(("finding", "infant-arv"),),
        ),
        Step(
            "feeding-counselling", Text("喂养咨询", "Counselling about feeding"),
            opens=days(0), due=days(3), closes=days(42), done_by=Ever(found("feeding-counselled", "yes")), applies=_hiv,
            recorded_as=(("finding", "feeding-counselled"),),
        ),
        Step(
            "hiv-48h", Text("48小时内早期诊断检测（高暴露风险）", "Early test within 48 hours (high risk)"),
            opens=days(0), due=days(2), closes=days(27), done_by=_early_test, recorded_as=(("finding", "hiv-early-test"),),
            applies=_hiv & newest_finding("exposed-hiv-high-risk").equals("yes"),
        ),
        Step(
            "hiv-6w", Text("6周早期诊断检测", "Early test at 6 weeks"),
            opens=days(42), due=days(56), closes=Span(days=-1, months=3), done_by=_early_test, recorded_as=(("finding", "hiv-early-test"),),
            applies=_hiv & ~(_hiv_found_on < _born + days(42)).or_else(False),
        ),
        Step(
            "hiv-3m", Text("3月龄早期诊断检测", "Early test at 3 months"),
            opens=months(3), due=months(4), closes=months(9), done_by=_early_test, recorded_as=(("finding", "hiv-early-test"),),
            applies=_hiv & ~(_hiv_found_on < _born + months(3)).or_else(False),
        ),
        Step(
            "hiv-12m", Text("12月龄抗体检测", "Antibody test at 12 months"),
            opens=months(12), due=months(13), closes=Span(days=-1, months=18), done_by=_antibody, recorded_as=(("finding", "hiv-antibody"),),
            applies=_hiv & ~(_hiv_found_on < _born + months(12)).or_else(False),
        ),
        Step(
            "hiv-18m", Text("18月龄抗体检测", "Antibody test at 18 months"),
            opens=months(18), due=months(19), closes=months(24), done_by=_antibody, recorded_as=(("finding", "hiv-antibody"),),
            applies=_hiv & ~(_hiv_found_on < _born + months(18)).or_else(False),
        ),
        Step(
            "penicillin", Text("苄星青霉素1针（5万单位/公斤）", "Benzathine penicillin once (50 000 units/kg)"),
            opens=days(0), due=days(1), closes=days(90), done_by=Ever(found("benzathine-penicillin", "given")), applies=_syphilis,
            recorded_as=(("finding", "benzathine-penicillin"),),
        ),
        Step(
            "titre-birth", Text("出生时非梅毒螺旋体滴度", "Non-treponemal titre at birth"),
            opens=days(0), due=days(7), closes=days(59), done_by=_titre, applies=_syphilis, recorded_as=(("finding", "syphilis-titre"),),
        ),
        Step(
            "titre-3m", Text("3月龄滴度", "Titre at 3 months"), opens=months(2), due=months(4), closes=Span(days=-1, months=5),
            done_by=_titre, applies=_syphilis, recorded_as=(("finding", "syphilis-titre"),),
        ),
        Step(
            "titre-6m", Text("6月龄滴度", "Titre at 6 months"), opens=months(5), due=months(7), closes=Span(days=-1, months=8),
            done_by=_titre, applies=_syphilis & ~(_late_enough & (_cleared_on < _born + months(5))), recorded_as=(("finding", "syphilis-titre"),),
        ),
        Step(
            "titre-9m", Text("9月龄滴度", "Titre at 9 months"), opens=months(8), due=months(10), closes=Span(days=-1, months=11),
            done_by=_titre, applies=_syphilis & ~(_late_enough & (_cleared_on < _born + months(8))), recorded_as=(("finding", "syphilis-titre"),),
        ),
        Step(
            "titre-12m", Text("12月龄滴度", "Titre at 12 months"), opens=months(11), due=months(13), closes=Span(days=-1, months=14),
            done_by=_titre, applies=_syphilis & ~(_late_enough & (_cleared_on < _born + months(11))), recorded_as=(("finding", "syphilis-titre"),),
        ),
        Step(
            "titre-15m", Text("15月龄滴度", "Titre at 15 months"), opens=months(14), due=months(16), closes=Span(days=-1, months=17),
            done_by=_titre, applies=_syphilis & ~(_late_enough & (_cleared_on < _born + months(14))), recorded_as=(("finding", "syphilis-titre"),),
        ),
        Step(
            "titre-18m", Text("18月龄滴度", "Titre at 18 months"), opens=months(17), due=months(19), closes=months(24),
            done_by=_titre, applies=_syphilis & ~(_late_enough & (_cleared_on < _born + months(17))), recorded_as=(("finding", "syphilis-titre"),),
        ),
        Step(
            "hbig", Text("12小时内注射乙肝免疫球蛋白（100单位）", "Hepatitis B immunoglobulin within 12 hours (100 IU)"),
            opens=days(0), due=days(1), closes=days(28), done_by=Ever(found("hbig", "given")), applies=_hbv, recorded_as=(("finding", "hbig"),),
        ),
        Step(
            "hepatitis-b-12h", Text("12小时内接种首剂乙肝疫苗", "First hepatitis B vaccine within 12 hours"),
            opens=days(0), due=days(1), done_by=Ever(doses("HepB")), applies=_hbv, recorded_as=(("dose", "HepB"),),
        ),
        Step(
            "hepatitis-b-2m", Text("出生体重不足2000克：2月龄加种一剂乙肝疫苗（共4剂）", "Born under 2000 g: an extra dose at 2 months (four in all)"),
            anchor=later_of(_born + months(2), done("immunisation", "HepB-2") + days(28)), opens=days(0), due=days(30),
            done_by=Known(When(tally(_hepatitis_b) >= 3, last_day(_hepatitis_b))), applies=_hbv & (births.weight_g < 2000),
            recorded_as=(("dose", "HepB"),),
        ),
        Step(
            "hepatitis-b-7m", Text("出生体重不足2000克：7月龄种第4剂乙肝疫苗", "Born under 2000 g: the fourth dose at 7 months"),
            opens=months(7), due=months(8), done_by=Known(When(tally(_hepatitis_b) >= 4, last_day(_hepatitis_b))),
            applies=_hbv & (births.weight_g < 2000), recorded_as=(("dose", "HepB"),),
        ),
        Step(
            "hbv-serology", Text("最后一剂后1～2个月查乙肝抗原与抗体", "HBsAg and antibody 1–2 months after the last dose"),
            anchor=done("immunisation", "HepB-3"), opens=months(1), due=months(2), closes=months(18),
            done_by=InWindow(found("hbv-serology")), applies=_hbv,
            recorded_as=(("finding", "hbv-serology"),),
        ),
    ),
    ends=(DIED, MOVED, DECLINED, DECLINED_RESTRICTED),
)  # fmt: skip
