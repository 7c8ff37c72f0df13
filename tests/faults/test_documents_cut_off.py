"""The process that makes documents is killed: the next one takes the work up, and no half file is kept."""

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

from tests.faults.a_server import ROOT, Server

ASK = """
import django; django.setup()
from digibarometer.reports.documents.worker import request_documents
from digibarometer.workshops.models import Workshop
request_documents(Workshop.objects.first().pk, ["package"], "sv")
"""


def row(server):
    with closing(sqlite3.connect(server.data / "digibarometer.sqlite3", timeout=20)) as kept:
        [found] = kept.execute("SELECT state, attempts, digest, percent FROM documents_document").fetchall()
    return found


def test_what_was_being_made_when_the_process_was_killed_is_made_by_the_next(tmp_path):
    server = Server(tmp_path, DJANGO_SETTINGS_MODULE="digibarometer.settings")
    server.make_workshop()
    server.run("-c", ASK)
    command = [sys.executable, "-m", "digibarometer", "documents", "--data", str(tmp_path)]
    making = subprocess.Popen(command, cwd=ROOT, env=server.environment)
    until = time.time() + 300
    while row(server)[3] < 40 and time.time() < until:  # percent: the figures are read, the file is not written
        time.sleep(0.02)
    os.kill(making.pid, signal.SIGKILL)
    making.wait()
    assert row(server)[:2] == ("working", 1)
    assert not list(tmp_path.glob("documents/*/*.zip"))
    server.run(*command[1:])
    state, attempts, digest, _ = row(server)
    assert (state, attempts) == ("done", 2)
    [file] = tmp_path.glob("documents/*/*")
    assert hashlib.sha256(file.read_bytes()).hexdigest() == digest
