"""Practising: the answer comes at once with its reason, what was wrong comes back, and nobody sees how another is doing."""

import re

import pytest
from django.test import Client

from tests.web.places import NEAR, Places
from wanhu.rules.practice import QUESTIONS
from wanhu.web.base.models import AuditLine, Role, User
from wanhu.web.worklist.models import Practice
from wanhu.web.worklist.practice import actions, queries, words

BACKEND = "django.contrib.auth.backends.ModelBackend"
TOPIC = "antenatal"


def window(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def her(staff: Places, settings) -> Client:
    settings.MFA_REQUIRED = False
    return window(staff.worker)


def shown(client: Client) -> str:
    """The code of the question on the page."""
    found = re.search(r'name="question" value="([^"]+)"', client.get("/practice/round/").content.decode())
    assert found
    return found[1]


def answer(client: Client, *, rightly: bool = True) -> tuple[str, str]:
    """Answers the question on the page; what the page then says."""
    code = shown(client)
    right = queries.BY_CODE[code].right
    choice = right if rightly else (right + 1) % len(queries.BY_CODE[code].choices)
    assert client.post("/practice/round/", {"question": code, "choice": choice}).status_code == 302
    return code, client.get("/practice/round/").content.decode()


def go_on(client: Client, code: str) -> None:
    client.post("/practice/round/", {"question": code, "next": "1"})


def test_a_round(her: Client, staff: Places) -> None:
    her.post("/practice/begin/", {"topic": TOPIC})
    wrong, page = answer(her, rightly=False)
    assert "不对" in page and "正确答案" in page and "为什么" in page and "出处" in page
    go_on(her, wrong)
    for number in range(2, 6):
        assert f"本轮 {number}/5" in her.get("/practice/round/").content.decode()
        code, page = answer(her)
        assert "答对了" in page and code != wrong
        go_on(her, code)
    assert shown(her) == wrong and "再答一次" in her.get("/practice/round/").content.decode()  # what was wrong comes back
    code, page = answer(her)
    assert "答对了" in page
    go_on(her, code)
    end = her.get("/practice/round/").content.decode()
    assert "4/5" in end and "再来一轮" in end
    assert list(Practice.objects.order_by("at").values_list("right", flat=True)) == [False, True, True, True, True, True]


def test_nothing_chosen_is_said_in_words_and_kept_nowhere(her: Client) -> None:
    her.post("/practice/begin/", {"topic": TOPIC})
    for choice in ("", "9", "x"):
        page = her.post("/practice/round/", {"question": shown(her), "choice": choice})
        assert page.status_code == 422 and "error-summary" in page.content.decode()
    assert not Practice.objects.exists()


def test_the_same_answer_twice_counts_once(her: Client) -> None:
    her.post("/practice/begin/", {"topic": TOPIC})
    code, _page = answer(her)
    her.post("/practice/round/", {"question": code, "choice": 0})
    her.post("/practice/round/", {"question": "another", "choice": 0})
    assert Practice.objects.count() == 1


def test_the_weakest_topic_comes_first(staff: Places) -> None:
    def all_of(topic: str, *, rightly: bool) -> None:
        for one in [question for question in QUESTIONS if question.topic == topic][:4]:
            actions.answer(
                by=staff.worker, question=one.code, choice=one.right if rightly else (one.right + 1) % len(one.choices)
            )

    all_of("pre-pregnancy", rightly=True)
    all_of("child-health", rightly=False)
    order = queries.topics(staff.worker)
    assert order[0].code == "child-health" and order[0].weak and (order[0].asked, order[0].right) == (4, 0)
    assert order[-1].code == "pre-pregnancy" and not order[-1].weak
    wrong = {question.code for question in QUESTIONS if question.topic == "child-health"}
    assert (
        len(queries.round_of(staff.worker, "child-health")) == 5 and set(queries.round_of(staff.worker, "child-health")) <= wrong
    )
    all_of("child-health", rightly=True)
    assert queries.topics(staff.worker)[0].code not in ("child-health", "pre-pregnancy")


def test_nobody_else_sees_how_she_does(her: Client, staff: Places) -> None:
    her.post("/practice/begin/", {"topic": TOPIC})
    answer(her, rightly=False)
    zhao = User.objects.create_user("zhao", role=Role.WORKER, full_name="赵敏", area=NEAR)
    for other in (zhao, staff.supervisor):
        assert not any(topic.asked for topic in queries.topics(other))
        page = window(other).get("/practice/").content.decode()
        assert "多练练" not in page and "最近答对" not in page
        assert window(other).get("/practice/round/").status_code == 302  # her round is not theirs
    assert "最近答对 0 题" in her.get("/practice/").content.decode()
    assert not AuditLine.objects.filter(action__icontains="practi").exists()  # others read the audit


def test_only_those_who_see_tasks_practise(staff: Places, settings) -> None:
    settings.MFA_REQUIRED = False
    for path in ("/practice/", "/practice/round/", "/guidance/", "/guidance/antenatal/"):
        assert window(staff.worker).get(path).status_code in (200, 302)
        assert window(staff.analyst).get(path).status_code == 403 and window(staff.steward).get(path).status_code == 403
        assert Client().get(path).url.startswith("/sign-in/")
    assert window(staff.worker).post("/practice/begin/", {"topic": "pmtct"}).status_code == 404


def test_cards_are_there_and_those_of_the_restricted_class_are_not(her: Client) -> None:
    page = her.get("/guidance/").content.decode()
    assert "新生儿家庭访视" in page and "麻腮风疫苗" in page and "three-tests" not in page
    one = her.get("/guidance/newborn-visit/").content.decode()
    assert "体温≥37.5" in one and "⚠" in one and "用在" in one
    assert her.get("/guidance/three-tests/").status_code == 404 and her.get("/guidance/nothing/").status_code == 404


@pytest.mark.parametrize("language", [0, 1], ids=["zh", "en"])
def test_every_question_can_be_read(language: int) -> None:
    """No code, no empty word and no Chinese in English; the choices differ as they are read, not only as data."""
    for one in QUESTIONS:
        reason = words.reason(one)
        texts = [*one.facts, words.asked(one), *words.choices(one), *words.rule(one), reason.title, *reason.says, *reason.here]
        for text in texts:
            assert text[language].strip() and "None" not in text[language], one.code
            assert language == 0 or not re.search(r"[\u4e00-\u9fff]", text.en), (one.code, text.en)
        assert len({text[language] for text in words.choices(one)}) == len(one.choices), one.code
