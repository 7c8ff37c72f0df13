"""Heavy or doubtful work is done beside the server, within limits, and few at once."""

import dataclasses
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils import translation
from django.utils.translation import gettext

from digibarometer.serving import child_process
from digibarometer.serving.child_process import UPLOAD, Busy, Exceeded, Failed, run, stream

PATIENT = dataclasses.replace(UPLOAD, patience_seconds=300.0, seconds=300.0)  # the machine that tests may be busy


pytestmark = pytest.mark.usefixtures("children")


def said(word):
    return gettext(word).encode()


def eats():
    return bytes(4 * 1024**3)


def spins():
    while True:
        pass


def breaks_off():
    raise ValueError("not for the log")


def says_much():
    return bytes(1_000_000)


def counts(to):
    for number in range(to):
        yield str(number).encode()


def waits_for(file):
    while not file.exists():
        time.sleep(0.01)
    return b"done"


def test_who_comes_before_the_children_can_be_born_waits_for_that_too(monkeypatch):
    monkeypatch.setattr(child_process, "READY_SECONDS", 300.0)
    child_process.start("digibarometer.running.child_template")
    assert run(dataclasses.replace(PATIENT, patience_seconds=0.0), said, "Yes")


def test_it_answers_in_the_language_that_is_on():
    with translation.override("sv"):
        assert run(PATIENT, said, "Yes") == b"Ja"


def test_what_is_ready_comes_before_the_rest_is():
    assert [*stream(PATIENT, counts, 3)] == [b"0", b"1", b"2"]


@pytest.mark.parametrize(
    ("limits", "job"),
    [(PATIENT, eats), (dataclasses.replace(PATIENT, cpu_seconds=1), spins), (PATIENT, says_much)],
    ids=["memory", "time", "words"],
)
def test_what_wants_too_much_is_ended(limits, job):
    with pytest.raises(Exceeded):
        run(dataclasses.replace(limits, max_answer_bytes=500_000), job)


def test_an_error_in_the_child_is_one_here_and_the_next_is_not_disturbed():
    with pytest.raises(Failed):
        run(PATIENT, breaks_off)
    assert [*stream(PATIENT, counts, 1)] == [b"0"]


def test_who_finds_all_places_taken_is_told_so_and_others_go_on(tmp_path):
    let_go, begun = tmp_path / "go", threading.Semaphore(0)
    one_place = dataclasses.replace(PATIENT, kind="one at a time", at_once=1)

    def work():
        answers = stream(one_place, first_says_that_it_has_begun, let_go)
        next(answers)
        begun.release()
        return next(answers)

    with ThreadPoolExecutor(1) as beside:
        working = beside.submit(work)
        begun.acquire()
        with pytest.raises(Busy):
            run(dataclasses.replace(one_place, patience_seconds=0.0), said, "Yes")
        assert run(PATIENT, said, "Yes"), "another kind of work has places of its own"
        let_go.touch()
        assert working.result() == b"done"


def first_says_that_it_has_begun(file):
    yield b"begun"
    yield waits_for(file)
