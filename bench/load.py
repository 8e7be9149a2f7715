"""Fifty workers at once: the list, a form, a visit saved, against a bare Django view that reads one row. Same server, same database, one run.

``python bench/load.py [RESIDENTS] [WORKERS] [SECONDS]``; WANHU_DATABASE_URL chooses PostgreSQL. The city's facts are written straight into the
records (no files), its lists computed once. Client and server share the machine's cores, so the rates are those of a busy small server.
"""

import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

ON = date.today()
PORT = 8799


def city(home: Path, residents: int) -> None:
    """The records of a city: people, pregnancies, every fact, the lists."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from django.core.management import call_command
    from django.db import connection

    from wanhu.engine.arrow import pc
    from wanhu.synthetic.history import history
    from wanhu.web.base import bulk
    from wanhu.web.care.held import MODELS
    from wanhu.web.care.models import Pregnancy
    from wanhu.web.registry.models import Area, Person
    from wanhu.web.worklist import compute

    call_command("migrate", verbosity=0)
    history(residents, 1, home / "facts", ON)
    facts = {path.stem: pq.read_table(path) for path in (home / "facts").glob("*.parquet")}
    newest = {row["person"]: row for row in facts["person"].select(["person", "born_on", "sex", "area"]).to_pylist()}
    numbers = sorted(
        {
            number
            for table in facts.values()
            for name in ("person", "mother", "other")
            if name in table.column_names
            for number in pc.unique(table[name]).to_pylist()
            if number
        }
    )
    with connection.constraint_checks_disabled():
        known = [newest.get(number, {}) for number in numbers]
        bulk.append(Person, pa.table({
            "id": pa.array(numbers, pa.int64()), "name": [f"居民{number}" for number in numbers],
            "born_on": pa.array([one.get("born_on") for one in known], pa.date32()),
            "sex": pa.array([one.get("sex") or 0 for one in known], pa.int16()), "area": [one.get("area") or "" for one in known],
        }))  # fmt: skip
        women = {
            row["pregnancy"]: row["person"]
            for name in ("pregnancy", "contact", "measurement")
            for row in facts[name].select(["pregnancy", "person"]).to_pylist()
            if row["pregnancy"]
        }
        bulk.append(
            Pregnancy, pa.table({"id": pa.array(list(women), pa.int64()), "woman_id": pa.array(list(women.values()), pa.int64())})
        )
        for name, table in facts.items():
            bulk.append(
                MODELS[name],
                table.select(
                    [
                        column
                        for column in table.column_names
                        if column in {field.column for field in MODELS[name]._meta.concrete_fields}
                    ]
                ),
            )
    Area.objects.bulk_create(
        [
            Area(code=code, name=code, level="village", parent=code[:9])
            for code in sorted({one.get("area") for one in newest.values() if one.get("area")})
        ]
    )
    compute.run(on=ON, by="bench")


def workers(count: int) -> list[str]:
    """Accounts with villages, each signed in: the cookies of their sessions."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.db.models import Count

    from wanhu.web.base.models import Role, User
    from wanhu.web.registry.models import Responsibility
    from wanhu.web.worklist.models import Due
    from wanhu.web.worklist.queries.tasks import VISITS

    # Villages where visits are due: a worker without any would measure an empty page.
    visits = Due.objects.filter(protocol__in=VISITS, state__in=("open", "overdue")).values_list("area")
    areas = [area for area, _n in visits.annotate(n=Count("pk")).order_by("-n", "area")[: 3 * count]]
    sessions = []
    for place in range(count):
        mine = areas[place::count]
        user = User.objects.create(username=f"bench{place}", role=Role.WORKER, full_name=f"村医{place}", area=mine[0])
        Responsibility.objects.bulk_create([Responsibility(worker=user, area=area, since=date(2020, 1, 1)) for area in mine])
        session = SessionStore()
        session.update(
            {
                SESSION_KEY: str(user.pk),
                BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
                HASH_SESSION_KEY: user.get_session_auth_hash(),
            }
        )
        session.save()
        sessions.append(str(session.session_key))
    return sessions


