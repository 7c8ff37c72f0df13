"""Accounts whose mail goes out, and browsers that come from somewhere."""

import pytest
from django.core.cache import cache
from django.test import Client


@pytest.fixture(autouse=True)
def nobody_has_tried(db):
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def mailing(settings):
    """As with EMAIL_URL and BASE_URL set."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ADDRESS = settings.BASE_URL = "https://digibarometer.example.se"


@pytest.fixture
def browser():
    def at(address="192.0.2.7"):
        return Client(REMOTE_ADDR=address)

    return at
