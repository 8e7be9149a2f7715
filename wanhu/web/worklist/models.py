"""Every planned step of every enrolled person, as computed by a run. Derived: may be deleted and rebuilt from facts at any time."""

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

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="due")
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
        indexes = [models.Index(fields=["area", "state", "due"])]


class Alert(models.Model):
    """Something in the facts that a person should look at now. A suggestion with its reason, confirmed by a named human."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="alerts")
    person = _about(Person)
    pregnancy = _about(Pregnancy, optional=True)
    area = models.CharField(max_length=12, db_index=True)
    rule = models.CharField(max_length=40)
    level = models.CharField(max_length=12)
    because = models.TextField()
