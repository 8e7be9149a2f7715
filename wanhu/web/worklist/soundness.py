"""``wanhu check``: is this installation sound? Each check says what it found, so that a person can act on it."""

from typing import NamedTuple

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import F
from django.utils import timezone

from wanhu.web.base import audit, sealing
from wanhu.web.exchange.models import Delivery
from wanhu.web.registry import queries as registry
from wanhu.web.worklist.compute import rulebook_digest
from wanhu.web.worklist.models import Run


class Found(NamedTuple):
    """One check: what was looked at, whether it is sound, and what was found."""

    what: str
    sound: bool
    found: str


def examine() -> list[Found]:
    """Runs every check; writes nothing."""
    return [_database(), _migrations(), _sealing(), _audit(), _deliveries(), _lists(), _answering()]


def _database() -> Found:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Found("数据库 / database", True, f"{connection.vendor}, {connection.settings_dict['NAME']}")


def _migrations() -> Found:
    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except (SystemExit, CommandError):
        return Found("数据库结构 / migrations", False, "有未应用的迁移，请运行 migrate / unapplied migrations: run migrate")
    return Found("数据库结构 / migrations", True, "最新 / up to date")


def _sealing() -> Found:
    opened = sealing.unseal_text(sealing.seal_text("万户")) == "万户"
    return Found("封存密钥 / sealing key", opened, "可封可启 / seals and opens" if opened else "打不开 / cannot open")


def _audit() -> Found:
    broken = audit.verify()
    return Found("审计链 / audit chain", broken is None, "完整 / unbroken" if broken is None else str(broken))


def _deliveries() -> Found:
    settled = Delivery.objects.exclude(state__in=[Delivery.State.RECEIVED, Delivery.State.REFUSED])
    wrong = settled.exclude(rows=F("accepted") + F("quarantined") + F("counted")).count()
    return Found(
        "来件行数 / rows of deliveries", wrong == 0, f"{settled.count()} 件 / deliveries, {wrong} 不平 / not accounted for"
    )


def _lists() -> Found:
    current = Run.objects.filter(current=True).first()
    if current is None:
        return Found("清单 / lists", True, "还没有计算过，请运行 wanhu run / none yet: run wanhu run")
    same = current.rulebook == rulebook_digest()
    return Found(
        "清单 / lists", same, f"{current.on}" + ("" if same else "，规则已变，请重新运行 / rules changed since: run again")
    )


def _answering() -> Found:
    """Two workers for one person must be impossible; nobody for her is for a supervisor to settle, and is said here with the number."""
    twice, nobody = len(registry.answered_twice()), registry.unanswered(None, timezone.localdate()).count()
    said = (
        f"{twice} 处重叠 / overlaps; {nobody} 人没有负责人，请主管在“工作量”页分配 / people without a worker: see the load page"
    )
    return Found("分工 / who answers for whom", twice == 0, said)
