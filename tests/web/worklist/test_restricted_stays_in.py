"""Results of the restricted class stay on their own pages: every other way in which facts are shown leaves them out (invariant 9). One test a way."""

import gzip
import json
import re
import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.web.places import Family, Places, agreed, browser_of
from wanhu.engine.tables import TABLES, Reason
from wanhu.rules import RULEBOOK, restricted
from wanhu.web.base import ids
from wanhu.web.base.models import AuditLine, User
from wanhu.web.care import actions, correcting, queries
from wanhu.web.care import restricted as care
from wanhu.web.care.models import FindingFact
from wanhu.web.registry import queries as registry
from wanhu.web.registry.facts import standing
from wanhu.web.worklist import compute
from wanhu.web.worklist.channels import Answer, Outcome
from wanhu.web.worklist.models import Alert, Due
from wanhu.web.worklist.queries import aside, colours, last_known, signs_there
from wanhu.web.worklist.reminders import remind

TOLD = re.compile(
    r"艾滋|梅毒|乙肝(?!疫苗|联合疫苗)|抗病毒|青霉素|替诺福韦|免疫球蛋白|爱丁堡|21三体|筛查高风险|心脏骤停|暴露|紫色|刘静|受限信息|专项"
    r"|\bhiv|syphilis|hbsag|exposed-|epds|t21-one|near-miss|pmtct|purple|restricted",
    re.IGNORECASE,
)
OF_HER = {"epds-total": 20.0, "epds-item-10": 2.0, "t21-one-in": 100.0, "hbv-dna": 300_000.0}
FOUND = [("hiv", "positive"), ("syphilis", "positive"), ("hbsag", "positive"), ("near-miss", "some"), ("near-miss-circulation", "yes"),
         ("risk-factor-restricted", "r1.8")]  # fmt: skip


@pytest.fixture
def visit(staff: Places, home: Family, today: date) -> uuid.UUID:
    """All that a clinician may record of the mother and the child, and the lists computed after it."""
    number = ids.mint()
    for who in (home.mother, home.child):
        agreed(who)
    about = {"by": staff.clinician, "happened": today}
    care.record_results(
        **about, person=home.mother, visit=number, pregnancy=home.pregnancy.pk, measurements=OF_HER, findings=FOUND
    )
    child = [("exposed-hiv", "yes"), ("exposed-syphilis", "yes"), ("exposed-hbv", "yes"), ("hbig", "given")]
    care.record_results(**about, person=home.child, visit=ids.mint(), pregnancy=None, measurements={}, findings=child)
    registry.person(staff.clinician, home.mother.pk)
    care.agreed(staff.clinician, home.mother.pk)
    return number


@pytest.fixture
def listed(visit: uuid.UUID, home: Family, today: date) -> None:
    from tests.web.places import run

    run(today)
    compute.refresh([home.mother.pk, home.child.pk], today)


@pytest.fixture
def look(settings: Any):
    settings.MFA_REQUIRED = False

    def at(who: User, address: str) -> str:
        client = browser_of(who)
        answer = client.get(address)
        assert answer.status_code == 200, (who.username, address)
        content = answer.content
        return (gzip.decompress(content) if answer.get("Content-Encoding") == "gzip" else content).decode()

    return at


def test_the_net_catches(staff: Places, home: Family, visit: uuid.UUID, look: Any):
    shown = look(staff.clinician, reverse("worklist:restricted-person", args=[home.mother.pk]))
    assert len(set(TOLD.findall(shown))) >= 8


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("who", ["worker", "supervisor", "steward"])
def test_the_page_of_a_person(staff: Places, home: Family, look: Any, who: str):
    """What is planned, alerts, history, consents and who read it."""
    for number in (home.mother.pk, home.child.pk):
        assert not TOLD.findall(look(getattr(staff, who), reverse("worklist:person", args=[number])))


@pytest.mark.usefixtures("listed")
def test_pages_of_the_worker(staff: Places, home: Family, look: Any):
    """The list, the search, a form with what was last known, the colour, the chart, practice."""
    mother, pregnancy = home.mother.pk, home.pregnancy.pk
    first = Due.objects.filter(person=mother, protocol="antenatal").values_list("step", flat=True)[0]
    for address in (
        *(f"{reverse('worklist:tasks')}?group={group}" for group in ("", "overdue", "later", "missed")),
        reverse("worklist:people") + "?q=wxy",
        reverse("worklist:record", args=[mother, pregnancy, "antenatal", first]),
        reverse("worklist:colour", args=[mother, pregnancy]),
        reverse("worklist:growth", args=[home.child.pk]),
        reverse("worklist:guidance"),
        reverse("worklist:practice"),
    ):
        assert not TOLD.findall(look(staff.worker, address)), address


