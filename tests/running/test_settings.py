"""Settings that do not go together stop the start with a message that says how to mend it."""

import os
import re
import runpy
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from digibarometer import settings

LEFT_OUT = {"DATABASE_URL", "BUS_URL", "BASE_URL", "EMAIL_URL", "OPEN_SIGNUP", "DJANGO_SETTINGS_MODULE"}


def start(tmp_path, **environment):
    """What the command line says of these settings: (exit code, message)."""
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    command = [sys.executable, "-m", "digibarometer", "check", "no-such-file", "--data", str(tmp_path)]
    done = subprocess.run(command, env={**kept, **environment}, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Reads the settings of such an environment."""

    def run(**environment):
        for name in LEFT_OUT:
            monkeypatch.delenv(name, raising=False)
        for name, value in {**environment, "DIGIBAROMETER_DATA": str(tmp_path)}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(settings.__file__)

    return run


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({"EMAIL_URL": "smtp://localhost"}, "BASE_URL"),
        ({"OPEN_SIGNUP": "1", "BASE_URL": "https://a.example.se"}, "EMAIL_URL"),
    ],
)
def test_what_is_missing_is_named(tmp_path, environment, missing):
    code, said = start(tmp_path, **environment)
    assert code == 2
    assert f"{missing} must be too" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("BACKUP_DAYS", "0", "a whole number of at least 1"),
        ("BACKUP_DAYS", "a month", "a whole number of at least 1"),
        ("BASE_URL", "digibarometer.kommun.se", "such as https://digibarometer.kommun.se"),
        ("BEHIND_PROXY", "nginx", "1 or 0"),
        ("BUS_URL", "amqp://host", "like redis://host:6379/0"),
        ("DATABASE_URL", "mysql://host/name", "like postgresql://user:password@host:5432/name"),
        ("DATABASE_URL", "postgresql://host:port/name", "like postgresql://user:password@host:5432/name"),
        ("DATABASE_URL", "postgresql://host", "like postgresql://user:password@host:5432/name"),
        ("EMAIL_URL", "smtp://", "like smtp+tls://user:password@host:587"),
        ("EMAIL_URL", "imap://host", "like smtp+tls://user:password@host:587"),
        ("FILM_URL", "http://films.example.se", "such as https://www.lantmateriet.se/"),
        ("LANGUAGE_CODE", "tlh", "sv or en"),
        ("SECRET_KEY", "short", "at least 32 random characters"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_what_is_wanted(read, name, value, wanted):
    with pytest.raises(ImproperlyConfigured, match=f"{name} must be .*{re.escape(wanted)}"):
        read(**{name: value})


def test_what_is_set_to_nothing_counts_as_left_out(read):
    names = [
        "BACKUP_DAYS",
        "BASE_URL",
        "BEHIND_PROXY",
        "BUS_URL",
        "DATABASE_URL",
        "EMAIL_URL",
        "FILM_URL",
        "SECRET_KEY",
    ]
    said = read(**dict.fromkeys(names, ""))
    assert (said["BACKUP_DAYS"], said["BEHIND_PROXY"], said["BUS_URL"]) == (30, False, "")
    assert said["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"
    assert len(said["SECRET_KEY"]) >= 32


def test_a_database_is_told_by_its_address(read):
    said = read(DATABASE_URL="postgresql://anna:hem%2Flig@[::1]:5433/digi?sslmode=require")["DATABASES"]["default"]
    assert said["ENGINE"] == "django.db.backends.postgresql"
    assert (said["USER"], said["PASSWORD"], said["HOST"], said["PORT"]) == ("anna", "hem/lig", "::1", 5433)
    assert said["NAME"] == "digi" and said["CONN_HEALTH_CHECKS"]
    assert said["OPTIONS"]["sslmode"] == "require" and said["OPTIONS"]["pool"]["max_size"] == 20


def test_mail_is_sent_by_the_server_that_is_named(read):
    said = read(BASE_URL="https://a.example.se/", EMAIL_URL="smtps://anna%40kommun.se:hem%3Alig@mail.kommun.se")
    assert (said["EMAIL_HOST"], said["EMAIL_PORT"], said["EMAIL_USE_SSL"]) == ("mail.kommun.se", 465, True)
    assert (said["EMAIL_HOST_USER"], said["EMAIL_HOST_PASSWORD"]) == ("anna@kommun.se", "hem:lig")
    assert said["BASE_URL"] == "https://a.example.se"
