"""After any change to a family's facts, computing that family again gives the rows that a run of the whole city would give."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings

from tests.generative.lives import PEOPLE, PREGNANCIES, books
from wanhu.web.care.models import Pregnancy
from wanhu.web.registry.models import Person
from wanhu.web.worklist import compute
from wanhu.web.worklist.models import Alert, Due

ON = date(2026, 11, 23)


def models_of_facts() -> dict:
    from django.apps import apps

    return {
        model._meta.db_table.removeprefix("fact_"): model
        for model in apps.get_models()
        if model._meta.db_table.startswith("fact_")
    }


def lists() -> tuple[list, list]:
    due = Due.objects.values_list(
        "person_id", "pregnancy_id", "area", "protocol", "step", "state", "opens", "due", "closes", "because"
    )
    alerts = Alert.objects.values_list("person_id", "pregnancy_id", "area", "rule", "level", "because")
    return sorted(due, key=str), sorted(alerts, key=str)


@pytest.mark.django_db(transaction=True)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(books())
def test_a_family_computed_again_is_as_the_nightly_run_says(facts):
    for model in (*models_of_facts().values(), Due, Alert, Pregnancy):
        model.objects.all().delete()
    Person.objects.bulk_create([Person(pk=person) for person in PEOPLE], ignore_conflicts=True)
    Pregnancy.objects.bulk_create(
        [Pregnancy(pk=number, woman_id=woman) for number, woman in zip(PREGNANCIES, PEOPLE, strict=False)]
    )
    compute.run(on=ON, by="test")
    women = dict(zip(PREGNANCIES, PEOPLE, strict=False))
    for name, model in models_of_facts().items():
        rows = []
        for row in facts.get(name, []):
            kept = {"id": UUID(int=row["id"].int), "recorded": row["recorded"].replace(tzinfo=UTC)}
            links = {link: row[link] for link in ("person", "pregnancy", "mother", "other") if link in row}
            if name == "pregnancy":  # a pregnancy is one woman's
                links["person"] = women[row["pregnancy"]]
            plain = {key: value for key, value in row.items() if key not in (*links, *kept)}
            rows.append(model(**plain, **kept, **{model._meta.get_field(link).attname: value for link, value in links.items()}))
        model.objects.bulk_create(rows)
    compute.refresh(list(PEOPLE), ON)
    refreshed = lists()
    compute.run(on=ON, by="test", known_at=datetime.now(UTC))
    assert refreshed == lists()
