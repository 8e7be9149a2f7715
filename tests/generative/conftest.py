"""What tests of many lives share."""

from collections.abc import Iterator

import pytest

from wanhu.engine.evaluation import outlook


@pytest.fixture(scope="module")
def nobody_is_kept_for_being_one_of_many() -> Iterator[None]:
    """Where most are concerned all are kept, which would hide whatever is wrong with few people."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outlook, "FULL", 1.0)
        yield
