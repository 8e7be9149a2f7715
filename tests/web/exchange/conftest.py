"""A village to live in, and a linkage that remembers nothing of the test before."""

import pytest


@pytest.fixture
def village(transactional_db: None) -> None:
    from wanhu.web.exchange import store
    from wanhu.web.registry.models import Area

    Area.objects.create(code="429004109", name="彭场镇", parent="429004", level="township")
    Area.objects.create(code="429004109201", name="许湾村", parent="429004109", level="village")
    store.forget_linkage()
    for folder in store.home(store.DELIVERIES).iterdir():
        store.forget_tables(folder.name)


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Pages are tested without the second factor that an installation asks for."""
    settings.MFA_REQUIRED = False
