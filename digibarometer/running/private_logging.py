"""The log: one JSON object a line, without personal data."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from http.client import responses

from django.conf import settings
from django.utils.log import configure_logging

_PLACE = re.compile(r"%(\(\w+\))?[-#0 +]*[\d.*]*[a-zA-Z]")
OURS = ("digibarometer", "py.warnings")  # others put addresses and paths into their words


class JsonFormatter(logging.Formatter):
    """Writes what happened and where in the code; never an address, a path, a name or an exception's own words."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage() if record.name.startswith(OURS) else _without_values(record),
        }
        if status := getattr(record, "status_code", None):
            line["status"], line["says"] = status, responses.get(status, "")
            match = getattr(getattr(record, "request", None), "resolver_match", None)
            line["route"] = match.route if match else None
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__qualname__
            frames = traceback.extract_tb(record.exc_info[2])
            line["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(line, ensure_ascii=False)


def _without_values(record: logging.LogRecord) -> str:
    """What a library says, without what it says it of: that may be an address or a path."""
    return _PLACE.sub("…", str(record.msg)) if record.args else str(record.msg)


def configure_private_logging() -> None:
    """Write the whole process's log as such lines, and leave out the web server's line per connection.

    With DIGIBAROMETER_PLAIN_LOG the log stays as it is, with what errors say.
    """
    if settings.PLAIN_LOG:
        return
    settings.LOGGING = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": JsonFormatter}},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["out"], "level": "INFO"},
        "loggers": {"uvicorn.error": {"level": "WARNING"}},  # below that it names each phone's address
    }  # in the settings, because asgi sets Django up once more, and the log with it
    logging.captureWarnings(True)
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
