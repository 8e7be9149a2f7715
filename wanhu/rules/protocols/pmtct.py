"""Preventing HIV, syphilis and hepatitis B from passing to the child: the steps of pregnancy. Restricted from end to end.

Computed only for those who may see such results, never into a list, a message or a small count (invariant 9). Findings: hiv,
syphilis, hbsag, hbeag (positive, negative); partner-testing-offered (yes); art (started); benzathine-penicillin (given); tdf
(started). Measurements: hbv-dna (IU/ml), alt, titre-one-in (the N of a non-treponemal titre of 1:N). The clinical times are from experts' memory.
"At first visit" is read as two weeks after registration, "at once" as the next day (design defaults).

Penicillin: the numbers stand in ``parameters/syphilis_treatment.yaml``, with how well each is known. Three weekly injections are one course; one
that was interrupted for too long is missed from there on and begins anew. A woman in whom it was found before the late weeks has a second course then;
norms differ about that, so the step asks for her doctor's word. A titre is taken before the treatment and then every month; what a
titre that does not fall or rises means, and whether one more course follows, is for her doctor to say.
"""

from datetime import date
from pathlib import Path

from wanhu.engine.courses import course, treatment
from wanhu.engine.expressions import Constant, When
from wanhu.engine.facts import (
    done,
    first_day,
    found,
    last_day,
    later_of,
    latest,
    latest_day,
    measured,
    newest_finding,
    pregnancies,
    tally,
    today,
)
from wanhu.engine.protocol import Advice, Confidence, Ever, Known, Protocol, Repeats, Step, Subject
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
_syphilis_found_on = first_day(found("syphilis", "positive"))
_penicillin = found("benzathine-penicillin", "given")

TREATMENT_FILE = Path(__file__).parents[1] / "parameters" / "syphilis_treatment.yaml"
TREATMENT = treatment(TREATMENT_FILE)
_late_from = pregnancies.lmp + weeks(TREATMENT.second_from_week)
_first_course = course(
    TREATMENT, protocol="pmtct", code="penicillin", anchor=_syphilis_found_on, due=1, given=_penicillin, applies=SYPHILIS_POSITIVE,
    title=Text("苄星青霉素第{n}针（240万单位，每周1针）", "Benzathine penicillin, injection {n} (2.4 million units, weekly)"),
    anew=Text("苄星青霉素重新开始：第{n}针（240万单位，每周1针）", "Benzathine penicillin begun anew, injection {n} (2.4 million units, weekly)"),
)  # fmt: skip
_ask_whether = Advice(
    "ask-about-second-course", Constant(not TREATMENT.verified),
    Text("各版规范不一致：要不要第二疗程，先问定点医院医生。", "The norms differ: ask the designated hospital's doctor whether a second course is needed."),
)  # fmt: skip
_second_course = course(
    TREATMENT, protocol="pmtct", code="penicillin-late", due=14, given=_penicillin, advice=(_ask_whether,),
    anchor=later_of(When(_first_course.completed_on <= today, _late_from), _first_course.completed_on + days(TREATMENT.days_between_courses)),
    applies=SYPHILIS_POSITIVE & (_syphilis_found_on < _late_from) & Constant(TREATMENT.courses > 1),
    title=Text("孕晚期第二疗程：苄星青霉素第{n}针", "Second course late in pregnancy, benzathine penicillin injection {n}"),
    anew=Text("孕晚期第二疗程重新开始：苄星青霉素第{n}针", "Second course begun anew, benzathine penicillin injection {n}"),
)  # fmt: skip

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
            "titre-before", Text("治疗前非梅毒螺旋体滴度", "Non-treponemal titre before the treatment"),
            anchor=_syphilis_found_on, opens=days(0), due=days(1), done_by=Ever(measured("titre-one-in")),
            applies=SYPHILIS_POSITIVE, recorded_as=(("measurement", "titre-one-in"),),
        ),
        *_first_course.steps,
        *_second_course.steps,
        Step(
            "titre-monthly", Text("每月复查非梅毒螺旋体滴度", "Non-treponemal titre every month"),
            anchor=later_of(done("pmtct", "penicillin-1"), latest_day("titre-one-in")),
            opens=days(TREATMENT.titre_every_days - 2), due=days(TREATMENT.titre_every_days + 5), done_by=Repeats(),
            applies=SYPHILIS_POSITIVE & (done("pmtct", "penicillin-1") <= today) & Constant(TREATMENT.titre_every_days > 0),
            recorded_as=(("measurement", "titre-one-in"),), confidence=TREATMENT.confidence,
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
