"""Who asks for a document, or sends a file, waits in a line of its own; nobody who asks for a page is behind it."""

import asyncio
import threading

import pytest
from django.http import HttpResponse

from digibarometer.serving.page_server import PageServer, max_body, waits_for_child
from digibarometer.serving.request_queue import RequestQueue

SECRET = "s" * 20


def scope(method, path, size=0):
    headers = [(b"content-length", str(size).encode())] if size else []
    return {
        "type": "http", "method": method, "path": path, "query_string": b"", "headers": headers, "http_version": "1.1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", f"/r/{SECRET}/report.pdf"),
        ("GET", f"/r/{SECRET}/pictures/today.png"),
        ("GET", f"/r/{SECRET}/receipt.pdf"),
        ("GET", "/w/1/print/guide.pdf"),
        ("POST", "/questions/import/"),
        ("POST", "/w/1/presentations/"),
    ],
)
def test_documents_and_files_have_a_line_of_their_own(method, path):
    assert waits_for_child(scope(method, path)), path


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", f"/r/{SECRET}/"), ("GET", "/questions/import/"), ("GET", "/w/1/presentations/"), ("POST", "/w/1/plan/")],
)
def test_pages_do_not_wait_behind_them(method, path):
    assert not waits_for_child(scope(method, path))


@pytest.mark.parametrize(
    ("path", "least", "most"), [("/w/1/presentations/", 20e6, 22e6), ("/questions/import/", 2e6, 4e6), ("/", 0, 2e6)]
)
def test_a_page_takes_as_much_as_its_file_may_be_and_no_more(path, least, most):
    assert least <= max_body(scope("POST", path, size=200_000_000)) <= most


async def test_who_has_waited_too_long_is_told_kindly_and_keeps_no_place(tmp_path):
    lane, let_go, sent = RequestQueue("test", 1), threading.Event(), []

    async def never():
        await asyncio.Event().wait()

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    first = asyncio.create_task(lane.run(let_go.wait, order=(0, 0.0), receive=never))
    await asyncio.sleep(0)
    pages = PageServer(lambda request, most: HttpResponse(), lambda request: HttpResponse("come back", status=503))
    receiving = iter([receive])

    async def once_then_silent():
        return await next(receiving, never)()

    await pages.serve(lane, 0, 1.0, scope("GET", "/"), once_then_silent, send, patience=0.0)
    assert (sent[0]["status"], sent[1]["body"]) == (503, b"come back")
    let_go.set()
    await first
    assert lane.idle == 1
    lane.stop()
