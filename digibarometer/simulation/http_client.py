"""Pages by plain HTTP, as a browser fetches and posts them: with cookies, and the form's token."""

import re
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SECONDS = 30


class HttpClient:
    """Somebody's browser on one server."""

    def __init__(self, address: str):
        self.address, self.jar = address.rstrip("/"), CookieJar()
        self._opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(self.jar))

    def post(self, path: str, fields: dict[str, str]) -> str:
        """Open a page, fill in its form and send it; the path of the page that it leads to. Raises OSError."""
        url = f"{self.address}{path}"
        with self._opener.open(url, timeout=SECONDS) as answer:
            page, found_at = answer.read().decode(), answer.geturl()
        token = TOKEN.search(page)
        if token is None:  # no form: this browser has its seat already
            return str(found_at).removeprefix(self.address)
        sent = Request(url, urlencode({**fields, "csrfmiddlewaretoken": token[1]}).encode(), {"Referer": url})
        with self._opener.open(sent, timeout=SECONDS) as answer:
            return str(answer.geturl()).removeprefix(self.address)

    def cookies(self, path: str) -> str:
        """The cookies that go with a path, as a header."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar if path.startswith(cookie.path))
