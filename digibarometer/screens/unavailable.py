"""What a page says when the database does not answer, or too much is wanted at once: that it can be asked again."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from digibarometer.live.failures import is_machine_failure
from digibarometer.screens.waiting import busy
from digibarometer.serving.child_process import Busy

log = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 5


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
