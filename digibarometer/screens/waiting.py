"""What somebody sees who must wait a moment, who sends more than a page takes, or whom the machine cannot answer."""

import logging
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, gettext, ngettext, override

from digibarometer.live.failures import is_machine_failure
from digibarometer.serving.child_process import Busy
from digibarometer.serving.waiting_room import COOKIE, MAX_AGE, Waiting
from digibarometer.ui.context_processors import site_context

BUSY_SECONDS = 10
RETRY_AFTER_SECONDS = 5

log = logging.getLogger(__name__)


def in_the_queue(request: WSGIRequest, told: Waiting) -> HttpResponse:
    """Many come in at once: how many are before you. The page asks again by itself, without script."""
    with override(get_language_from_request(request)):
        people = _rounded(told.before)
        sentence = ngettext(
            "About %(people)s person is before you.", "About %(people)s people are before you.", people
        ) % {"people": people}
        response = come_back(request, told.seconds, [gettext("Many are coming in right now."), sentence])
    response.set_cookie(
        COOKIE,
        told.cookie,
        max_age=MAX_AGE,
        path="/j/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def come_back(request: HttpRequest, seconds: int, sentences: list[str], status: int = 503) -> HttpResponse:
    """A small page that asks again by itself after so many seconds."""
    response = _small(request, "screens/waiting.html", status, sentences=tuple(sentences))
    response["Refresh"] = response["Retry-After"] = str(seconds)
    return response


def busy(request: HttpRequest) -> HttpResponse:
    """As many documents are being made as may be at once: one that is fetched is asked for again by itself."""
    with override(get_language_from_request(request)):
        if request.method == "POST":
            page = render_to_string("503.html", {"is_sent": True})
            return HttpResponse(page, status=503, headers={"Retry-After": str(BUSY_SECONDS)})
        return come_back(request, BUSY_SECONDS, [gettext("Many documents are being made right now.")])


def too_large(request: WSGIRequest, most: int) -> HttpResponse:
    """A form or a file that is larger than its page takes; nothing of it was read."""
    with override(get_language_from_request(request)):
        return _small(request, "screens/too_large.html", 413, megabytes=most // 2**20)


def _small(request: HttpRequest, template: str, status: int, **context: object) -> HttpResponse:
    response = HttpResponse(_drawn(template, site_context(request)["language"], *context.items()), status=status)
    response["Cache-Control"] = "no-store"
    return response


@lru_cache(maxsize=500)
def _drawn(template: str, language: str, *context: tuple[str, object]) -> str:
    """Drawn once for each number of people: thousands may be told of their place again and again."""
    return render_to_string(template, {**site_context(HttpRequest()), **dict(context), "language": language})


def _rounded(number: int) -> int:
    return number if number < 20 else round(number, -1)


class UnavailableMiddleware:
    """Answers 503, with when to try again, where a view fails for the machine's sake, or finds no free place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page that says so; None for a fault of ours, which Django answers with 500."""
        if isinstance(error, Busy):
            return busy(request)
        if not is_machine_failure(error):
            return None
        log.warning("%s could not be answered: %s", request.path.split("/")[1], type(error).__name__)
        page = render_to_string("503.html", {"is_sent": request.method == "POST"})
        return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
