"""Script, style and fonts, straight from the folder: they need neither a thread nor Django's other middleware."""

from io import BytesIO
from typing import Any

from csp.middleware import CSPMiddleware
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponseNotFound
from django.middleware.security import SecurityMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware

from digibarometer.serving.page_server import Answer, Scope, environ_of


class FileServer:
    """The files that were gathered when the server started."""

    def __init__(self) -> None:
        gathered = WhiteNoiseMiddleware(lambda _: HttpResponseNotFound())
        self.paths: frozenset[str] = frozenset(gathered.files)
        self.handler: Any = SecurityMiddleware(CSPMiddleware(gathered))

    async def serve(self, scope: Scope, send: Any) -> None:
        """Answer a request for one of `paths`: small files, which every browser then keeps."""
        response = self.handler(WSGIRequest(environ_of(scope, BytesIO(), 0)))
        try:
            answer = Answer.from_response(response)
        finally:
            response.close()
        await answer.send(send)
