"""What is said of content files is tested in English; tests/laws holds it to its Swedish."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield
