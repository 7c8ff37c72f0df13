"""Opening a page changes nothing: whoever follows a link, and whatever fetches it ahead, has done nothing yet."""

import re

import pytest
from django.db import connection

from tests.laws.pages import client_of, drawn_at_once, paths
from tests.people import Room

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
WHO = ("anonymous", "anna", "eva", "superuser")


OF_THE_BROWSER = '"django_session"'  # that it has come by an invitation, so that its sign-up knows: nobody else's


class Writes:
    """Notes what is written to the database, but for the browser's own session."""

    def __init__(self):
        self.seen = []

    def __call__(self, execute, sql, params, many, context):
        if WRITES.match(sql) and OF_THE_BROWSER not in sql:
            self.seen.append(sql[:80])
        return execute(sql, params, many, context)


@pytest.fixture
def live():
    with drawn_at_once():
        yield


def test_no_page_writes_when_it_is_read(db, live):
    room, written = Room(), {}
    known = list(paths(room))
    for who in WHO:
        browser = client_of(room, who)
        for name, path in known:
            with connection.execute_wrapper(writes := Writes()):
                browser.get(path)
            if writes.seen:
                written[f"{who}: {name}"] = writes.seen
    assert not written
