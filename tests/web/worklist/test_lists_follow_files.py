"""When a file has been linked and its facts published, the lists are made again: nobody waits for the night."""

from datetime import date

import pytest

from tests.web.places import Family, run
from wanhu.web.exchange.tasks import settle
from wanhu.web.registry.models import PersonFact
from wanhu.web.worklist.models import Run


@pytest.mark.django_db(transaction=True)
def test_settling_a_delivery_makes_the_lists_again(home: Family, today: date):
    settle(by="test")
    assert not Run.objects.exists(), "before the first run there is nothing to make again"
    run(today)
    before = Run.objects.get(current=True)
    assert PersonFact.objects.exists()
    settle(by="test")
    assert Run.objects.get(current=True).pk > before.pk
