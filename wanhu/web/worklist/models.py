"""Every planned step of every enrolled person, as computed by a run. Derived: may be deleted and rebuilt from facts at any time."""

from django.conf import settings
from django.db import models

from wanhu.web.care.models import Pregnancy
from wanhu.web.registry.models import Person


def _about(model: type[models.Model], *, optional: bool = False) -> models.ForeignKey:
    """A link without a constraint: derived rows never stand in the way of a change to the records, and are appended by the hundred thousand."""
    return models.ForeignKey(
        model, on_delete=models.DO_NOTHING, db_constraint=False, db_column=model.__name__.lower(), null=optional, related_name="+"
    )


class Run(models.Model):
    """One computation: as of which day, as known when, by which rules."""

    on = models.DateField()
    known_at = models.DateTimeField()
    rulebook = models.CharField(max_length=64, help_text="hash of the rules that ran")
    started = models.DateTimeField()
    finished = models.DateTimeField(null=True)
    current = models.BooleanField(default=False)
    figures = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["current"], condition=models.Q(current=True), name="one_current_run")]


class Due(models.Model):
    """One step in exactly one state. ``done`` and far-off ``upcoming`` steps are not stored: the engine can always say them again."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="due", db_index=False)
    person = _about(Person)
    pregnancy = _about(Pregnancy, optional=True)
    area = models.CharField(max_length=12, db_index=True)
    protocol = models.CharField(max_length=40)
    step = models.CharField(max_length=40)
    state = models.CharField(max_length=10)
    opens = models.DateField()
    due = models.DateField()
    closes = models.DateField(null=True)
    reason = models.CharField(max_length=60, default="")  # code of what to settle first: the step's advice
    because = models.TextField()

    class Meta:
        # Nearly every row is of the current run: alone it would send a worker's question through the whole city.
        indexes = [models.Index(fields=["area", "state", "due"]), models.Index(fields=["run", "person"])]


class Alert(models.Model):
    """Something in the facts that a person should look at now. A suggestion with its reason, confirmed by a named human."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="alerts", db_index=False)
    person = _about(Person)
    pregnancy = _about(Pregnancy, optional=True)
    area = models.CharField(max_length=12, db_index=True)
    rule = models.CharField(max_length=40)
    level = models.CharField(max_length=12)
    because = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["run", "person"])]


class StandingCalls(models.Manager):
    """Calls that were not taken back."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(taken_back=None)


class Call(models.Model):
    """What came of one attempt to reach somebody about a step. A row is never changed; the newest of a step is where it stands.

    ``keep-trying`` is a supervisor's: three calls were in vain, and she asks for more.
    """

    class Outcome(models.TextChoices):
        COMING = "coming", "同意来 / will come"
        LATER = "later", "稍后再打 / ring again later"
        NOT_REACHED = "not-reached", "联系不上 / not reached"
        WRONG_NUMBER = "wrong-number", "号码错误 / wrong number"
        KEEP_TRYING = "keep-trying", "主管：继续找 / supervisor: keep trying"

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    pregnancy = models.ForeignKey(Pregnancy, null=True, on_delete=models.PROTECT, related_name="+")
    protocol = models.CharField(max_length=40)
    step = models.CharField(max_length=40)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    again = models.DateField(null=True, help_text="约定的日子，或再打的日子 / the day agreed, or the day to ring again")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = StandingCalls()
    every = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["person", "at"])]


class CallTakenBack(models.Model):
    """The outcome of a call was a slip of the finger: whoever wrote it takes it back, and the row stays readable."""

    call = models.OneToOneField(Call, primary_key=True, on_delete=models.PROTECT, related_name="taken_back")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Capacity(models.Model):
    """How many minutes of visits a worker plans for one day; she sets it herself."""

    worker = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    minutes = models.PositiveSmallIntegerField()


class Device(models.Model):
    """A phone on which a worker keeps her list for days without a network. Revoked, it wipes what it holds at the next contact."""

    id = models.UUIDField(primary_key=True)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=60, blank=True)
    recovery_sealed = models.BinaryField(help_text="opens the phone's store when the PIN is forgotten; sealed")
    since = models.DateTimeField()
    seen = models.DateTimeField()
    revoked = models.DateTimeField(null=True)


class PhoneForm(models.Model):
    """One form that a phone sent, by the UUID the phone gave it: taken once. The same UUID with another content is refused and kept beside."""

    class State(models.TextChoices):
        TAKEN = "taken", "已收下 / taken"
        REFUSED = "refused", "退回 / sent back"

    visit = models.UUIDField(primary_key=True)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was sent")
    state = models.CharField(max_length=10, choices=State.choices)
    received = models.DateTimeField()


class Message(models.Model):
    """A reminder to one person about one step: when it was made, sent or not, and why not. Its text holds nothing clinical."""

    class State(models.TextChoices):
        SENT = "sent", "已发出 / sent"
        FAILED = "failed", "没有发出 / not sent"

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    protocol = models.CharField(max_length=40)
    step = models.CharField(max_length=40)
    due = models.DateField()
    template = models.CharField(max_length=40)
    channel = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices)
    at = models.DateTimeField()
    answer = models.CharField(max_length=200, blank=True, help_text="what the channel answered")

    class Meta:
        indexes = [models.Index(fields=["person", "protocol", "step", "due"])]


class Practice(models.Model):
    """One answer of a worker to a practice question: her own, shown to nobody else."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=80)
    right = models.BooleanField()
    at = models.DateTimeField()


class Held(models.Model):
    """A form that arrived after its session had ended, kept until its writer has saved it or thrown it away. Only she is shown it."""

    id = models.UUIDField(primary_key=True)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=200)
    sealed = models.BinaryField(help_text="what the form says; sealed")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["worker", "path"])]
