"""A page that needs the database while it does not answer says so, and what to do."""

import pytest
from django.db import connections

from digibarometer.live.failures import MachineFailure

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("method", "not_saved"), [("get", False), ("post", True)])
def test_a_page_says_that_the_server_cannot_answer_and_that_what_was_sent_is_not_saved(
    client, monkeypatch, method, not_saved
):
    def no_answer(*_, **__):
        raise MachineFailure("the database has gone")

    monkeypatch.setattr(type(connections["default"]), "cursor", no_answer)
    answer = getattr(client, method)("/j/123456/", HTTP_ACCEPT_LANGUAGE="en")
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "The server cannot answer just now" in answer.content.decode()
    assert ("was not saved" in answer.content.decode()) is not_saved
