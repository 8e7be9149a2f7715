"""After a loss, a death, a move or withdrawn consent nobody is called about a pregnancy, a plan or an exposed child (invariants 4 and 10).

Every alert is made to speak by one of the stories below, and every protocol has something to do in one; otherwise silence would prove nothing.
"""

import pytest

from tests.rules.worked import plan, warned
from wanhu.engine.protocol import Protocol
from wanhu.rules.alerts.pregnancy import COLOUR_ALERTS, PREGNANCY_ALERTS
from wanhu.rules.protocols.immunisation import immunisation
from wanhu.rules.protocols.pmtct_child import pmtct_child
from wanhu.rules.protocols.pregnancy import CHILD_PROTOCOLS_FROM_PREGNANCY, PLANNER_PROTOCOLS, PREGNANCY_PROTOCOLS

ALERTS = (*PREGNANCY_ALERTS, *COLOUR_ALERTS)
TODAY = "2026-09-16"  # 36+2 for a last period on 2026-01-05
ENDINGS = {
    "loss": f"death | {TODAY} | kind=loss pregnancy=11\n",
    "death": f"death | {TODAY} | kind=person\n",
    "move": f"residence | {TODAY} |\n",
    "withdrawal": f"consent | {TODAY} | purpose=record given=no\n",
}
PREGNANT = "pregnancy | 2026-02-20 | lmp=2026-01-05\n"
CHOICES = "".join(
    f"decision | 2026-02-20 | about={about} outcome={outcome}\n"
    for about, outcome in (("antenatal-layer", "who-8"), ("mood-screening", "offered"), ("thalassaemia-screening", "offered"))
)


def story(facts: str, start: str = PREGNANT) -> str:
    """Facts of yesterday: ``code=number`` measurements and ``code:word`` findings."""
    lines = [start]
    for word in facts.split():
        table, mark = ("finding", ":") if ":" in word else ("measurement", "=")
        lines.append("{} | 2026-09-15 | code={} value={}".format(table, *word.split(mark)))
    return "\n".join(lines) + "\n"


SIGNS = (
    "vaginal-bleeding:yes severe-headache:yes convulsion:yes unconscious:yes chest-tightness:yes severe-abdominal-pain:yes "
    "membranes-ruptured:yes contractions:yes reduced-fetal-movement:yes generalised-oedema:yes persistent-vomiting:yes urine-ketone:2+ "
    "fetal-heart-rate=170 temperature=39 fetal-movements-2h=3 epds-total=15 epds-item-10=1 phq-9-total=12 who-5-total=3 near-miss:some hba1c=7 t21-one-in=100 "
)
LABORATORY = (
    "ferritin=10 white-cells=20 rhesus:negative urine-protein:1+ alt=50 albumin=25 bilirubin-total=30 creatinine=100 vaginal-cleanliness:3 "
    "heart-sounds:abnormal mcv=70 ogtt-fasting=5.5 epds-total=11 fundal-height=20"
)
STORIES = {
    "signs": story(SIGNS + "haemoglobin=105 platelets=80 systolic=150"),
    "laboratory": story(LABORATORY, PREGNANT + CHOICES),
    "pressure": story("systolic=170 urine-protein:2+ haemoglobin=80 platelets=40 fundal-height=40 creatinine=100"),
    "protein": story("systolic=150 urine-protein:2+ haemoglobin=50 platelets=20 creatinine=170 ejection-fraction=45"),
    "very ill": story(
        "haemoglobin=30 pulmonary-artery-pressure=60 placenta:abruption risk-factor:r1.5 risk-factor-restricted:r1.8"
    ),
    "slow": story(
        "pre-pregnancy-weight=45 height=160 weight=46 pulmonary-artery-pressure=40 placenta:low-lying presentation:breech"
    ),
    "fast": story("pre-pregnancy-weight=75 height=160 weight=83.8 caesareans=2 placenta:central-praevia conception:assisted"),
    "much": story(
        "pre-pregnancy-weight=55 height=160 weight=80 risk-factor:y1.3 risk-factor-restricted:y2.9 hbsag:positive alt=20"
    ),
    "40": story("risk-factor:o2.2 risk-factor-restricted:o2.10", PREGNANT + "person | 1980-01-01 | sex=2"),
    "35": story("", PREGNANT + "person | 1990-01-01 | sex=2\nfinding | 2026-01-01 | code=uterine-surgery value=myomectomy"),
    "twins": story("", PREGNANT + "pregnancy | 2026-03-01 | lmp=2026-01-05 fetuses=2"),
    "triplets": story("", PREGNANT + "pregnancy | 2026-03-01 | lmp=2026-01-05 fetuses=3"),
    "centimetres": story("fundal-height=40", PREGNANT + "decision | 2026-02-20 | about=fundal-height-rule outcome=who"),
    "early": story("systolic=150 pre-pregnancy-weight=60 height=150 weight=65", "pregnancy | 2026-09-01 | lmp=2026-07-01\n"),
    "confirmed": story("systolic=145 pressure-again:high"),
    "vomiting": story("persistent-vomiting:yes"),
    "light at term": story("pre-pregnancy-weight=55 height=160 weight=62.5", "pregnancy | 2026-03-01 | lmp=2025-12-25\n"),
    "41 weeks": story("", "pregnancy | 2026-03-01 | lmp=2025-12-01\n"),
    "42 weeks": story("", "pregnancy | 2026-03-01 | lmp=2025-11-25\n"),
    "orange": story("", PREGNANT + "decision | 2026-08-01 | about=risk-colour outcome=orange"),
    "red": story("", PREGNANT + "decision | 2026-08-01 | about=risk-colour outcome=red"),
    "feverish mother": story(
        "temperature=38.5 systolic=165 postpartum-bleeding:yes lochia:abnormal wound:abnormal complication-unresolved:yes recovery:not-recovered",
        PREGNANT + "birth | 2026-09-10 | person=2 pregnancy=11",
    ),
    "tired mother": story("temperature=37.6 systolic=145", PREGNANT + "birth | 2026-09-10 | person=2 pregnancy=11"),
}