def ask(link: http.client.HTTPConnection, method: str, path: str, cookie: str, body: str = "") -> tuple[int, str, float]:
    """One request: status, page, seconds."""
    headers = {"Cookie": cookie, "Accept-Language": "zh-CN"} | (
        {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://127.0.0.1:{PORT}{path}"} if body else {}
    )
    started = time.perf_counter()
    link.request(method, path, body or None, headers)
    answer = link.getresponse()
    page = answer.read().decode()
    return answer.status, page, time.perf_counter() - started


def day(session: str, until: float, taken: dict[str, list[float]], wrong: list[str]) -> None:
    """One worker's requests until the time is up: list, form, visit, and again."""
    link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    while time.perf_counter() < until:
        status, page, seconds = ask(link, "GET", "/tasks/", f"sessionid={session}")
        taken["list"].append(seconds)
        paths = re.findall(r'class="who" href="(/tasks/\d+/\d+/(?:antenatal|child-health|newborn|postnatal)/[^"]+)"', page)
        if status != 200:
            wrong.append(f"list {status}")
            return
        if not paths:  # all her visits are done: she looks at the list again
            continue
        path = paths[uuid.uuid4().int % len(paths)]
        status, page, seconds = ask(link, "GET", path, f"sessionid={session}")
        taken["form"].append(seconds)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        if status != 200 or token is None or 'name="weight"' not in page:
            continue
        said = {
            "csrfmiddlewaretoken": token[1],
            "visit": str(uuid.uuid4()),
            "happened": ON.isoformat(),
            "mode": "clinic",
            "sure": "on",
        }
        status, page, seconds = ask(link, "POST", path, f"sessionid={session}; csrftoken={token[1]}", urlencode(said))
        taken["save"].append(seconds)
        if status != 302:
            wrong.append(f"save {status}")


def rows(number: int, until: float, taken: dict[str, list[float]]) -> None:
    """The yardstick: one row, again and again."""
    link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    while time.perf_counter() < until:
        taken["row"].append(ask(link, "GET", f"/row/{number}/", "")[2])


def serve(application: str) -> subprocess.Popen[bytes]:
    """The server as ``wanhu serve`` starts it, with a process for each core."""
    program = Path(sys.executable).with_name("granian")
    command = [
        program,
        "--interface",
        "wsgi",
        "--port",
        str(PORT),
        "--workers",
        "2",
        "--blocking-threads",
        "4",
        "--no-ws",
        application,
    ]
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(100):
        time.sleep(0.1)
        try:
            http.client.HTTPConnection("127.0.0.1", PORT, timeout=1).connect()
            return started
        except OSError:
            continue
    raise RuntimeError("the server did not start")


def together(count: int, work) -> None:
    """So many at once."""
    threads = [threading.Thread(target=work, args=(place,)) for place in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def told(name: str, seconds: list[float], lasted: float) -> None:
    """One line of the result."""
    if seconds:
        ordered = sorted(seconds)
        print(
            f"{name:6} {len(seconds):6} requests  {len(seconds) / lasted:7.1f}/s  p50 {statistics.median(seconds) * 1000:7.0f} ms  "
            f"p95 {ordered[int(len(ordered) * 0.95)] * 1000:7.0f} ms"
        )


def main(residents: int, count: int, lasts: float) -> None:
    """Builds the city, serves it, and prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"WANHU_HOME": folder, "WANHU_DEMO": "1", "DJANGO_SETTINGS_MODULE": "wanhu.web.settings"}
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection, connections

        from wanhu.web.registry.models import Person

        started = time.perf_counter()
        city(Path(folder), residents)
        call_command("collectstatic", interactive=False, verbosity=0)
        sessions, one = workers(count), Person.objects.values_list("pk", flat=True)[0]
        print(
            f"{connection.vendor}, {residents:,} residents, {count} workers at once, built in {time.perf_counter() - started:.0f} s"
        )
        connections.close_all()
        taken: dict[str, list[float]] = {"list": [], "form": [], "save": [], "row": []}
        wrong: list[str] = []
        for application, work in (
            ("wanhu.web.wsgi:application", lambda place: day(sessions[place], time.perf_counter() + lasts, taken, wrong)),
            ("bench.bare:application", lambda place: rows(one, time.perf_counter() + lasts / 2, taken)),
        ):
            server = serve(application)
            try:
                together(count, work)
            finally:
                server.terminate()
                server.wait(10)
        for name in ("list", "form", "save"):
            told(name, taken[name], lasts)
        told("row", taken["row"], lasts / 2)
        if wrong:
            print(f"{len(wrong)} went wrong: {wrong[:3]}")


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    main(*(given + [200_000, 50, 30][len(given) :]))  # type: ignore[arg-type]
