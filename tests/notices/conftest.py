"""What the tests of notices share."""

from __future__ import annotations

import pytest

from tests.notices.certificates import ABSENT, OPENSSL, Certificates


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Certificates, where they can be made."""
    if OPENSSL is None:
        pytest.skip(ABSENT)
    return Certificates(tmp_path_factory.mktemp("certificates"))
