"""What several tests of services begin with."""

import pytest

from app.evidence.soft_passkey import SoftPasskey
from tests.people import Cast


@pytest.fixture
def passkey(cast: Cast) -> SoftPasskey:
    """The leader's, enrolled."""
    return cast.passkey(cast.minh)
