"""Questionnaires about mood: scores from paper while the institution has no texts of its own; its items, added up, once it has.

The texts here are made up for the test and are those of no questionnaire.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.places import Family, Places, agreed
from wanhu.engine.forms import Form, Forms, Scale
from wanhu.engine.parameters import scale_texts
from wanhu.rules.forms import RESTRICTED_FORMS
from wanhu.rules.forms.restricted import EDINBURGH_SCALE, TEXTS, WHO_5
from wanhu.web.care.models import MeasurementFact
from wanhu.web.worklist.restricted import queries

ZH = {"Accept-Language": "zh-CN"}


def slot(
    scale: Scale, *, permission: str = "permission 2026-1", checked_by: str = "somebody", items: int = 0, answers: int = 0
) -> str:
    """A filled slot of the file, with made-up texts."""
    given = ", ".join(f"{{zh: 选项{n}, en: answer {n}}}" for n in range(1, (answers or scale.each + 1) + 1))
    lines = [f"    - {{zh: 题目{n}, en: item {n}, answers: [{given}]}}" for n in range(1, (items or scale.items) + 1)]
    return (
        "\n".join([f"{scale.code}:", f'  permission: "{permission}"', f'  checked_by: "{checked_by}"', "  items:", *lines]) + "\n"
    )


def filled(folder: Path, scale: Scale, text: str) -> Scale:
    (folder / "scale_texts.yaml").write_text(text, "utf-8")
    return replace(scale, texts=scale_texts(folder / "scale_texts.yaml", scale))


def with_texts(*scales: Scale) -> Forms:
    """The forms of the class with the scales of these codes in the place of their own."""
    given = {one.code: one for one in scales}

    def of(form: Form) -> Form:
        sections = tuple(
            replace(section, questions=tuple(given.get(getattr(one, "code", ""), one) for one in section.questions))
            for section in form.sections
        )
        return replace(form, sections=sections)

    return replace(RESTRICTED_FORMS, forms=tuple(of(form) for form in RESTRICTED_FORMS.forms))


def test_nothing_is_shipped():
    assert EDINBURGH_SCALE.texts == WHO_5.texts == () == scale_texts(TEXTS, EDINBURGH_SCALE)


@pytest.mark.parametrize(
    "wrong",
    [{"permission": ""}, {"checked_by": " "}, {"items": 9}, {"answers": 3}],
    ids=["permission", "checked", "items", "answers"],
)
def test_a_slot_without_permission_or_with_too_little_stops_the_start(tmp_path: Path, wrong: dict[str, Any]):
    with pytest.raises(ValueError, match=r"scale_texts\.yaml"):
        filled(tmp_path, EDINBURGH_SCALE, slot(EDINBURGH_SCALE, **wrong))


def test_what_each_answer_counts():
    """Items 1, 2 and 4 of the Edinburgh scale from 0 to 3, the others from 3 to 0; all of WHO-5 from 5 to 0."""
    assert [EDINBURGH_SCALE.scores(number)[0] for number in range(1, 11)] == [0, 0, 3, 0, 3, 3, 3, 3, 3, 3]
    assert {WHO_5.scores(number) for number in range(1, 6)} == {(5, 4, 3, 2, 1, 0)}


@pytest.fixture
def her(staff: Places, home: Family, settings: Any) -> Client:
    settings.MFA_REQUIRED = False
    agreed(home.mother)
    client = Client(headers=ZH)
    client.force_login(staff.clinician, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    epds = filled(tmp_path, EDINBURGH_SCALE, slot(EDINBURGH_SCALE))
    monkeypatch.setattr(queries, "RESTRICTED_FORMS", with_texts(epds, filled(tmp_path, WHO_5, slot(WHO_5))))
    yield


def page(home: Family) -> str:
    return reverse("worklist:restricted-form", args=[home.mother.pk, "scores"])


def sent(today: date, code: str, scores: str) -> dict[str, str]:
    """A form on which the items of a scale have these scores; a dot is one that was left out."""
    answers = {f"{code}-answer-{n}": one for n, one in enumerate(scores.split(), 1) if one != "."}
    return {"visit": str(uuid.uuid4()), "happened": today.isoformat(), **answers}


def kept() -> dict[str, float]:
    return {fact.code: fact.value for fact in MeasurementFact.objects.all()}


def test_an_empty_slot_asks_for_the_scores_on_paper(home: Family, her: Client):
    shown = her.get(page(home)).content.decode()
    assert 'name="epds-total"' in shown and 'name="who-5-total"' in shown and "answer-1" not in shown


def test_a_filled_slot_shows_its_items_in_the_printed_order(home: Family, her: Client, texts: None):
    shown = her.get(page(home)).content.decode()
    assert 'name="epds-total"' not in shown and 'name="phq-9-total"' in shown
    assert shown.index("1. 题目1") < shown.index("10. 题目10") and shown.count('name="epds-answer-10"') == 4
    assert re.findall(r'name="epds-answer-1" value="(\d)"', shown) == ["0", "1", "2", "3"]
    assert re.findall(r'name="epds-answer-3" value="(\d)"', shown) == ["3", "2", "1", "0"]
    assert "1. item 1" in her.get(page(home), headers={"Accept-Language": "en"}).content.decode()


@pytest.mark.parametrize(
    ("code", "scores", "facts", "words"),
    [
        ("epds", "0 0 0 0 0 0 0 0 0 0", {"epds-total": 0, "epds-item-10": 0}, ""),
        ("epds", "1 1 1 1 1 1 1 1 1 0", {"epds-total": 9, "epds-item-10": 0}, ""),
        ("epds", "1 1 1 1 1 1 1 1 2 0", {"epds-total": 10, "epds-item-10": 0}, "爱丁堡量表得分偏高"),
        ("epds", "2 2 2 2 2 2 1 0 0 0", {"epds-total": 13, "epds-item-10": 0}, "可能抑郁"),
        ("epds", "0 0 0 0 0 0 0 0 0 1", {"epds-total": 1, "epds-item-10": 1}, "今天需要有人陪她谈一谈"),
        ("epds", "0 0 0 0 . 0 0 0 0 1", {}, "还没有选"),
        ("epds", "0 0 0 0 4 0 0 0 0 1", {}, "4"),
        ("who-5", "3 3 3 2 2", {"who-5-total": 13}, ""),
        ("who-5", "3 3 2 2 2", {"who-5-total": 12}, "WHO-5得分低"),
        ("who-5", "0 0 0 0 0", {"who-5-total": 0}, "WHO-5得分低"),
        ("who-5", "5 5 5 5 .", {}, "还没有选"),
    ],
)
def test_the_answers_are_added_up(
    home: Family, her: Client, texts: None, today: date, code: str, scores: str, facts: dict[str, float], words: str
):
    answer = her.post(page(home), sent(today, code, scores), follow=True)
    assert kept() == facts and (answer.status_code == 200) is bool(facts)
    assert words in answer.content.decode()
    if not words:
        assert not re.search("得分低|得分偏高|可能抑郁|今天需要", answer.content.decode())


@pytest.mark.parametrize(("total", "warned"), [("13", False), ("12", True)])
def test_who_5_from_paper(home: Family, her: Client, today: date, total: str, warned: bool):
    answer = her.post(page(home), {"visit": str(uuid.uuid4()), "happened": today.isoformat(), "who-5-total": total}, follow=True)
    assert kept() == {"who-5-total": float(total)}
    assert ("WHO-5得分低" in answer.content.decode()) is warned
