"""Who may act, and the chained record of what each of them did."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    """What a member of staff is there to do. There is no role for police, discipline or family planning enforcement (invariant 7)."""

    WORKER = "worker", "村医 / Village doctor"
    SUPERVISOR = "supervisor", "乡镇主管 / Township supervisor"
    STEWARD = "steward", "数据专员 / Data steward"
    RESTRICTED_CLINICIAN = "restricted-clinician", "专项医生 / Clinician for restricted results"
    BENEFITS_OFFICER = "benefits-officer", "福利专员 / Benefits officer"
    ANALYST = "analyst", "统计分析 / Analyst"
    INSPECTOR = "inspector", "卫生监督 / Health inspector"
    ADMINISTRATOR = "administrator", "系统管理 / Administrator"


class User(AbstractUser):
    """A member of staff. ``area`` is the code of the place whose people are in scope: a village, a township or the city."""

    role = models.CharField(max_length=20, choices=Role.choices)
    area = models.CharField(
        max_length=12, blank=True, help_text="区划代码；空：没有人员范围 / code of the place in scope; empty: nobody"
    )
    full_name = models.CharField(max_length=60)
    phone = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.full_name or self.username


class AuditLine(models.Model):
    """One write or one read of a person's record. Lines are chained: each holds the hash of the one before, so a gap shows."""

    at = models.DateTimeField()
    by = models.CharField(max_length=150, help_text="username, or the name of a command")
    action = models.CharField(max_length=60)
    person = models.BigIntegerField(null=True, help_text="whose record; she can see this line")
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [models.Index(fields=["person", "at"])]
