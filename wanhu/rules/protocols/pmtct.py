"""Preventing HIV, syphilis and hepatitis B from passing to the child: the steps of pregnancy. Restricted from end to end.

Computed only for those who may see such results, never into a list, a message or a small count (invariant 9). Findings: hiv,
syphilis, hbsag, hbeag (positive, negative); partner-testing-offered (yes); art (started); benzathine-penicillin (given); tdf
(started). Measurements: hbv-dna (IU/ml), alt. The clinical times are from experts' memory. One course of penicillin is three weekly
injections; an older text gives a second course late in pregnancy, which her doctor decides. "At first visit" is read as two weeks
after registration, "at once" as the next day (design defaults).
"""

from datetime import date

from wanhu.engine.expressions import When
from wanhu.engine.facts import done, first_day, found, last_day, later_of, latest, latest_day, newest_finding, pregnancies, tally
from wanhu.engine.protocol import Confidence, Ever, InWindow, Known, Protocol, Step, Subject
from wanhu.engine.spans import days, weeks
from wanhu.engine.text import Text
from wanhu.rules.endings import ALWAYS, DECLINED_RESTRICTED, DELIVERED
from wanhu.rules.sources import MOTHER_TO_CHILD

_hiv, _syphilis, _hbsag = (
    found("hiv", "positive", "negative"), found("syphilis", "positive", "negative"), found("hbsag", "positive", "negative"),
)  # fmt: skip
_all_three = (tally(_hiv) >= 1) & (tally(_syphilis) >= 1) & (tally(_hbsag) >= 1)
HIV_POSITIVE = newest_finding("hiv").equals("positive")
SYPHILIS_POSITIVE = newest_finding("syphilis").equals("positive")
HBSAG_POSITIVE = newest_finding("hbsag").equals("positive")
HBV_HIGH = (latest("hbv-dna") >= 200_000).or_else(False) | newest_finding("hbeag").equals("positive").or_else(False)
_hbv_known = (tally(found("hbeag", "positive", "negative")) >= 1) & (latest("hbv-dna") >= 0) & (latest("alt") >= 0)
_penicillin = found("benzathine-penicillin", "given")

pmtct = Protocol(
    code="pmtct",
    title=Text("预防母婴传播（孕期）", "Preventing transmission to the child (pregnancy)"),
    source=MOTHER_TO_CHILD,
    confidence=Confidence.EXPERT,
    next_review=date(2027, 9, 1),
    subject=Subject.PREGNANCY,
    starts=pregnancies.registered_on,
    restricted=True,
    steps=(
        Step(
            "three-tests", Text("首诊检测艾滋病、梅毒、乙肝", "Tests for HIV, syphilis and hepatitis B at the first visit"),
            opens=days(0), due=days(14), recorded_as=(("finding", "hiv"), ("finding", "syphilis"), ("finding", "hbsag")),
            done_by=Known(When(_all_three, later_of(first_day(_hiv), first_day(_syphilis), first_day(_hbsag)))),
        ),
        Step(
            "partner-offered", Text("告知配偶（伴侣）可以检测", "Tests offered to her partner"),
            opens=days(0), due=days(30), closes=days(90), done_by=Ever(found("partner-testing-offered", "yes")),
            recorded_as=(("finding", "partner-testing-offered"),),
        ),
        Step(
            "art", Text("立即开始抗病毒治疗", "Start antiretroviral treatment at once"),
            anchor=first_day(found("hiv", "positive")), opens=days(0), due=days(1), done_by=Ever(found("art", "started")),
            applies=HIV_POSITIVE, recorded_as=(("finding", "art"),),
        ),
        Step(
            "penicillin-1", Text("苄星青霉素第1针（240万单位）", "Benzathine penicillin, first injection (2.4 million units)"),
            anchor=first_day(found("syphilis", "positive")), opens=days(0), due=days(1), done_by=InWindow(_penicillin),
            applies=SYPHILIS_POSITIVE, recorded_as=(("finding", "benzathine-penicillin"),),
        ),
        Step(
            "penicillin-2", Text("苄星青霉素第2针（1周后）", "Benzathine penicillin, second injection (a week later)"),
            anchor=done("pmtct", "penicillin-1"), opens=days(6), due=days(8), done_by=InWindow(_penicillin),
            applies=SYPHILIS_POSITIVE, recorded_as=(("finding", "benzathine-penicillin"),),
        ),
        Step(
            "penicillin-3", Text("苄星青霉素第3针（再1周后）", "Benzathine penicillin, third injection (another week later)"),
            anchor=done("pmtct", "penicillin-2"), opens=days(6), due=days(8), done_by=InWindow(_penicillin),
            applies=SYPHILIS_POSITIVE, recorded_as=(("finding", "benzathine-penicillin"),),
        ),
        Step(
            "hbv-tests", Text("乙肝e抗原、病毒载量与肝功能", "HBeAg, viral load and liver tests"),
            anchor=first_day(found("hbsag", "positive")), opens=days(0), due=days(14), applies=HBSAG_POSITIVE,
            done_by=Known(When(_hbv_known, later_of(last_day(found("hbeag")), latest_day("hbv-dna"), latest_day("alt")))),
            recorded_as=(("finding", "hbeag"), ("measurement", "hbv-dna"), ("measurement", "alt")),
        ),
        Step(
            "tdf", Text("28周起（24～28周）服用替诺福韦", "Tenofovir from 28 weeks (24–28)"),
            anchor=pregnancies.lmp, opens=weeks(24), due=weeks(28), done_by=Ever(found("tdf", "started")),
            applies=HBSAG_POSITIVE & HBV_HIGH, recorded_as=(("finding", "tdf"),),
        ),
    ),
    ends=(DELIVERED, DECLINED_RESTRICTED, *ALWAYS),
)  # fmt: skip
