"""What a pregnancy was dated by, as it was told or seen."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("care", "0001_initial")]

    operations: ClassVar = [
        migrations.AddField("pregnancyfact", "evidence", models.CharField(max_length=20, null=True)),
        migrations.AddField("pregnancyfact", "evidence_on", models.DateField(null=True)),
        migrations.AddField("pregnancyfact", "evidence_days", models.SmallIntegerField(null=True)),
        migrations.AddField("pregnancyfact", "lunar", models.CharField(max_length=40, null=True)),
    ]
