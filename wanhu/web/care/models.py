"""What care was given: pregnancies, births, contacts, measurements, doses, losses and releases."""

from django.db import models

from wanhu.web.registry.models import Fact, Person


class Pregnancy(models.Model):
    """The number of a pregnancy that its woman registered or agreed to register (invariant 3); its dates are facts."""

    woman = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pregnancies")


class PregnancyLinked(Fact):
    """A fact that may belong to one pregnancy."""

    pregnancy = models.ForeignKey(Pregnancy, db_column="pregnancy", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class PregnancyFact(Fact):
    pregnancy = models.ForeignKey(Pregnancy, db_column="pregnancy", on_delete=models.PROTECT, related_name="+")
    lmp = models.DateField(null=True)
    edd = models.DateField(null=True)
    dating = models.CharField(max_length=20, null=True)
    fetuses = models.SmallIntegerField(null=True)
    evidence = models.CharField(max_length=20, null=True)
    evidence_on = models.DateField(null=True)
    evidence_days = models.SmallIntegerField(null=True)
    lunar = models.CharField(max_length=40, null=True)

    class Meta:
        db_table = "fact_pregnancy"


class BirthFact(PregnancyLinked):
    mother = models.ForeignKey(Person, db_column="mother", null=True, on_delete=models.PROTECT, related_name="+")
    discharged_on = models.DateField(null=True)
    gestation_days = models.SmallIntegerField(null=True)
    weight_g = models.IntegerField(null=True)
    length_mm = models.IntegerField(null=True)
    birth_order = models.SmallIntegerField(null=True)

    class Meta:
        db_table = "fact_birth"


class ContactFact(PregnancyLinked):
    kind = models.CharField(max_length=40)
    mode = models.CharField(max_length=20, null=True)

    class Meta:
        db_table = "fact_contact"


class MeasurementFact(PregnancyLinked):
    code = models.CharField(max_length=40)
    value = models.FloatField()

    class Meta:
        db_table = "fact_measurement"


class FindingFact(PregnancyLinked):
    code = models.CharField(max_length=40)
    value = models.CharField(max_length=60)

    class Meta:
        db_table = "fact_finding"


class DoseFact(Fact):
    vaccine = models.CharField(max_length=20)
    product = models.CharField(max_length=60, null=True)

    class Meta:
        db_table = "fact_dose"


class DeathFact(PregnancyLinked):
    kind = models.CharField(max_length=10)

    class Meta:
        db_table = "fact_death"


class ReleaseFact(PregnancyLinked):
    protocol = models.CharField(max_length=40)
    step = models.CharField(max_length=40, null=True)
    reason = models.CharField(max_length=30)

    class Meta:
        db_table = "fact_release"
