"""Pages of a real server: their threads keep few files open, and take no more than is meant."""

import asyncio
import re

import httpx
import psutil

from digibarometer.asgi import DOOR_THREADS, PAGE_THREADS
from digibarometer.serving.page_server import MAX_FORM_BYTES

OTHER_THREADS = 8  # ledger, reader, what is due, documents and some to spare


def open_databases(server):
    return sum("digibarometer.sqlite3" in file.path for file in psutil.Process(server.process.pid).open_files())


async def test_open_files_do_not_grow_with_the_pages_that_are_asked_for(served):
    server, made = served
    async with httpx.AsyncClient(base_url=server.address, timeout=60) as browser:
        for _ in range(10):
            pages = await asyncio.gather(*(browser.get(f"/j/{made['code']}/") for _ in range(20)))
            assert {page.status_code for page in pages} == {200}
    assert open_databases(server) <= 3 * (DOOR_THREADS + PAGE_THREADS + OTHER_THREADS)  # the file, its log and index


def test_script_and_style_are_served_to_be_kept(served):
    server, _ = served
    page = httpx.get(server.address)
    script = re.search(r'src="(/static/[^"]+\.js)"', page.text)[1]
    answer = httpx.get(server.address + script)
    assert answer.status_code == 200 and "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-encoding"] in ("gzip", "br")
    again = httpx.get(server.address + script, headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    assert httpx.get(server.address + "/static/no-such.js").status_code == 404


def test_a_form_that_is_too_large_is_answered_in_words(served):
    server, made = served
    answer = httpx.post(f"{server.address}/j/{made['code']}/", content=b"x" * (MAX_FORM_BYTES + 1))
    assert answer.status_code == 413
    assert "högst 1 MB" in answer.text


def chunks(number):
    for _ in range(number):
        yield b"x" * 65536


def test_so_is_one_that_does_not_say_how_large_it_is(served):
    server, made = served
    with httpx.Client() as browser:
        answer = browser.post(f"{server.address}/j/{made['code']}/", content=chunks(MAX_FORM_BYTES // 65536 + 1))
    assert answer.status_code == 413


def test_a_page_that_takes_files_is_asked_for_more(served):
    server, made = served
    path = f"{server.address}/w/{made['workshop']}/presentations/"
    answer = httpx.post(path, content=b"x" * (3 * MAX_FORM_BYTES), headers={"content-type": "application/octet-stream"})
    assert answer.status_code == 403, "it is read, and then refused as it has no token"
