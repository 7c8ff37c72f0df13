"""People who want to know what somebody else has answered: all that they are shown is kept, and looked through."""

import html
import io
import itertools
import json
import re
import time
import zipfile
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pypdf import PdfReader

from tests.flows.devices import PATIENCE

POST = """([path, body]) => fetch(path, {method: "POST", headers: {"Content-Type": "application/json"}, body})
  .then((answer) => answer.text())"""
BUSY = 503  # as many documents are being made as can be at once
LIVE = re.compile(r"/w/\d+/(desk/|board/|table/)?")
CHOSEN = re.compile(r'<data data-chosen="([^"]+)"[^>]*? value="([^"]*)"')
FORM = re.compile(r'<form[^>]*data-do="([^"]+)"[^>]*>(.*?)</form>', re.DOTALL)
PRESSED = re.compile(r'<button[^>]*value="([^"]*)"[^>]*aria-pressed="true"')
TALK = re.compile(r'<section class="talk"[^>]*>(.*?)</section>', re.DOTALL)
DOTS = re.compile(r'<span[^>]*class="dots"[^>]*>(.*?)</span>', re.DOTALL)
UNSURE = re.compile(r"(\d+)\s+svarade ”vet inte”")

_counted = itertools.count()


def new_number():
    """The number of an action that is later than all before it, those of the seat's own browser too."""
    return int(time.time() * 1000) + next(_counted)


class Spy:
    """A screen of somebody's own, and all that its pages, files and live frames have held."""

    def __init__(self, page, workshop):
        self.page, self.workshop, self.held = page, workshop, []
        self.drawn, self.is_gone = 0, False  # how often the whole screen has come; whether the seat is another's
        page.on("websocket", lambda line: line.on("framereceived", lambda frame: self._told(line.url, frame)))

    def _told(self, where, frame):
        said = json.loads(frame)
        self.drawn, self.is_gone = self.drawn + ("screen" in said), self.is_gone or "gone" in said
        self._keep(where, [said])

    def _keep(self, where, frames):
        """Frames, as the HTML that a screen makes of them."""
        for one in frames:
            drawn = one.get("screen") or one.get("html") or ""
            rest = {name: value for name, value in one.items() if name not in {"screen", "html"}}
            self.held.append((where, f"{json.dumps(rest, ensure_ascii=False)} {drawn}"))

    @property
    def is_live(self):
        """Whether this is one of the room's screens, which is told what happens."""
        return not self.is_gone and bool(LIVE.fullmatch(urlsplit(self.page.url).path))

    def opens(self, path):
        """Open a page and keep it both as it was sent and as it looks."""
        answer = self.page.goto(path)
        self.held.append((path, answer.text()))
        self.looks()
        return self.page

    def looks(self):
        """Keep what the page looks like now, after all that its script has done."""
        self.held.append((self.page.url, self.page.content()))

    def takes(self, *paths):
        """Fetch pages and files without drawing them; the status of each."""
        return [self._fetched(path) for path in paths]

    def _fetched(self, path):
        until = time.monotonic() + PATIENCE / 1000
        while (answer := self.page.context.request.get(path)).status == BUSY:  # as a browser comes again
            assert time.monotonic() < until, path
        self.held += texts(path, answer.body())
        return answer.status

    def posts(self, kind, *actions):
        """Send hand-written actions from the page that is open, as any script in it can; the frames of the answer."""
        numbered = [{"id": f"spy-{(number := new_number())}", "number": number, **action} for action in actions]
        path = f"/w/{self.workshop}/live/{kind}"
        said = self.page.evaluate(POST, [path, json.dumps(numbered)])
        self._keep(path, json.loads(said))
        return json.loads(said)

    def forgets(self):
        """What was shown until now was shown to whom it belonged to, who sat before this screen."""
        self.held.clear()

    def forges(self, cookie, value):
        """Write a cookie by hand."""
        path = f"/w/{self.workshop}/"
        address = re.match(r"https?://[^/]+", self.page.url)[0]
        self.page.context.add_cookies([{"name": cookie, "value": value, "url": address + path}])


def refused(frames):
    """Why actions were refused."""
    return [frame["why"] for frame in frames if "refused" in frame]


def acknowledged(frames):
    """How many actions were kept."""
    return sum("ack" in frame for frame in frames)


def texts(name, body):
    """What can be read of a file, also of the files in it: (where, text)."""
    if body.startswith(b"PK\x03\x04"):  # a zip, and so are xlsx and pptx
        packed = zipfile.ZipFile(io.BytesIO(body))
        files = (texts(f"{name}!{one}", packed.read(one)) for one in packed.namelist())
        return list(itertools.chain.from_iterable(files))
    if body.startswith(b"%PDF-"):
        return [(name, " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages))]
    return [(name, body.decode("utf-8", "replace"))]


def choices(text):
    """What a screen shows as somebody's own choice: (the action, the value)."""
    pressed = {(do, value) for do, form in FORM.findall(text) for value in PRESSED.findall(form)}
    return {*CHOSEN.findall(text), *pressed}


def spreads(text):
    """Of each small group's spread that is shown: how many people it counts, with those who do not know."""
    shown = [(DOTS.findall(talk), UNSURE.search(html.unescape(talk))) for talk in TALK.findall(text)]
    return ["".join(rows).count("<i></i>") + int(unsure[1] if unsure else 0) for rows, unsure in shown if rows]


@dataclass
class Said:
    """What somebody said for themselves, by which it is known wherever it turns up."""

    words: set = field(default_factory=set)  # without spaces, since a PDF breaks lines as it likes
    choices: set = field(default_factory=set)  # (the action, the value), such as nobody who spies has chosen

    def found_in(self, text):
        """All of it that a text holds."""
        flat = "".join(html.unescape(text).split())
        return {word for word in self.words if word in flat} | (self.choices & choices(text))


def look_through(held, said, own=2):
    """Nothing of what these screens have held is what somebody said, and no spread leaves them alone.

    `own` are the seats that one who spies has: what a spread counts besides is at least two people. More is not
    promised (docs/privacy.md, "For who takes part"): with three seats in one hand one other may be left.
    """
    for where, text in dict.fromkeys(held):
        assert not (found := said.found_in(text)), f"{where} shows {found}"
        for people in spreads(text):
            assert people - own >= 2, f"{where} shows a spread of {people}"
