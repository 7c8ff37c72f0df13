"""Django's pages as an ASGI application: its WSGI handler in lasting threads; and files, which need none."""

import asyncio
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any, TypeVar

from csp.middleware import CSPMiddleware
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse, HttpResponseBase, HttpResponseNotFound
from django.middleware.security import SecurityMiddleware
from django.urls import Resolver404, resolve
from whitenoise.middleware import WhiteNoiseMiddleware

from digibarometer.live.connection import Receive, Scope, Send
from digibarometer.serving.request_queue import Order, RequestQueue

Environ = dict[str, Any]  # of WSGI
View = TypeVar("View", bound=Callable[..., HttpResponseBase])

MAX_FORM_BYTES = 1024 * 1024
SPOOL_BYTES = 1024 * 1024  # what is larger waits in a file
CHUNK_BYTES = 64 * 1024
MAX_SENDING_SECONDS = 300.0  # for a client that takes an answer slowly


def takes_file(max_bytes: int) -> Callable[[View], View]:
    """Marks a view whose form sends a file of so many bytes at most, so that its requests may be that much larger."""

    def marked(view: View) -> View:
        view.max_file_bytes = max_bytes  # type: ignore[attr-defined]
        return view

    return marked


def makes_document(view: View) -> View:
    """Marks a view that waits for a child process, so that whoever asks for other pages is not behind it."""
    view.makes_document = True  # type: ignore[attr-defined]
    return view


def waits_for_child(scope: Scope) -> bool:
    """Whether answering a request means waiting for a child process: a document is made, or a file is read."""
    try:
        view = resolve(scope["path"]).func
    except Resolver404:
        return False
    return getattr(view, "makes_document", False) or (scope["method"] == "POST" and hasattr(view, "max_file_bytes"))


class TooLarge(Exception):
    """The body of a request is larger than its page takes."""


@dataclass(slots=True)
class Answer:
    """An HTTP response that waits for nothing: its body is whole, in memory or in a file."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes | IO[bytes]

    @classmethod
    def from_response(cls, response: HttpResponseBase) -> "Answer":
        """The answer that Django's response is; a stream is read to its end."""
        headers = [(name.lower().encode("latin-1"), str(value).encode("latin-1")) for name, value in response.items()]
        headers += [(b"set-cookie", morsel.OutputString().encode("latin-1")) for morsel in response.cookies.values()]
        parts: Iterable[bytes] = response  #
        return cls(response.status_code, headers, _gathered(parts) if response.streaming else b"".join(parts))

    async def send(self, send: Send) -> None:
        """Send it, and give up on a client that does not take it."""
        async with asyncio.timeout(MAX_SENDING_SECONDS):
            await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
            if isinstance(self.body, bytes):
                await send({"type": "http.response.body", "body": self.body})
                return
            with self.body as file:
                while chunk := file.read(CHUNK_BYTES):
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b""})


class PageServer:
    """Serves pages, each request in a thread of the lane that it is given."""

    def __init__(
        self, too_large: Callable[[WSGIRequest, int], HttpResponse], busy: Callable[[WSGIRequest], HttpResponse]
    ):
        self.handler, self.too_large, self.busy = WSGIHandler(), too_large, busy

    async def serve(
        self,
        lane: RequestQueue,
        rank: int,
        arrived: float,
        scope: Scope,
        receive: Receive,
        send: Send,
        patience: float | None = None,
    ) -> None:
        """Answer one request in its turn: by rank, then by when it arrived. Without one in `patience` s: busy."""
        most = max_body(scope)
        try:
            if (declared_length(scope) or 0) > most:
                raise TooLarge
            body = await read_body(receive, most)
        except TooLarge:
            refused = self.too_large(WSGIRequest(environ_of(scope, BytesIO(), 0)), most)
            await Answer.from_response(refused).send(send)
            return
        if body is None:
            return
        with body[0]:
            order: Order = (rank, arrived)
            environ = environ_of(scope, *body)
            try:
                answer = await lane.run(self._answer, environ, order=order, receive=receive, patience=patience)
            except TimeoutError:
                answer = Answer.from_response(self.busy(WSGIRequest(environ_of(scope, BytesIO(), 0))))
        if answer is not None:
            await answer.send(send)

    def _answer(self, environ: Environ) -> Answer:
        response = self.handler(environ, _start)
        try:
            return Answer.from_response(response)
        finally:
            response.close()  # which tells Django that the request is finished


def _start(_status: str, _headers: list[tuple[str, str]], _error: object = None) -> Callable[[bytes], object]:
    """What WSGI wants to be told before the body; Django's response says it all itself."""
    return lambda _: None


def environ_of(scope: Scope, file: IO[bytes], size: int) -> Environ:
    """The request as WSGI has it (PEP 3333), its body read already; a header sent twice is joined by commas."""
    server, port = scope.get("server") or ("localhost", 80)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server,
        "SERVER_PORT": str(port or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": file,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        if "_" in name:  # would be taken for the same name with a hyphen
            continue
        key = "CONTENT_TYPE" if name == "content-type" else f"HTTP_{name.upper().replace('-', '_')}"
        between = "; " if name == "cookie" else ","
        environ[key] = environ[key] + between + value if key in environ else value
    environ.pop("HTTP_CONTENT_LENGTH", None)
    environ["CONTENT_LENGTH"] = str(size)
    return environ


def max_body(scope: Scope) -> int:
    """How many bytes the body of a request may have: more where a file is sent."""
    declared = declared_length(scope)
    if declared == 0 or (declared is not None and declared <= MAX_FORM_BYTES):
        return MAX_FORM_BYTES
    try:
        view = resolve(scope["path"]).func
    except Resolver404:
        return MAX_FORM_BYTES
    return MAX_FORM_BYTES + int(getattr(view, "max_file_bytes", 0))


def declared_length(scope: Scope) -> int | None:
    """The body's length as the headers say it; 0 where there is no body, None where it comes in chunks."""
    given = {name: value for name, value in scope["headers"] if name in (b"content-length", b"transfer-encoding")}
    if b"transfer-encoding" in given:
        return None
    return int(given.get(b"content-length", b"0"))  # the server has refused what is no number


async def read_body(receive: Receive, most: int) -> tuple[IO[bytes], int] | None:
    """The body and its size; None where the client hung up. Raises TooLarge."""
    file: IO[bytes] | None = None
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > most:
            raise TooLarge
        if file is None and not message.get("more_body"):
            return BytesIO(chunk), size
        file = file or tempfile.SpooledTemporaryFile(SPOOL_BYTES)  # noqa: SIM115 who reads it closes it
        file.write(chunk)
        if not message.get("more_body"):
            file.seek(0)
            return file, size


def _gathered(parts: Iterable[bytes]) -> IO[bytes]:
    file = tempfile.SpooledTemporaryFile(SPOOL_BYTES)  # noqa: SIM115 who sends it closes it
    for part in parts:
        file.write(part)
    file.seek(0)
    return file


class FileServer:
    """The files that were gathered when the server started."""

    def __init__(self) -> None:
        gathered = WhiteNoiseMiddleware(lambda _: HttpResponseNotFound())
        self.paths: frozenset[str] = frozenset(gathered.files)
        self.handler: Any = SecurityMiddleware(CSPMiddleware(gathered))

    async def serve(self, scope: Scope, send: Send) -> None:
        """Answer a request for one of `paths`: small files, which every browser then keeps."""
        response = self.handler(WSGIRequest(environ_of(scope, BytesIO(), 0)))
        try:
            answer = Answer.from_response(response)
        finally:
            response.close()
        await answer.send(send)
