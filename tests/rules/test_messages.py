"""What a reminder may say. Whoever reads it on a shared phone learns that a service is arranged and whom to ring: never which, or why."""

import ast
import re
import string
from datetime import date, datetime, time, timedelta

import pytest

from tests.house.sources import named, python, tree
from wanhu.engine.messages import ABOUT, Around, Planned, Sending, Template, Wanted, choose, reach, words
from wanhu.engine.protocol import Subject
from wanhu.engine.text import Text
from wanhu.rules import RULEBOOK
from wanhu.rules.messages import MESSAGES, PHRASES, SENDING

TODAY = date(2026, 11, 24)
# Words of health, of pregnancy and birth, of tests and their results, of the colours of risk, of the restricted class.
TELLING = re.compile(
    r"孕|产|胎|妊娠|妇|婴|宝宝|新生|月经|流产|出生|生育|哺乳|叶酸|疫苗|接种|针|苗|筛查|检查|化验|血|体检|随访|高危|风险|危|异常|阳性|阴性"
    r"|病|症|转诊"
    r"|红色|橙色|黄色|紫色|绿色|艾滋|梅毒|乙肝|精神|情绪|发育|残|免费|逾期|漏|HIV"
    r"|pregnan|antenatal|prenatal|postnatal|matern|birth|born|baby|infant|fetus|foetus|vaccin|immuni|dose|shot|screen|test|check|blood|risk"
    r"|syphilis|hepatitis|result|referral|disease|illness|weeks?\b|overdue|missed|colou?r",
    re.IGNORECASE,
)
PLACES = {"greeting", "when", "contact"}
ALL_PHRASES = (
    PHRASES.several, PHRASES.stranger, PHRASES.before, PHRASES.soon, PHRASES.worker, PHRASES.clinic, PHRASES.nobody,
    *(text for _, text in PHRASES.greetings),
)  # fmt: skip


def row(protocol: str, step: str, days: int, state: str = "open", person: int = 1, opens: int = -60) -> Planned:
    """A row due so many days from today, and open since two months ago."""
    subject = 11 if RULEBOOK.protocol(protocol).subject is Subject.PREGNANCY else None
    return Planned(person, subject, protocol, step, state, TODAY + timedelta(days=opens), TODAY + timedelta(days=days))


def test_the_net_catches() -> None:
    for said in ("孕产妇健康管理", "乙肝疫苗第2针", "高危", "HIV", "Pregnancy", "vaccination due", "唐氏筛查"):
        assert TELLING.search(said), said
    assert not TELLING.search("有一项约好的健康服务")


@pytest.mark.parametrize("text", [*(one.text for one in MESSAGES), *ALL_PHRASES], ids=lambda text: text.en[:40])
def test_no_message_tells_anything(text: Text) -> None:
    # "village doctor" and "health centre" say who is to be rung; nothing else of a message says health at all but "health service"
    assert not TELLING.search(text.zh) and not TELLING.search(text.en), TELLING.findall(text.zh) + TELLING.findall(text.en)


def test_no_title_of_a_rule_stands_in_a_message() -> None:
    titles = {one.title for one in RULEBOOK.protocols} | {step.title for one in RULEBOOK.protocols for step in one.steps}
    for text in (*(one.text for one in MESSAGES), *ALL_PHRASES):
        assert not [title for title in titles if title.zh in text.zh or title.en.lower() in text.en.lower()]


def test_a_text_has_three_places_and_no_more() -> None:
    for text in (*(one.text for one in MESSAGES), PHRASES.several):
        for said in text:
            assert {name for _, name, _, _ in string.Formatter().parse(said) if name} == PLACES, said


def test_what_a_woman_reads_is_the_same_whatever_it_is_about() -> None:
    """Otherwise two messages side by side would tell. A late one says no more than an early one."""
    assert len({one.text for one in MESSAGES if _subjects(one) == {Subject.PREGNANCY}}) == 1
    assert len({one.text for one in MESSAGES if _subjects(one) == {Subject.CHILD}}) == 1
    assert all(len(_subjects(one)) == 1 for one in MESSAGES)


def test_every_template_names_steps_that_exist_and_none_of_the_restricted_class() -> None:
    known = {f"{one.code}/{step.code}" for one in RULEBOOK.protocols for step in one.steps} | {
        f"{one.code}/*" for one in RULEBOOK.protocols
    }
    for template in MESSAGES:
        assert template.steps and not (missing := set(template.steps) - known), f"{template.code}: {missing}"
        assert not [step for step in template.steps if RULEBOOK.protocol(step.partition("/")[0]).restricted], template.code
        assert -template.days_before <= template.days_after, f"{template.code} is never sent"
    assert len({one.code for one in MESSAGES}) == len(MESSAGES)


def test_steps_that_are_no_appointment_have_no_message() -> None:
    """A question to the worker, a referral, a risk, a talk about mood: nobody is written to about them."""
    quiet = {"referral", "referral-child", "risk-screening", "risk-follow-up", "risk-case", "mental-health"}
    quiet |= {"newborn-screening", "prenatal-screening", "pre-pregnancy", "pre-pregnancy-outcome", "high-risk-infant"}
    for protocol in RULEBOOK.protocols:
        for step in protocol.steps:
            if protocol.code in quiet or not step.recorded_as or protocol.restricted:
                assert not [one.code for one in MESSAGES if one.concerns(protocol.code, step.code)], (
                    f"{protocol.code}/{step.code}"
                )


def test_every_dose_and_check_of_a_child_has_a_message() -> None:
    for protocol in (RULEBOOK.protocol("immunisation"), RULEBOOK.protocol("child-health"), RULEBOOK.protocol("newborn")):
        for step in protocol.steps:
            wanted = bool(step.recorded_as)
            assert bool([one for one in MESSAGES if one.concerns(protocol.code, step.code)]) is wanted, step.code


