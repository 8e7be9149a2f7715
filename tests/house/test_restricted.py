"""The restricted class is one page of codes, and forms and rules are held to it: what only a clinician may see is decided in one place (invariant 9)."""

import re

from wanhu.engine.expressions import Events, Expression, Newest, Oldest, children_of
from wanhu.engine.forms import codes_of, questions_of
from wanhu.rules import RULEBOOK, restricted
from wanhu.rules.forms import FORMS, RESTRICTED_FORMS
from wanhu.rules.messages import MESSAGES
from wanhu.web.base.models import Role
from wanhu.web.base.permissions import JOBS, Permission
from wanhu.web.worklist import codes, compute

NAMES = re.compile(r"hiv|aids|syphilis|hepatitis|hbv|epds|mood|near|艾滋|梅毒|乙肝", re.IGNORECASE)
FACTS = ("finding", "measurement")


def read_by(rules: object) -> set[tuple[str, str]]:
    """Every finding and measurement that rules read, wherever it stands in them."""
    found: set[tuple[str, str]] = set()
    if isinstance(rules, Events) and rules.table in FACTS:
        found |= {(rules.table, code) for code in rules.values}
    if isinstance(rules, Newest | Oldest) and rules.table in FACTS and rules.where:
        found.add((rules.table, rules.where[1]))
    parts = rules if isinstance(rules, tuple) else vars(rules).values() if hasattr(rules, "__dataclass_fields__") else ()
    return found.union(*(read_by(part) for part in parts)) if parts else found


def asked_by(forms) -> set[tuple[str, str]]:
    questions = [*(one for form in forms.forms for one in questions_of(form)), *forms.single]
    return {code for question in questions for code in codes_of(question)}


RULES = (*RULEBOOK.protocols, *RULEBOOK.alerts)
CLASS = {("finding", code) for code in restricted.FINDINGS} | {("measurement", code) for code in restricted.MEASUREMENTS}


def test_every_restricted_form_writes_facts_of_the_class_and_no_other() -> None:
    assert all(form.restricted and not form.contacts for form in RESTRICTED_FORMS.forms) and not RESTRICTED_FORMS.single
    assert asked_by(RESTRICTED_FORMS) == CLASS


def test_no_ordinary_form_asks_for_one() -> None:
    assert not any(form.restricted for form in FORMS.forms)
    assert not asked_by(FORMS) & CLASS
    assert not {code for _kind, code in CLASS} & {*codes.measurements(), *codes.findings()}


def test_no_ordinary_rule_reads_one() -> None:
    """So that no list, reason, colour or message can tell of it, and no list need be computed anew when one is recorded."""
    told = {one.code: read_by(one) & CLASS for one in RULES if not one.restricted}
    assert not {code: read for code, read in told.items() if read}


def test_what_only_restricted_rules_read_is_of_the_class() -> None:
    restricted_alone = read_by(tuple(one for one in RULES if one.restricted)) - read_by(
        tuple(one for one in RULES if not one.restricted)
    )
    assert not restricted_alone - CLASS - asked_by(FORMS)


def test_every_restricted_step_can_be_recorded_and_is_on_no_list() -> None:
    for protocol in RULEBOOK.protocols:
        if protocol.restricted:
            for step in protocol.steps:
                assert {what for what, _code in step.recorded_as} <= {"finding", "measurement", "dose"}
                assert all(what == "dose" or (what, code) in CLASS | asked_by(FORMS) for what, code in step.recorded_as), (
                    step.code
                )
                assert f"{protocol.code}/{step.code}" not in compute.RECORDABLE.to_pylist()


def test_addresses_name_no_disease() -> None:
    assert not [form.code for form in RESTRICTED_FORMS.forms if NAMES.search(form.code)]


def test_one_role_holds_the_permission_and_records_nothing_else() -> None:
    assert [role for role, job in JOBS.items() if Permission.SEE_RESTRICTED in job.may] == [Role.RESTRICTED_CLINICIAN]
    assert JOBS[Role.RESTRICTED_CLINICIAN].may == {Permission.SEE_RESTRICTED, Permission.SEE_PEOPLE, Permission.REVEAL_NUMBER}


def test_the_walk_over_rules_sees_what_is_there() -> None:
    art = RULEBOOK.protocol("pmtct").steps[2]
    assert {("finding", "hiv"), ("finding", "art")} <= read_by(art)
    assert isinstance(art.applies, Expression) and children_of(art.applies) and MESSAGES
