"""Takes the pictures of the documentation: ``tools/pictures [folder] [name …]``.

A demonstration is made in a temporary home and served on a free port; a browser goes the way that the page of the documentation describes, and is
photographed at the moment that the page is about. A phone's picture has two dots to a pixel, as long as the file stays small.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

PHONE, DESK = (390, 844), (1440, 900)
RESIDENTS = 20_000
SMALL = 200_000  # bytes of a picture: a page of documentation opens on a slow line too
PIN = "246810"
WANHU = str(Path(sys.executable).parent / "wanhu")


class Shot(NamedTuple):
    """One picture: its name, the screen, who is signed in, and what is done before it is taken."""

    name: str
    size: tuple[int, int]
    account: str
    before: Callable[[Page, str], None]


class Somebody(NamedTuple):
    """Whom a picture is about."""

    number: int
    pregnancy: int
    name: str
    born_on: date
    protocol: str
    step: str


def worklist(page: Page, address: str) -> None:
    page.goto(address + "/tasks/")


def visit_danger(page: Page, address: str) -> None:
    _open_antenatal(page, address)
    form = page.locator("form.visit")
    form.get_by_label("阴道流血").first.check()
    box = form.locator("[data-instruction=vaginal-bleeding]")
    expect(box).to_be_visible()
    _to_the_middle(box)


def growth(page: Page, address: str) -> None:
    page.goto(f"{address}/people/{_child()}/growth/")


def colour(page: Page, address: str) -> None:
    one = _graded()
    page.goto(f"{address}/people/{one.number}/colour/{one.pregnancy}/")


def offline_queue(page: Page, address: str) -> None:
    page.goto(address + "/phone/")
    page.fill("#pin", PIN)
    page.fill("#pin-again", PIN)
    page.locator("form button.full").click()
    expect(page.locator("[data-screen=list] a.who").first).to_be_visible(timeout=60_000)
    expect(page.locator("#state")).to_contain_text("已同步", timeout=120_000)
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    page.locator("[data-screen=list] a.who", has_text=_expecting().name).first.click()
    page.locator("form.visit #id_weight").fill(_weight_today())
    page.locator("form.visit button.full").click()
    expect(page.locator("#state")).to_contain_text("1 份待上传")
    page.evaluate("scrollTo(0, 0)")


def register_alike(page: Page, address: str) -> None:
    page.goto(address + "/register/pregnancy/")
    page.locator("#id_name").press_sequentially(_expecting().name)
    page.fill("#id_born_on", _expecting().born_on.isoformat())
    page.locator("#id_born_on").blur()
    expect(page.locator("#alike a").first).to_be_visible()
    _to_the_middle(page.locator("#alike"))


def supervisor(page: Page, address: str) -> None:
    page.goto(address + "/township/")


def practice_answer(page: Page, address: str) -> None:
    from wanhu.web.worklist.practice.queries import BY_CODE

    page.goto(address + "/practice/")
    page.locator("form:has(input[value=alerts-child]) button").click()
    one = BY_CODE[page.locator("input[name=question]").get_attribute("value") or ""]
    page.locator(f"#choice-{(one.right + 1) % len(one.choices)}").check()
    page.locator("main form button").click()
    expect(page.locator("#why")).to_be_visible()


SHOTS = (
    Shot("worklist", PHONE, "worker", worklist),
    Shot("visit-danger", PHONE, "worker", visit_danger),
    Shot("growth", PHONE, "worker", growth),
    Shot("colour", PHONE, "worker", colour),
    Shot("register-alike", PHONE, "worker", register_alike),
    Shot("practice-answer", PHONE, "worker", practice_answer),
    Shot("supervisor", DESK, "supervisor", supervisor),
    Shot("offline-queue", PHONE, "worker", offline_queue),  # last: its service worker answers for the pages after it
)


def main(folder: Path, wanted: list[str]) -> None:
    """Makes a city, serves it, takes the pictures, and leaves nothing else behind. ``WANHU_PICTURES_HOME``: a demonstration there is used as it is."""
    if unknown := set(wanted) - {shot.name for shot in SHOTS}:
        sys.exit(f"no picture is called {', '.join(sorted(unknown))}; there are {', '.join(shot.name for shot in SHOTS)}")
    folder.mkdir(parents=True, exist_ok=True)
    ready = os.environ.get("WANHU_PICTURES_HOME")
    home = Path(ready or tempfile.mkdtemp(prefix="wanhu-pictures-"))
    os.environ |= {"WANHU_HOME": str(home if ready else home / "demo"), "WANHU_DEMO": "1", "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
    os.environ.pop("WANHU_DATABASE_URL", None)
    port = _free_port()
    served = None
    try:
        if not ready:
            subprocess.run([WANHU, "demo", "--no-serve", "--people", str(RESIDENTS)], check=True)
        served = subprocess.Popen([WANHU, "serve", "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _wait_for(f"http://127.0.0.1:{port}/sign-in/")
        from wanhu.terminal import django

        django()
        _somebody_to_decide_about()
        _take([shot for shot in SHOTS if not wanted or shot.name in wanted], f"http://127.0.0.1:{port}", folder)
    finally:
        if served is not None:
            served.terminate()
            served.wait()
        if not ready:
            shutil.rmtree(home, ignore_errors=True)


def _take(shots: list[Shot], address: str, folder: Path) -> None:
    with sync_playwright() as started:
        chinese: dict[str, str | float | bool] = {
            **os.environ,
            "LANGUAGE": "zh_CN",
            "LANG": "zh_CN.UTF-8",
            "LC_ALL": "zh_CN.UTF-8",
        }  # how boxes of dates are written
        browser = started.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--lang=zh-CN"], env=chinese
        )
        for shot in shots:
            size = _one(browser, shot, address, folder / f"{shot.name}.png")
            print(f"{shot.name}.png {size // 1000} KB")
        browser.close()


def _one(browser: Browser, shot: Shot, address: str, path: Path) -> int:
    """The size of the file. Where two dots to a pixel make too large a file, one is taken."""
    context = browser.new_context(
        viewport={"width": shot.size[0], "height": shot.size[1]}, device_scale_factor=2 if shot.size == PHONE else 1,
        locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce",
    )  # fmt: skip
    context.set_default_timeout(60_000)
    page = context.new_page()
    _sign_in(page, address, shot.account)
    shot.before(page, address)
    page.evaluate("document.activeElement && document.activeElement.blur()")
    page.screenshot(path=str(path))
    if path.stat().st_size > SMALL:
        page.screenshot(path=str(path), scale="css")
    context.close()
    return path.stat().st_size


def _sign_in(page: Page, address: str, account: str) -> None:
    from wanhu.web.base.demo import PASSWORD

    page.goto(address + "/sign-in/")
    page.fill("#id_login", account)
    page.fill("#id_password", PASSWORD)
    page.locator("form:has(#id_login) button").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def _open_antenatal(page: Page, address: str) -> None:
    one = _expecting()
    page.goto(f"{address}/tasks/{one.number}/{one.pregnancy}/{one.protocol}/{one.step}/")


def _to_the_middle(what: Locator) -> None:
    what.evaluate("(one) => one.scrollIntoView({ block: 'center' })")


def _expecting() -> Somebody:
    """Somebody on today's list whose antenatal check is due: of all who are, one of today's own houses."""
    return next(one for one in _visits() if one.protocol == "antenatal")


def _weight_today() -> str:
    """Hers, a little more than last time, so that nothing asks whether it can be true."""
    from wanhu.web.care.models import MeasurementFact

    last = MeasurementFact.objects.filter(person=_expecting().number, code="weight").order_by("happened").last()
    return f"{(last.value if last else 60) + 0.8:.1f}"


def _graded() -> Somebody:
    """Whose colour was decided."""
    from wanhu.web.registry.models import DecisionFact

    graded = set(DecisionFact.objects.filter(about="risk-colour").values_list("pregnancy", flat=True))
    return next(one for one in _visits() if one.pregnancy in graded)


def _visits() -> list[Somebody]:
    from wanhu.web.base.models import User
    from wanhu.web.worklist import queries

    day = queries.day(User.objects.get(username="worker"), ahead=timedelta(days=120), most=1_000)
    every = [task for house in [*day.today, *day.rest] for visit in house.visits for task in (visit.main, *visit.also)]
    return [
        Somebody(one.person.pk, one.pregnancy, one.person.name, one.person.born_on, one.protocol.code, one.step.code)
        for one in every if one.pregnancy and one.person.born_on
    ]  # fmt: skip


def _child() -> int:
    """The child of the worker's with most measurements."""
    from django.db.models import Count

    from wanhu.web.base.models import User
    from wanhu.web.care.models import MeasurementFact
    from wanhu.web.registry import queries as registry

    hers = registry.people_within(User.objects.get(username="worker"), via="person")
    small = MeasurementFact.objects.filter(hers, code="weight", person__born_on__gte=date.today() - timedelta(days=700))
    return small.values("person").annotate(n=Count("pk")).order_by("-n", "person").values_list("person", flat=True)[0]


def _somebody_to_decide_about() -> None:
    """Three calls in vain about whoever of the worker's waits longest, so that the supervisor's page has something to decide."""
    import uuid

    from django.utils import timezone

    from wanhu.web.base.models import User
    from wanhu.web.worklist import queries
    from wanhu.web.worklist.models import Call
    from wanhu.web.worklist.queries.tasks import longest

    worker = User.objects.get(username="worker")
    if queries.not_reached(User.objects.get(username="supervisor")):
        return
    one = longest(worker, 1)[0]
    for days in (5, 3, 1):
        Call.objects.create(
            id=uuid.uuid4(), person=one.person, pregnancy_id=one.pregnancy, protocol=one.protocol.code, step=one.step.code,
            outcome=Call.Outcome.NOT_REACHED, by=worker, at=timezone.now() - timedelta(days=days),
        )  # fmt: skip


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _wait_for(address: str) -> None:
    for _second in range(120):
        try:
            urlopen(address).close()
            return
        except OSError:
            time.sleep(1)
    sys.exit("the demonstration does not answer")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images"), sys.argv[2:])
