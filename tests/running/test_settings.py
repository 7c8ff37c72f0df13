"""Settings that do not go together stop the start with a message that says how to mend it."""

import os
import subprocess
import sys

import pytest


def start(tmp_path, **environment):
    """What the command line says of these settings: (exit code, message)."""
    left_out = {"DATABASE_URL", "BUS_URL", "BASE_URL", "EMAIL_URL", "OPEN_SIGNUP", "DJANGO_SETTINGS_MODULE"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    command = [sys.executable, "-m", "digibarometer", "check", "no-such-file", "--data", str(tmp_path)]
    done = subprocess.run(command, env={**kept, **environment}, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


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
