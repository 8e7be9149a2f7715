"""The steward's pages: upload with a look before it counts, a delivery's reasons and its correction sheet, questions by key or tap."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.web.exchange.files import LIN, ZENG, handbook, sheet
from tests.web.exchange.store import take
from wanhu.web.base.models import AuditLine, Role, User
from wanhu.web.exchange import store
from wanhu.web.exchange.models import Delivery, LinkDecision, LinkReview, Mention, Upload
from wanhu.web.registry.models import Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("village")]


@pytest.fixture
def steward() -> Client:
    client = Client()
    client.force_login(
        User.objects.create(username="steward", role=Role.STEWARD, area="429004", full_name="周数"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def upload(client: Client, *rows: dict[str, str], **more: str):
    file = SimpleUploadedFile("五月.csv", sheet(list(rows)))
    return client.post(
        reverse("exchange:upload"), {"feed": "maternity-handbook", "sender": "彭场镇卫生院", "file": file, **more}, follow=True
    )


def test_a_file_is_looked_at_first_and_received_only_when_confirmed(steward):
    page = upload(steward, handbook(), handbook(ZENG, 知情同意=""), handbook(ZENG, 姓名="", 孕册号="X9"))
    made = Upload.objects.get()
    assert {name: made.summary[name] for name in ("received", "accepted", "counted", "quarantined")} == {
        "received": 3, "accepted": 1, "counted": 1, "quarantined": 1,
    }  # fmt: skip
    assert made.summary["people"] == {"known": 0, "close": 0, "new": 1}
    assert not Delivery.objects.exists() and not Person.objects.exists()
    assert "接收后会怎样" in page.content.decode()
    sealed = store.home(store.UPLOADS) / made.path
    assert LIN["name"].encode() not in sealed.read_bytes()
    page = steward.post(reverse("exchange:upload-page", args=[made.pk]), {"then": "receive"}, follow=True)
    text = page.content.decode()
    assert "彭场镇卫生院" in text and Delivery.objects.get().accepted == 1
    assert Person.objects.get().name == LIN["name"]
    assert not sealed.exists()
    again = upload(steward, handbook())
    assert Upload.objects.latest("pk").summary["people"] == {"known": 1, "close": 0, "new": 0}
    assert Upload.objects.latest("pk").summary["repeated"] == 1
    assert again.status_code == 200


def test_a_file_that_is_given_up_leaves_nothing(steward):
    upload(steward, handbook())
    made = Upload.objects.get()
    steward.post(reverse("exchange:upload-page", args=[made.pk]), {"then": "give-up"})
    assert not Upload.objects.exists() and not Delivery.objects.exists()
    assert not list(store.home(store.UPLOADS).glob(made.path))


def test_a_file_of_another_kind_says_why_it_cannot_be_taken(steward):
    file = SimpleUploadedFile("x.csv", "姓名,爱好\n张三,钓鱼\n".encode())
    page = steward.post(reverse("exchange:upload"), {"feed": "immunisation", "sender": "某院", "file": file}, follow=True)
    assert Upload.objects.get().summary["reason_zh"] in page.content.decode()
    assert steward.post(reverse("exchange:upload"), {"feed": "immunisation", "sender": ""}).status_code == 422


def test_a_delivery_says_what_was_kept_back_and_gives_a_sheet_for_the_sender(steward):
    take(
        "maternity-handbook",
        handbook(政策属性="甲"),
        handbook(ZENG, 孕册号="X7", 末次月经="=2+3", 建册日期="+13800002210"),
        handbook(ZENG, 知情同意=""),
    )
    delivery = Delivery.objects.get()
    text = steward.get(reverse("exchange:delivery", args=[delivery.pk])).content.decode()
    assert "政策属性" in text and "彭场镇" in text and "2026-05" in text and ">3<" in text.replace("\n", "")
    answer = steward.get(reverse("exchange:correction-sheet", args=[delivery.pk]))
    lines = [[cell.value for cell in row] for row in load_workbook(BytesIO(answer.content)).active.iter_rows(min_row=3)]  # type: ignore[union-attr]
    assert lines and all(line[0] == 3 for line in lines)
    written = [cell for line in lines for cell in line if isinstance(cell, str)]
    assert "'=2+3" in written and not any(cell[0] in "=+-@" for cell in written)
    assert AuditLine.objects.filter(action="exchange.correction-sheet", by="steward").count() == 1


def question() -> tuple[int, int]:
    a, b = Mention.objects.order_by("pk").values_list("pk", flat=True)[:2]
    LinkReview.objects.create(
        a=a,
        b=b,
        weight=3.2,
        worth=1,
        evidence={"name": ["sound", 4.1], "identity": ["numbers-differ", -6.0], "place": ["nothing", 0.0]},
    )
    return a, b


def test_a_question_shows_both_sides_in_words_and_takes_an_answer_back(steward):
    take("maternity-handbook", handbook(), handbook(ZENG))
    a, b = question()
    text = steward.get(reverse("exchange:review")).content.decode()
    for words in (LIN["name"], ZENG["name"], "读音相同", "证件号不同", "缺失", "+4.1", "−6.0", "138****2210"):
        assert words in text
    assert LIN["number"] not in text and LIN["phone"] not in text
    people = set(Person.objects.values_list("pk", flat=True))
    assert set(AuditLine.objects.filter(action="exchange.rows-read").values_list("person", flat=True)) == people
    steward.post(reverse("exchange:review"), {"a": a, "b": b, "answer": "no"})
    assert LinkDecision.objects.get().same is False
    assert "没有需要判断的记录了" in steward.get(reverse("exchange:review")).content.decode()
    steward.post(reverse("exchange:review"), {"answer": "undo"})
    assert LIN["name"] in steward.get(reverse("exchange:review")).content.decode()
    skipped = steward.post(reverse("exchange:review"), {"a": a, "b": b, "answer": "skip"}, follow=True)
    assert LIN["name"] not in skipped.content.decode()


def test_a_persons_numbers_can_be_parted_and_the_read_is_recorded(steward):
    take("maternity-handbook", handbook(), handbook(孕册号="X-2", 建册日期="2026-05-20"))
    one = Person.objects.get()
    text = steward.get(reverse("exchange:person", args=[one.pk])).content.decode()
    assert LIN["name"] in text and f"#{one.pk}" in text
    assert AuditLine.objects.filter(action="record-read", person=one.pk).exists()
    assert steward.post(reverse("exchange:person", args=[one.pk]), {}).status_code == 422
    second = Mention.objects.order_by("pk").last()
    assert steward.post(reverse("exchange:person", args=[one.pk]), {"out": [second.pk]}).status_code == 200  # type: ignore[union-attr]
    assert LinkDecision.objects.get().same is False


@pytest.mark.parametrize("name", ["deliveries", "upload", "review"])
def test_pages_are_for_stewards(name):
    worker = Client()
    worker.force_login(
        User.objects.create(username="worker", role=Role.WORKER, full_name="村医"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert worker.get(reverse(f"exchange:{name}")).status_code == 403
    assert Client().get(reverse(f"exchange:{name}")).status_code == 302


def test_every_level_of_evidence_has_words():
    from wanhu.engine.linkage.comparisons import COMPARISONS
    from wanhu.web.exchange.words import COMPARED, FOUND

    for comparisons in COMPARISONS.values():
        for comparison in comparisons:
            assert comparison.name in COMPARED
            for level in comparison.levels:
                assert (comparison.name, level.code) in FOUND or level.code in ("nothing", "same", "else")