@pytest.mark.usefixtures("listed")
def test_what_the_phone_keeps(staff: Places, home: Family, today: date, look: Any):
    """The day, every form in it, and the marks that say when a form changed."""
    day = look(staff.worker, reverse("worklist:phone_day"))
    client = browser_of(staff.worker)
    asked = {"paths": list(json.loads(day)["forms"])}
    forms = client.post(reverse("worklist:phone_forms"), json.dumps(asked), content_type="application/json")
    assert asked["paths"] and len(json.loads(gzip.decompress(forms.content))["forms"]) == len(asked["paths"])
    whole = day + gzip.decompress(forms.content).decode() + look(staff.worker, reverse("worklist:phone"))
    assert not [whole[one.start() - 40 : one.end() + 40] for one in TOLD.finditer(whole)]
    about = {"by": staff.clinician, "person": home.mother, "visit": ids.mint(), "happened": today, "pregnancy": None}
    care.record_results(**about, measurements={"mcv": 70.0}, findings=[("infection", "none")])
    assert json.loads(look(staff.worker, reverse("worklist:phone_day")))["forms"] == json.loads(day)["forms"]


@pytest.mark.usefixtures("listed")
def test_what_the_supervisor_sees(staff: Places, look: Any):
    assert not TOLD.findall(look(staff.supervisor, reverse("worklist:supervisor")))
    assert not TOLD.findall(look(staff.supervisor, reverse("worklist:worker", args=[staff.worker.pk])))


@pytest.mark.usefixtures("listed")
def test_lists_and_alerts_that_are_stored(home: Family, today: date):
    kept = [*Due.objects.values_list("protocol", "step", "because", "reason"), *Alert.objects.values_list("rule", "because")]
    assert kept and not [row for row in kept if TOLD.search(" ".join(row))]
    shown = {one.code for one in RULEBOOK.shown(restricted=False).protocols}
    assert set(Due.objects.values_list("protocol", flat=True)) <= shown


@pytest.mark.django_db(transaction=True)
def test_lists_of_the_nightly_run(visit: uuid.UUID, today: date):
    compute.run(on=today, by="test")
    kept = [*Due.objects.values_list("protocol", "step", "because", "reason"), *Alert.objects.values_list("rule", "because")]
    assert kept and not [row for row in kept if TOLD.search(" ".join(row))]


@pytest.mark.usefixtures("visit")
def test_history_and_last_values(staff: Places, home: Family):
    for who in (staff.worker, staff.supervisor, staff.steward, staff.clinician):
        for number in (home.mother.pk, home.child.pk):
            facts = [fact for _day, kind, of in queries.history(who, number) if kind in ("measured", "found") for fact in of]
            assert not restricted.CODES & {fact.code for fact in facts}
            known = {*queries.last_measurements(who, number), *queries.last_findings(who, number), *signs_there(who, number)}
            assert not restricted.CODES & (known | set(last_known(who, number, "zh-hans")))


def test_a_step_of_the_class_taken_off_is_no_history(staff: Places, home: Family, today: date):
    from wanhu.web.registry import facts

    about = {"visit": ids.mint(), "by": staff.clinician, "person": home.mother.pk, "happened": today}
    facts.write(queries.ReleaseFact, "release", **about, protocol="pmtct", step="art", reason="declined")
    assert not [one for one in queries.history(staff.worker, home.mother.pk) if one[1] == "release"]


def test_correcting_an_earlier_visit(staff: Places, home: Family, visit: uuid.UUID, today: date, look: Any, settings: Any):
    settings.MFA_REQUIRED = False
    client = Client()
    client.force_login(staff.worker, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("worklist:correct", args=[home.mother.pk, visit])).status_code == 404
    with pytest.raises(PermissionDenied):
        correcting.correct_visit(
            by=staff.worker,
            person=home.mother,
            of=visit,
            visit=ids.mint(),
            happened=today,
            mode=None,
            measurements={},
            findings=[],
        )


