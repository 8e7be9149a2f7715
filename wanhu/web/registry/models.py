"""People, where they live, what they agreed to, and who is responsible for whom.

The ``fact_*`` tables are Django's side of ``wanhu.engine.tables``; a test holds the two together.
"""

from django.conf import settings
from django.db import models


class Area(models.Model):
    """A place by its statistical code: 6 digits city, 9 township, 12 village. Codes are dated; history is mapped, never rewritten."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=60)
    parent = models.CharField(max_length=12, blank=True, db_index=True)
    level = models.CharField(max_length=10, choices=[("city", "市"), ("township", "乡镇"), ("village", "村")])
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class Household(models.Model):
    """People who live together, so that one walk serves them all."""

    area = models.CharField(max_length=12, db_index=True)
    label = models.CharField(max_length=60, blank=True, help_text="组、号 / group and number")
    walk = models.IntegerField(
        default=0, help_text="走访次序 / place in the order of walking through the village; 0: by the label"
    )


class Person(models.Model):
    """One person: the stable number that linkage gives, and what is needed to recognise and reach her.

    ``born_on``, ``sex`` and ``area`` repeat the newest effective person and residence facts for display; facts decide.
    Identity number and phone are sealed (AES-GCM) and found through keyed hashes only.
    """

    name = models.CharField(max_length=60, blank=True, db_index=True)
    pinyin = models.CharField(max_length=120, blank=True, db_index=True)
    initials = models.CharField(max_length=20, blank=True, db_index=True)
    born_on = models.DateField(null=True)
    sex = models.SmallIntegerField(default=0)
    area = models.CharField(max_length=12, blank=True, db_index=True)
    household = models.ForeignKey(Household, null=True, on_delete=models.SET_NULL)
    id_number_sealed = models.BinaryField(null=True)
    id_number_key = models.CharField(max_length=64, blank=True, db_index=True)
    phone_sealed = models.BinaryField(null=True)
    phone_key = models.CharField(max_length=64, blank=True, db_index=True)
    phone_ending_key = models.CharField(max_length=64, blank=True, db_index=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"


class Responsibility(models.Model):
    """A worker answers for a village, or for one household or one person, from one day to another (inclusive).

    One of the three is set. What is nearer to the person decides: her own assignment, else her household's, else her village's.
    """

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    area = models.CharField(max_length=12, blank=True, db_index=True)
    household = models.ForeignKey(Household, null=True, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT)
    since = models.DateField()
    until = models.DateField(null=True)


class ConsentProof(models.Model):
    """What shows that an answer was given: the SHA-256 of a photo of the signed paper, or the strokes of a signature on the screen, sealed."""

    visit = models.UUIDField(db_index=True, help_text="the form on which the answers were written")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[("paper", "纸质 / paper"), ("signature", "屏幕签名 / on the screen")])
    sha256 = models.CharField(max_length=64)
    strokes_sealed = models.BinaryField(null=True)
    made = models.DateTimeField()


class Fact(models.Model):
    """What every fact has; see ``wanhu.engine.tables.FactTable`` for the meaning of each column."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, db_column="person", on_delete=models.PROTECT, related_name="+")
    happened = models.DateField()
    recorded = models.DateTimeField()
    source = models.CharField(max_length=80)
    by = models.CharField(max_length=150, null=True)
    supersedes = models.UUIDField(null=True, unique=True)
    void = models.BooleanField(default=False)

    class Meta:
        abstract = True


class PersonFact(Fact):
    born_on = models.DateField()
    sex = models.SmallIntegerField()
    area = models.CharField(max_length=12, null=True)

    class Meta:
        db_table = "fact_person"


class ConsentFact(Fact):
    purpose = models.CharField(max_length=20)
    given = models.BooleanField()
    how = models.CharField(max_length=40, null=True)

    class Meta:
        db_table = "fact_consent"


class ResidenceFact(Fact):
    area = models.CharField(max_length=12, null=True)
    left = models.CharField(max_length=12, null=True)  # where she lived before; a move that is taken back returns her there

    class Meta:
        db_table = "fact_residence"


class RelationFact(Fact):
    other = models.ForeignKey(Person, db_column="other", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    until = models.DateField(null=True)

    class Meta:
        db_table = "fact_relation"


class StatusFact(Fact):
    kind = models.CharField(max_length=40)
    value = models.CharField(max_length=40)
    until = models.DateField(null=True)

    class Meta:
        db_table = "fact_status"


class DecisionFact(Fact):
    # A number, not a key: pregnancies belong to the care app above this one.
    pregnancy = models.BigIntegerField(null=True, db_index=True)
    about = models.CharField(max_length=60)
    outcome = models.CharField(max_length=60)
    until = models.DateField(null=True)

    class Meta:
        db_table = "fact_decision"
