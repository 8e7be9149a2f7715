"""Questions that are only for some: asked of those of whom their condition is true, and kept when they were answered all the same."""

from datetime import date, datetime

from tests.engine.facts_of import Book, load
from wanhu.engine.facts import people, pregnancies
from wanhu.engine.forms import Choice, Form, Measure, Only, Option, Section, asked_in, conditions_of, questions_of
from wanhu.engine.holding import true_of
from wanhu.engine.protocol import Subject
from wanhu.engine.text import Text

WORDS = Text("问", "Ask")
WOMAN, YOUNG = people.sex.equals(2), people.age_months < 6
WEIGHT = Measure("weight", WORDS, "kg", 1, 2, 9, 20)
IRON = Choice("iron", WORDS, (Option("yes", WORDS),))
SMILES = Choice("smiles", WORDS, (Option("yes", WORDS), Option("no", WORDS)))
SECTION = Section(WORDS, (WEIGHT, Only(WOMAN, IRON), Only(YOUNG, SMILES)))
FORM = Form("check", WORDS, Subject.CHILD, ("check",), (SECTION, Section(WORDS, (Only(YOUNG, SMILES),))))


def true_on(on: date, *, sex: int | None = 2) -> frozenset:
    book = Book()
    book.person(person=1, born_on=date(2026, 1, 10), sex=sex)
    book.person(person=2, born_on=date(2020, 1, 10), sex=2)
    return true_of(conditions_of(FORM), load(book.facts), subject=Subject.CHILD, number=1, on=on, known_at=datetime(2030, 1, 1))


def test_what_is_only_for_some_is_asked_of_them():
    assert asked_in(SECTION, true_on(date(2026, 7, 9))) == [WEIGHT, IRON, SMILES]
    assert asked_in(SECTION, true_on(date(2026, 7, 10))) == [WEIGHT, IRON], "six months old on that day"
    assert asked_in(SECTION, true_on(date(2026, 7, 10), sex=1)) == [WEIGHT]


def test_what_is_not_known_is_not_asked():
    assert asked_in(SECTION, true_on(date(2026, 7, 10), sex=None)) == [WEIGHT]


def test_an_answer_that_arrives_all_the_same_has_its_question():
    assert asked_in(SECTION, frozenset(), {"smiles"}) == [WEIGHT, SMILES]


def test_every_question_and_every_condition_counts_once():
    assert questions_of(FORM) == (WEIGHT, IRON, SMILES, SMILES)
    assert conditions_of(FORM) == (WOMAN, YOUNG)


def test_of_a_pregnancy_the_pregnancy_is_asked_about():
    book = Book()
    book.person(person=7, born_on=date(1999, 1, 1), sex=2)
    book.pregnancy(pregnancy=70, person=7, happened=date(2026, 2, 20), lmp=date(2026, 1, 5))
    early = pregnancies.gestation_days < 84
    about = {"subject": Subject.PREGNANCY, "number": 70, "known_at": datetime(2030, 1, 1)}
    assert true_of([early], load(book.facts), on=date(2026, 3, 29), **about) == {early}
    assert true_of([early], load(book.facts), on=date(2026, 3, 30), **about) == frozenset()
