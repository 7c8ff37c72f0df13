"""Simulated people whose server goes away say so in a line, wherever in its answer it stopped."""

import socket
import struct
import subprocess
import sys
import threading
from urllib.error import URLError

import msgspec
import pytest

from digibarometer.simulation.clients import HttpClient
from digibarometer.simulation.runner import SimulationConfig

RESET = struct.pack("ii", 1, 0)  # SO_LINGER of no time: closing sends a reset
FORM = b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<input name="csrfmiddlewaretoken" value="a">'


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200", b"nonsense\r\n\r\n", FORM])
def test_a_server_that_stops_before_or_in_its_answer_is_a_server_that_does_not_answer(said):
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_answer_and_stop, args=[server, said]).start()
        with pytest.raises(URLError):
            HttpClient(f"http://127.0.0.1:{server.getsockname()[1]}").post("/j/1/", {})


def _answer_and_stop(server: socket.socket, said: bytes) -> None:
    line, _ = server.accept()
    line.recv(4096)
    line.sendall(said)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    line.close()


@pytest.mark.parametrize(
    "module", ["digibarometer simulate --room 123456 --people 2 --address {}", "digibarometer.simulation"]
)
def test_whoever_finds_no_server_leaves_with_a_sentence_and_no_traceback(module):
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
    plan = msgspec.json.encode(SimulationConfig(address=address, code="123456", people=2))
    command = [sys.executable, "-m", *module.format(address).split()]
    ended = subprocess.run(command, input=plan + b"\n", capture_output=True, check=False, timeout=120)
    assert ended.returncode == 1
    assert address in ended.stderr.decode() and "Traceback" not in ended.stderr.decode()
