"""What is wanted in the background is done once, tried again when it fails, and stands in nothing's way."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from digibarometer.jobs import NotDone, enqueue, exclusive, run_jobs
from digibarometer.reports.documents.models import Document
from tests.faults.a_server import ROOT

KINDS = ("report", "slides", "workbook")
AGAIN = (timedelta(minutes=10), timedelta(hours=1))


@pytest.fixture
def wanted(room):
    """Three documents that somebody has asked for."""
    for kind in KINDS:
        Document.objects.create(workshop_id=room.pk, kind=kind, language="sv")
    enqueue(Document.objects.all())
    return Document.objects.order_by("pk")


def states(rows):
    return [row.state for row in rows.all()]


def test_each_is_done_once_in_the_order_that_it_was_asked_for(wanted):
    done = []

    def work(row):
        done.append(row.kind)
        return {"percent": 100}

    for _ in range(2):
        run_jobs(wanted, work)
    assert done == list(KINDS) and states(wanted) == ["done"] * 3
    assert [row.percent for row in wanted.all()] == [100] * 3


def test_what_fails_is_nothing_to_the_others_and_is_tried_again_when_its_time_has_come(wanted):
    tried = []

    def slides_fail(row):
        tried.append(row.kind)
        if row.kind == "slides":
            raise NotDone
        return {}

    for _ in range(2):
        run_jobs(wanted, slides_fail, AGAIN)
    assert tried == list(KINDS) and states(wanted) == ["done", "failed", "done"]
    for _ in range(3):
        wanted.exclude(due_at=None).update(due_at=timezone.now())
        run_jobs(wanted, slides_fail, AGAIN, gives_up=lambda row: {"size": row.attempts})
    assert tried.count("slides") == 3, "after the last of the times nobody tries any more"
    assert wanted.get(kind="slides").size == 3, "and what is to be said then is said"


def test_what_was_cut_off_is_begun_again_or_left_as_it_is_wanted(wanted):
    wanted.update(state="working", due_at=None, attempts=1)
    run_jobs(wanted.none(), dict, cut_off="unsure")
    assert states(wanted) == ["unsure"] * 3
    wanted.update(state="working", due_at=None, attempts=1)
    run_jobs(wanted, lambda row: {}, (timedelta(),))
    assert states(wanted) == ["done"] * 3


def test_what_is_taken_away_while_it_waits_is_not_done(wanted):
    run_jobs(wanted, lambda row: wanted.exclude(pk=row.pk).delete() and {})
    assert states(wanted) == ["done"]


def elsewhere(name):
    """Whether another thread, with a connection of its own, may do it now."""

    def asked():
        try:
            with exclusive(name) as is_ours:
                return is_ours
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:
        return other.submit(asked).result()


def test_one_process_does_it_at_a_time(db):
    with exclusive("something") as is_ours:
        assert is_ours and not elsewhere("something") and elsewhere("something else")
    assert elsewhere("something")


def test_what_another_process_is_at_is_left_to_it(wanted):
    with exclusive(Document._meta.label_lower):
        assert run_jobs(wanted, lambda row: {}) == 0, "somebody else is at it"
    assert run_jobs(wanted, lambda row: {}) == 3


HOLD = """
import sys
import django; django.setup()
from digibarometer.jobs import exclusive
with exclusive("duties", waits=bool(sys.argv[1:])) as is_ours:
    print(is_ours, flush=True)
    input()
"""


@pytest.mark.postgres
def test_of_several_machines_one_does_it_and_kill_9_lets_go_of_it(tmp_path):
    address = os.environ["TEST_DATABASE_URL"]

    def machine(name, *waits):
        environment = {**os.environ, "DATABASE_URL": address, "DIGIBAROMETER_DATA": str(tmp_path / name)}
        environment["DJANGO_SETTINGS_MODULE"] = "digibarometer.settings"
        pipe, command = subprocess.PIPE, [sys.executable, "-c", HOLD, *waits]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)

    one = machine("one")
    assert one.stdout.readline() == "True\n"
    other = machine("other")
    assert other.stdout.readline() == "False\n"
    other.communicate("\n")
    one.kill()
    one.wait()
    third = machine("third", "waits")  # until the database has seen that the first is gone
    assert third.stdout.readline() == "True\n"
    third.communicate("\n")
