"""README's first command, and the one for whoever changes the code: they show a workshop, and end at Ctrl-C."""

import contextlib
import signal
import socket
import subprocess
import time
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 600  # beside others on a busy machine; it takes about one minute on its own


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as door:
        return door.getsockname()[1]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["demo", "dev"])
def test_it_starts_and_ends_when_it_is_told(name, tmp_path):
    port, log = free_port(), tmp_path / "log"
    command = [ROOT / "bin" / name, "--port", str(port), "--data", tmp_path / "data"]
    with log.open("wb") as told, subprocess.Popen(command, cwd=tmp_path, stdout=told, stderr=told) as demo:
        try:
            page = answer_of(f"http://127.0.0.1:{port}/demo/", demo)
            assert page is not None, log.read_text()[-2000:]
            assert "Traceback" not in log.read_text()
            demo.send_signal(signal.SIGINT)
            assert demo.wait(60) == 0, log.read_text()[-2000:]
        finally:
            if demo.poll() is None:
                demo.kill()
    assert "Traceback" not in log.read_text()


def answer_of(address, process):
    """The page, once there is one; None where the process ends before, or nothing comes."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(httpx.HTTPError):
            if (answer := httpx.get(address, follow_redirects=True)).status_code == 200:
                return answer.text
        time.sleep(0.5)
    return None