def test_every_alert_speaks_in_some_story():
    spoken = {code for given in STORIES.values() for code in warned(ALERTS, given=given, on=TODAY)}
    assert {one.code for one in ALERTS} - spoken == set()


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", STORIES)
def test_and_in_none_after_an_ending(name: str, ending: str):
    assert warned(ALERTS, given=STORIES[name] + ENDINGS[ending], on=TODAY) == set()


def test_after_a_birth_only_what_concerns_the_mother():
    delivered = f"birth | {TODAY} | person=2 pregnancy=11\n"
    for name, given in STORIES.items():
        if "birth |" not in given:
            left = {
                code for code in warned(ALERTS, given=given + delivered, on=TODAY) if not code.startswith(("mood-", "near-miss"))
            }
            assert not left, name


EXPOSED = "".join(f"finding | 2026-09-01 | code=exposed-{what} value=yes\n" for what in ("hiv", "syphilis", "hbv"))
REFERRED = "finding | 2026-08-20 | code=referral value=made\n"
LISTS = {
    "expecting": (
        PREGNANCY_PROTOCOLS,
        "status | 2026-04-10 | kind=planning-pregnancy value=asked\npregnancy | 2026-07-25 | lmp=2026-06-20\n" + CHOICES + REFERRED
        + "decision | 2026-08-20 | about=next-visit outcome=agreed until=2026-09-01\n"
        + "decision | 2026-08-01 | about=risk-colour outcome=red\nfinding | 2026-07-25 | code=hiv value=positive\n",
    ),
    "delivered": (
        PREGNANCY_PROTOCOLS,
        "status | 2026-01-01 | kind=planning-pregnancy value=asked\n" + PREGNANT + CHOICES + REFERRED
        + "decision | 2026-08-20 | about=risk-colour outcome=red\nbirth | 2026-09-01 | person=2 pregnancy=11 discharged_on=2026-09-05\n",
    ),
    "planning": (PLANNER_PROTOCOLS, "status | 2026-06-01 | kind=planning-pregnancy value=asked\n"),
    "exposed child": (CHILD_PROTOCOLS_FROM_PREGNANCY, "person | 2026-09-01 | sex=1\n" + EXPOSED + REFERRED),
}  # fmt: skip
TO_DO = {"open", "overdue", "missed"}


def to_do(protocols: tuple, given: str) -> set[str]:
    return {one.code for one in protocols if TO_DO & states(one, given)}


def states(one: Protocol, given: str) -> set[str]:
    """Some steps of a child count from its doses, so the plan of vaccines stands before that of the child."""
    before = (immunisation,) if one is pmtct_child else ()
    own = {step.code for step in one.steps}
    return {state for code, (state, *_) in plan((*before, one), given, TODAY).items() if code in own}


def test_every_plan_has_something_to_do():
    busy = {code for protocols, given in LISTS.values() for code in to_do(protocols, given)}
    assert {one.code for protocols, _ in LISTS.values() for one in protocols} - busy == set()


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", LISTS)
def test_and_nothing_after_an_ending(name: str, ending: str):
    protocols, given = LISTS[name]
    if not (name == "exposed child" and ending == "loss"):
        assert to_do(protocols, given + ENDINGS[ending]) == set()


def test_a_birth_ends_what_belongs_to_the_pregnancy():
    _, given = LISTS["expecting"]
    left = to_do(PREGNANCY_PROTOCOLS, given + f"birth | {TODAY} | person=2 pregnancy=11\n")
    assert left == {"risk-case", "referral", "risk-postnatal", "pre-pregnancy-outcome"}
