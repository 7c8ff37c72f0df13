"""What links and QR codes begin with, for every way to start the server."""

import os
import subprocess
import sys

import pytest

SAY = "from digibarometer import settings; print(settings.ADDRESS)"


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, "http://localhost:8000"),
        ({"DIGIBAROMETER_PORT": "8123"}, "http://localhost:8123"),
        ({"DIGIBAROMETER_PORT": "8123", "ALLOWED_HOSTS": "*, .example.se, 192.168.1.20"}, "http://192.168.1.20:8123"),
        (
            {"DIGIBAROMETER_PORT": "8123", "BASE_URL": "https://digibarometer.example.se/"},
            "https://digibarometer.example.se",
        ),
    ],
)
def test_links_lead_to_where_the_server_is(given, address, tmp_path):
    left_out = {"BASE_URL", "ALLOWED_HOSTS", "DIGIBAROMETER_PORT"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    environment = {**kept, "DIGIBAROMETER_DATA": str(tmp_path), **given}
    said = subprocess.run([sys.executable, "-c", SAY], env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == address
