"""The log says what happened, and never of whom."""

import json
import logging
import sys

import pytest

from digibarometer.running.private_logging import JsonFormatter

SECRET = "anna@example.se"


def line_of(name, message, *values, **more):
    record = logging.LogRecord(name, logging.WARNING, __file__, 1, message, values, None)
    record.__dict__ |= more
    return json.loads(JsonFormatter().format(record))


@pytest.mark.parametrize("message", ["%s: %s", "lost %r from %(who)s", "%-20s and %5.1f", "nothing"])
def test_what_a_library_says_stands_without_its_values(message):
    line = line_of("django.request", message, *([SECRET] * message.count("%")))
    assert SECRET not in str(line)
    assert "%" not in line["says"], "a place that was never filled in tells nobody anything"


def test_an_answer_is_said_by_its_status():
    line = line_of("django.request", "%s: %s", "Not Found", f"/w/1/back/2/{SECRET}/", status_code=404)
    assert (line["status"], line["says"]) == (404, "Not Found")
    assert SECRET not in str(line)


def test_an_exceptions_own_words_are_left_out():
    try:
        raise ValueError(SECRET)
    except ValueError:
        record = logging.LogRecord("digibarometer.x", logging.ERROR, __file__, 1, "it failed", (), sys.exc_info())
    line = json.loads(JsonFormatter().format(record))
    assert line["exception"] == "ValueError"
    assert SECRET not in str(line)
