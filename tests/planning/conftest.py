"""Whoever plans a workshop finds what ships."""

import pytest


@pytest.fixture(autouse=True)
def what_ships_is_there(content):
    pass