@pytest.mark.parametrize(
    ("days", "code"),
    [(8, None), (7, "contact-soon"), (0, "contact-soon"), (-1, None), (-3, "contact-late"), (-21, "contact-late"), (-22, None)],
)
def test_the_days_of_a_message(days: int, code: str | None) -> None:
    [*found] = choose(MESSAGES, RULEBOOK, [row("antenatal", "antenatal-4", days)], TODAY)
    assert [one.template.code for one in found] == ([code] if code else [])


# The 42-day check of a birth on 1 October opens on 12 November: days since the birth, and which message may go.
@pytest.mark.parametrize(
    ("after_birth", "code"),
    [
        (34, None),
        (35, "day-42-ahead"),
        (39, "day-42-ahead"),
        (40, "day-42-soon"),
        (56, "day-42-soon"),
        (57, None),
        (59, "after-late"),
    ],
)
def test_the_42_day_check_is_written_about_at_35_and_40_days(after_birth: int, code: str | None) -> None:
    planned = row("postnatal", "day-42", 56 - after_birth, opens=42 - after_birth)
    assert [one.template.code for one in choose(MESSAGES, RULEBOOK, [planned], TODAY)] == ([code] if code else [])


@pytest.mark.parametrize("state", ["upcoming", "open", "overdue", "missed", "done", "released"])
def test_what_is_done_missed_or_released_is_not_written_about(state: str) -> None:
    found = choose(MESSAGES, RULEBOOK, [row("immunisation", "MMR-2", 3, state)], TODAY)
    assert bool(found) is (state in ABOUT) is (state in {"upcoming", "open", "overdue"})


def test_a_restricted_step_is_not_written_about_even_if_a_template_names_it() -> None:
    careless = Template(
        "careless",
        MESSAGES[0].text,
        ("pmtct/*", "pmtct-child/*", "antenatal/*"),
        around=Around.DUE,
        days_before=30,
        days_after=30,
    )
    rows = [row("pmtct", "art", 1), row("pmtct-child", "hiv-6w", 1), row("antenatal", "antenatal-2", 1)]
    assert [one.row.protocol for one in choose([careless], RULEBOOK, rows, TODAY)] == ["antenatal"]


def test_a_protocol_that_is_gone_from_the_rulebook_is_left_out() -> None:
    gone = Planned(1, None, "of-last-year", "step", "open", TODAY, TODAY)
    careless = Template("careless", MESSAGES[0].text, ("of-last-year/*",), around=Around.DUE, days_before=1, days_after=1)
    assert choose([careless], RULEBOOK, [gone], TODAY) == []


def test_several_things_say_less_than_one() -> None:
    her, child = (next(one for one in MESSAGES if _subjects(one) == {subject}) for subject in (Subject.PREGNANCY, Subject.CHILD))
    mine, its = row("antenatal", "antenatal-2", 1), row("immunisation", "MMR-1", 1, person=2)
    assert words([Wanted(mine, her), Wanted(mine, her)], PHRASES) == her.text
    assert words([Wanted(mine, her), Wanted(its, child)], PHRASES) == PHRASES.several
    assert "孩子" not in PHRASES.several.zh and "child" not in PHRASES.several.en


@pytest.mark.parametrize(("opens", "code"), [(4, None), (3, "dose-opens"), (-14, "dose-opens"), (-15, None)])
def test_the_days_around_the_opening(opens: int, code: str | None) -> None:
    [*found] = choose(MESSAGES, RULEBOOK, [row("immunisation", "DTaP-3", 200, opens=opens)], TODAY)
    assert [one.template.code for one in found] == ([code] if code else [])


def test_every_row_that_can_be_chosen_is_read() -> None:
    days = reach(MESSAGES, TODAY)
    for opens in range(-40, 20):
        for due in range(opens, opens + 60):
            chosen = choose(MESSAGES, RULEBOOK, [row("child-health", "6m", due, opens=opens)], TODAY)
            read = [
                days[around][0] <= TODAY + timedelta(days=day) <= days[around][1]
                for around, day in zip(Around, (opens, due), strict=True)
            ]
            assert any(read) or not chosen, (opens, due)


def test_decent_hours() -> None:
    hours = Sending(time(8, 30), time(20), 3, 7, False)
    at = lambda text: datetime.fromisoformat(f"2026-11-24T{text}")  # noqa: E731
    assert [hours.allows(at(text)) for text in ("08:29:59", "08:30:00", "20:00:00", "20:00:01")] == [False, True, True, False]
    assert hours.next(at("03:00:00")) == at("08:30:00")
    assert hours.next(at("12:00:00")) == at("12:00:00")
    assert hours.next(at("23:00:00")) == at("08:30:00") + timedelta(days=1)


def test_the_hours_are_marked_as_nobody_s_yet() -> None:
    assert time(7) < SENDING.opens < SENDING.closes < time(21) and 1 <= SENDING.tries <= 5
    assert not SENDING.verified, "whoever confirms the hours also writes the source, and then this test asks for it"


def test_step_titles_never_enter_a_letter() -> None:
    """The module that writes the text knows no titles: it cannot let one slip in."""
    [letters] = python("wanhu/web/worklist/letters.py")
    assert named(letters)
    assert not {"title", "RULEBOOK", "because", "reason"} & {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in ast.walk(tree(letters))
        if isinstance(node, ast.Attribute | ast.Name)
    }


def _subjects(template: Template) -> set[Subject]:
    return {RULEBOOK.protocol(step.partition("/")[0]).subject for step in template.steps}
