"""Files that departments send, what became of every row, and who the people named in them are."""

from django.conf import settings
from django.db import models

from wanhu.web.registry.models import Person

QUARANTINE = "quarantine"  # purpose for which the values of quarantined rows are sealed


class Delivery(models.Model):
    """One received file. received = accepted + quarantined + counted, always; a constraint holds it."""

    class State(models.TextChoices):
        RECEIVED = "received", "已接收 / Received"
        CHECKED = "checked", "已核对 / Checked"
        LINKED = "linked", "已关联 / Linked"
        REPLACED = "replaced", "已被更正 / Replaced"
        REFUSED = "refused", "已退回 / Refused"

    feed = models.CharField(max_length=40)
    sender = models.CharField(max_length=80, blank=True)
    filename = models.CharField(max_length=200)
    digest = models.CharField(
        max_length=64, db_index=True, help_text="keyed hash of the file's bytes: the same file twice changes nothing"
    )
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=150)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    rows = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    quarantined = models.IntegerField(default=0)
    counted = models.IntegerField(default=0)
    since = models.DateField(null=True, help_text="earliest date that its accepted rows tell of")
    until = models.DateField(null=True, help_text="latest date that its accepted rows tell of")
    repeated = models.IntegerField(
        default=0, help_text="of the accepted rows: those that an earlier delivery already held, unchanged"
    )
    corrected = models.IntegerField(
        default=0, help_text="of the accepted rows: those that changed an earlier row of the same key"
    )
    withdrawn = models.IntegerField(default=0, help_text="rows of the delivery it replaces that it no longer holds: taken back")
    notes = models.JSONField(default=list, help_text="warnings about the file in both languages")
    path = models.CharField(
        max_length=200, blank=True, help_text="sealed folder under var/: accepted rows and the people they name, never the file"
    )

    class Meta:
        indexes = [models.Index(fields=["-received_at"])]
        constraints = [
            models.UniqueConstraint(fields=["feed", "digest"], name="one_delivery_per_file"),
            models.CheckConstraint(
                condition=models.Q(state__in=["received", "refused"])
                | models.Q(rows=models.F("accepted") + models.F("quarantined") + models.F("counted")),
                name="delivery_rows_all_accounted_for",
            ),
        ]


class Upload(models.Model):
    """A file on its way in: kept sealed while it is checked and looked at, and deleted when it is received, given up or forgotten."""

    class State(models.TextChoices):
        CHECKING = "checking", "核对中 / Being checked"
        CHECKED = "checked", "待确认 / To be confirmed"
        RECEIVING = "receiving", "接收中 / Being received"
        DONE = "done", "已完成 / Done"
        FAILED = "failed", "未成功 / Failed"

    feed = models.CharField(max_length=40)
    sender = models.CharField(max_length=80, blank=True)
    filename = models.CharField(max_length=200)
    size = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    path = models.CharField(max_length=200, blank=True)
    replaces = models.ForeignKey(Delivery, null=True, on_delete=models.PROTECT, related_name="+")
    summary = models.JSONField(
        default=dict, help_text="what receiving it would do, in numbers; a failure's reason in both languages"
    )
    delivery = models.ForeignKey(Delivery, null=True, on_delete=models.PROTECT, related_name="uploads")


class QuarantinedRow(models.Model):
    """One reason why one row was kept back. The value is sealed; lists show row, field and reason only."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="quarantine")
    row = models.IntegerField()
    field = models.CharField(max_length=40)
    header = models.CharField(max_length=80)
    value_sealed = models.BinaryField(null=True)
    reason = models.CharField(max_length=40)
    message_zh = models.TextField()
    message_en = models.TextField()
    remedy_zh = models.TextField()
    remedy_en = models.TextField()


class DroppedColumn(models.Model):
    """A column dropped at the door: how many cells it had, never what they said."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="dropped")
    header = models.CharField(max_length=80)
    reason = models.CharField(max_length=20, help_text="forbidden, restricted or unknown")
    cells = models.IntegerField()


class CountedCell(models.Model):
    """The aggregate lane: rows without consent exist only as a number by area and month."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="cells")
    area = models.CharField(max_length=12)
    period = models.CharField(max_length=7)
    rows = models.IntegerField()


class Mention(models.Model):
    """One person named in one accepted row, and whom it was found to be. What the row said is sealed in the delivery's own file."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="mentions", db_index=False)
    row = models.IntegerField()
    part = models.SmallIntegerField()
    role = models.CharField(max_length=10)
    row_key = models.CharField(
        max_length=64, db_index=True, help_text="keyed hash of the feed's natural key: finds the row a correction replaces"
    )
    row_hash = models.CharField(max_length=64)
    current = models.BooleanField(default=True, help_text="false once a corrected row took its place")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="mentions")
    number = models.BigIntegerField(
        null=True, help_text="the person it was first found to be: outlives a merge, so that an un-merge gives it back"
    )
    published = models.BigIntegerField(null=True, help_text="the person under whom the facts of its row stand")
    stale = models.BooleanField(default=True, help_text="true until the facts of its row say what is now known")

    class Meta:
        indexes = [
            models.Index(fields=["delivery", "row"]),
            models.Index(fields=["id"], name="mention_to_publish", condition=models.Q(stale=True)),
        ]


class LinkDecision(models.Model):
    """A named human said that two mentions are, or are not, the same person. The newest decision of a pair holds; none is deleted."""

    a = models.BigIntegerField()
    b = models.BigIntegerField()
    same = models.BooleanField(null=True, help_text="null: not enough to tell; the village is asked")
    undone = models.BooleanField(default=False, help_text="true: takes the earlier answer back; the pair is open again")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(a__lt=models.F("b")), name="link_decision_ordered")]


class LinkReview(models.Model):
    """A pair that the rules cannot decide; most useful first. Rebuilt by every linkage run, answered by ``LinkDecision``."""

    a = models.BigIntegerField()
    b = models.BigIntegerField()
    weight = models.FloatField()
    worth = models.FloatField(help_text="how much an answer settles")
    evidence = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["a", "b"], name="one_review_per_pair")]


class PersonHistory(models.Model):
    """A person number came to be, was merged into another, or was split off."""

    kind = models.CharField(max_length=10)
    person = models.BigIntegerField(db_index=True)
    into = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    because = models.JSONField(default=dict)