@pytest.mark.usefixtures("visit")
def test_colours_that_are_suggested(staff: Places, home: Family):
    found = colours.colour_of(staff.worker, home.mother, home.pregnancy.pk)
    assert not [one for one in found.because if one.rule.restricted or TOLD.search(one.used)]


@pytest.mark.usefixtures("visit")
def test_what_stands_on_no_list(staff: Places, home: Family, today: date):
    for who in (home.mother, home.child):
        assert not [one for one in aside(staff.worker, who, today) if one.protocol.restricted]
        coming = compute.next_planned(who.pk, today)
        assert coming is None or not RULEBOOK.protocol(coming["protocol"]).restricted


@pytest.mark.usefixtures("listed")
def test_reminders(today: date, home: Family):
    class Kept:
        name, delivers = "kept", False
        texts: list[str] = []

        def send(self, number: str, text: str, id: str) -> Answer:
            self.texts.append(text)
            return Answer(Outcome.SENT)

    channel = Kept()
    noon = datetime.combine(today, datetime.min.time(), ZoneInfo("Asia/Shanghai")) + timedelta(hours=10)
    for ahead in range(15):
        remind(by="test", channel=channel, on=today + timedelta(days=ahead), dry_run=True, clock=lambda: noon.astimezone(UTC))
    assert not [text for text in channel.texts if TOLD.search(text)]


@pytest.mark.usefixtures("visit")
def test_who_read_it_is_told_to_her_and_to_clinicians_alone(staff: Places, home: Family, look: Any):
    look(staff.clinician, reverse("worklist:restricted-person", args=[home.mother.pk]))
    lines = AuditLine.objects.filter(person=home.mother.pk, by="liu")
    assert {"restricted-read", "restricted-recorded", "record-read"} <= set(lines.values_list("action", flat=True))
    assert not [line for line in lines if TOLD.search(str(line.detail))]
    assert "liu" in {line.by for line in registry.readers(staff.clinician, home.mother.pk)}
    for who in (staff.worker, staff.supervisor, staff.steward):
        assert "liu" not in {line.by for line in registry.readers(who, home.mother.pk)}


def test_nobody_else_writes_or_takes_back(staff: Places, home: Family, visit: uuid.UUID, today: date):
    about = {"by": staff.worker, "person": home.mother, "visit": ids.mint(), "happened": today}
    with pytest.raises(PermissionDenied):
        actions.record_visit(**about, findings=[("hiv", "negative")])
    with pytest.raises(PermissionDenied):
        actions.record_visit(**about, measurements={"epds-total": 3.0})
    with pytest.raises(PermissionDenied):
        actions.release(**about, protocol="pmtct", step="art", reason=Reason.DECLINED)
    with pytest.raises(PermissionDenied):
        care.record_results(**about, pregnancy=None, measurements={}, findings=[("hiv", "negative")])
    with pytest.raises(PermissionDenied):
        queries.restricted_results(staff.worker, home.mother.pk)
    with pytest.raises(PermissionDenied):
        actions.undo(by=staff.worker, person=home.mother.pk, visit=visit)
    assert not queries.may_undo(staff.worker, home.mother.pk, visit)
    with pytest.raises(PermissionDenied):
        care.record_results(**{**about, "by": staff.clinician}, pregnancy=None, measurements={"weight": 60.0}, findings=[])
    assert standing(FindingFact).filter(person=home.mother.pk).count() == len(FOUND)


@pytest.mark.django_db(transaction=True)
def test_facts_that_are_exported(visit: uuid.UUID, tmp_path: Path):
    """A copy to try rules on holds no fact of the class, and no answer or release that tells of one."""
    from wanhu.cli_rules import export

    export(out=tmp_path / "facts", as_json=True)
    with duckdb.connect() as database:
        for name, table in TABLES.items():
            rows = database.execute(f"SELECT * FROM '{tmp_path / 'facts' / name}.parquet'").fetchall()
            assert not [row for row in rows if restricted.CODES & set(map(str, row)) or "restricted" in map(str, row)], table
        assert database.execute(f"SELECT count(*) FROM '{tmp_path / 'facts' / 'consent'}.parquet'").fetchall()[0][0] > 0


@pytest.mark.django_db(transaction=True)
def test_the_check_of_the_installation_says_nothing(visit: uuid.UUID, capsys: pytest.CaptureFixture[str]):
    call_command("check")
    assert not TOLD.search(capsys.readouterr().out)
