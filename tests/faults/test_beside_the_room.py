"""On a real server: a document is made and a file is read beside the room, and others are answered meanwhile."""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import httpx
import psutil

GROWS_TO = 200_000_000  # bytes more of the server's own memory, which is far less than the file takes


def memory(server):
    return psutil.Process(server.process.pid).memory_info().rss


def until_it_is_ours(ask):
    """Ask again as the page itself does, as long as too many are before us or the first child is not there yet."""
    while (answer := ask()).status_code == 503:
        assert answer.headers["retry-after"]
    return answer


def test_the_report_is_made_in_a_child_process(served):
    server, made = served
    with closing(sqlite3.connect(server.data / "digibarometer.sqlite3")) as database:
        [secret] = database.execute("SELECT result_secret FROM workshops_workshop WHERE id = ?", [made["workshop"]])
    answer = until_it_is_ours(lambda: httpx.get(f"{server.address}/r/{secret[0]}/report.pdf", timeout=120))
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")


def bomb():
    texts = "key: a, text: {sv: b, en: b}, short: {sv: c, en: c}"
    much = ", ".join(["&d {sv: x}", *["*d"] * 3000])
    area = "areas:\n- key: a\n  title: {sv: a}\n  short: {sv: a}\n  questions:\n"
    return (area + f"  - &q {{{texts}, look_for: [{much}]}}\n" + "  - *q\n" * 20_000).encode()


def test_a_file_that_wants_too_much_is_refused_and_others_are_answered_meanwhile(served):
    server, made = served
    name, _, value = made["leader"].partition("=")
    page = f"{server.address}/questions/import/"
    with httpx.Client(cookies={name: value}, timeout=120) as leader, ThreadPoolExecutor(1) as beside:
        form = leader.get(page)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)[1]
        sent = {"csrfmiddlewaretoken": token, "whose": "0128"}
        before = memory(server)

        def send():
            return leader.post(page, data=sent, files={"file": ("bomb.yaml", bomb())}, headers={"Referer": page})

        reading = beside.submit(send)
        answered = 0
        while not reading.done():
            assert httpx.get(f"{server.address}/j/{made['code']}/", timeout=60).status_code == 200
            answered += 1
            assert memory(server) - before < GROWS_TO
        answer = reading.result()
    assert answered
    assert answer.status_code == 200
    assert "för stor att läsa" in answer.text or "Vänta en minut" in answer.text
