"""A demonstration shows what the platform is for: households to walk to, a worker next door with a village, a colour, an emergency."""

from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.web.places import FAR, NEAR, TOWNSHIP, Family, Places, due, person, run
from wanhu.web.base import sealing
from wanhu.web.base.models import Role, User
from wanhu.web.registry.models import Household, Person, Responsibility
from wanhu.web.worklist import compute, demo
from wanhu.web.worklist import queries as lists


def test_families_of_the_city_become_households(staff: Places, home: Family, tmp_path: Path) -> None:
    Person.objects.update(household=None)
    Household.objects.all().delete()
    number = "429000199801010032"
    person("乙", id_number_key=sealing.key("id-number", number))
    lost = person("丙", area=TOWNSHIP, id_number_key=sealing.key("id-number", "429000199801010040"))
    person("不在册")
    truth = pa.table({"household": [1, 2, 2], "id_number": ["429000199801010024", number, "429000199801010040"]})
    pq.write_table(truth, tmp_path / "people.parquet")
    assert demo.households(tmp_path / "people.parquet") == 2
    mother, child = Person.objects.get(pk=home.mother.pk), Person.objects.get(pk=home.child.pk)
    assert mother.household == child.household and mother.household and mother.household.label == "1组 1号"
    assert [house.label for house in Household.objects.order_by("pk")] == ["1组 1号", "2组 1号"]
    assert Person.objects.get(pk=lost.pk).household is None, "without a village there is no group and number"


def test_labels_are_never_twice() -> None:
    labels = [demo._label(at) for at in range(1_500)]
    assert len(set(labels)) == len(labels)


def test_what_there_is_to_see(staff: Places, home: Family, today: date, tmp_path: Path) -> None:
    Responsibility.objects.all().delete()
    for name, role in (
        ("worker", Role.WORKER),
        ("worker2", Role.WORKER),
        ("supervisor", Role.SUPERVISOR),
        ("clinician", Role.RESTRICTED_CLINICIAN),
    ):
        User.objects.create_user(name, role=role, full_name=name)
    neighbour = person("邻", area=FAR, household=Household.objects.create(area=FAR, label="1组 1号"))
    other = person("远", area=FAR, household=Household.objects.create(area=FAR, label="2组 1号"))
    one = run(today)
    compute.refresh([home.mother.pk, home.child.pk], today)
    due(one, neighbour, "immunisation", "DTaP-1", days=-3, state="overdue")
    demo.people_and_places(None, today)
    worker, next_door = User.objects.get(username="worker"), User.objects.get(username="worker2")
    assert {row.area or row.household.label for row in Responsibility.objects.filter(worker=worker)} == {NEAR, "1组 1号"}  # type: ignore[union-attr]
    assert [row.area for row in Responsibility.objects.filter(worker=next_door)] == [FAR]
    from wanhu.web.registry.queries import people_in_scope

    assert neighbour in people_in_scope(worker) and other in people_in_scope(next_door)
    colours = {visit.colour for house in lists.day(worker, ahead=timedelta(days=120)).today for visit in house.visits}
    assert "yellow" in colours, "a pregnancy has its colour"
