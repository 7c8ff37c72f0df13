"""A client that knows the room by docs/protocol.md alone: what it may say stands in the page's tables, and it does with
frames what the page tells. Nothing here knows the product.
"""

import asyncio
import json
import secrets
import time

import websockets
from lxml import etree, html

from tests.protocol import protocol_page as page


class NotInThePage(AssertionError):
    """The server, or who uses the client, says something that the page does not have."""


class Screen:
    """What is shown: panels, and items in lists, put in their places as the page tells."""

    def __init__(self):
        self.root, self.mark, self.waiting = html.Element("main"), "", {}

    def show(self, sections, mark=""):
        """This and nothing else."""
        self.root, self.mark = html.fragment_fromstring(sections, create_parent="main"), mark
        self.waiting.clear()

    def find(self, id):
        """The element of this id."""
        return next(iter(self.root.xpath("//*[@id=$id]", id=id)), None)

    def put(self, id, fragment):
        """A panel or an item, as it looks now."""
        self.mark, there = "", self.find(id)
        self.waiting.pop(id, None)
        if not fragment.strip():
            if there is not None:
                there.drop_tree()
            return
        new = html.fragment_fromstring(fragment)
        if new.get("data-in") is None:
            if there is not None:
                _replace(there, new)
            return
        if there is not None:
            _keep_lists(there, new)
            there.drop_tree()
        self._place(id, new)
        for other, waits in list(self.waiting.items()):
            if self.find(waits.get("data-in")) is not None:
                del self.waiting[other]
                self._place(other, waits)

    def _place(self, id, item):
        holder = self.find(item.get("data-in"))
        if holder is None:
            self.waiting[id] = item
            return
        order = float(item.get("data-order"))
        later = (at for at, one in enumerate(holder) if float(one.get("data-order", "-inf")) > order)
        holder.insert(next(later, len(holder)), item)

    def rated(self, question, level):
        """What an acknowledged rating says of the own panel, which is then not sent."""
        for chosen in self.root.xpath("//data[@data-chosen='assessment.rate' and @data-question=$q]", q=str(question)):
            chosen.set("value", "null" if level is None else str(level))

    @property
    def phase(self):
        """The number of the phase that is shown; none before the room has begun."""
        state = self.find("room_state")
        return int(state.get("data-phase")) if state is not None and state.get("data-phase") else None

    @property
    def version(self):
        """The workshop's version, as a leader's desk carries it."""
        return next((int(found) for found in self.root.xpath("//@data-version")), None)

    def panels(self):
        """What is shown, comparable, by the id of each panel."""
        return {panel.get("id"): _shape(panel) for panel in self.root}


def _replace(old, new):
    new.tail = old.tail
    old.getparent().replace(old, new)


def _keep_lists(old, new):
    """Lists in an item are made of items of their own, and stay as they are."""
    for fresh in new.xpath(".//*[@data-items]"):
        for kept in old.xpath(".//*[@data-items and @id=$id]", id=fresh.get("id")):
            _replace(fresh, kept)


def _shape(element):
    """Comparable: without white space between tags, which means nothing."""
    if not isinstance(element.tag, str):
        return None
    text = " ".join((element.text or "").split())
    inside = [part for child in element for part in (_shape(child), " ".join((child.tail or "").split())) if part]
    return (element.tag, tuple(sorted(element.attrib.items())), text, *inside)


class Client:
    """One screen: an outbox, a line that is opened again, and what is shown."""

    def __init__(self, address, kind, workshop, cookie, query=""):
        path = page.SCREENS[kind].replace("<workshop>", str(workshop))
        self.url = f"{address}{path}?lang=en{query}"
        self.kind = "leader" if kind == "desk" else kind
        self.headers = {"Cookie": cookie} if cookie else {}
        self.screen, self.outbox, self.now = Screen(), {}, set()
        self.answers, self.number = {}, int(time.time() * 1000)
        self.line, self.hearing, self.greeted, self.gone = None, None, asyncio.Event(), False

    async def open(self):
        """Open the line; what waits is sent again when the server has said hello."""
        self.greeted.clear()
        seen = f"&seen={self.screen.mark}" if self.screen.mark else ""
        self.line = await websockets.connect(self.url + seen, additional_headers=self.headers, max_size=None)
        self.hearing = asyncio.get_running_loop().create_task(self._hear())
        await self.greeted.wait()

    async def close(self):
        """Lose the line."""
        self.hearing.cancel()
        await self.line.close()
        for id in self.now:  # a leader's move is forgotten with it
            self.answers[id] = None
        self.now.clear()

    async def act(self, do, **fields):
        """Say what is wanted; its id. Raises NotInThePage for what the page does not have."""
        described = page.ACTIONS.get(do)
        if described is None:
            raise NotInThePage(do)
        if "version" in described.fields:
            fields.setdefault("version", self.screen.version)
        if described.required - fields.keys() or fields.keys() - described.fields:
            raise NotInThePage(f"{do} {sorted(fields)}")
        self.number = max(self.number + 1, int(time.time() * 1000))
        action = {"do": do, "id": secrets.token_hex(8), "number": self.number, **fields}
        if self.screen.phase is not None:
            action["phase"] = self.screen.phase
        if "version" in described.fields:
            self.now.add(action["id"])
        else:
            self.outbox[action["id"]] = action
        await self.line.send(json.dumps(action))
        return action["id"]

    async def _hear(self):
        async for text in self.line:
            frame = json.loads(text)
            if not frame.keys() & page.FRAMES:
                raise NotInThePage(text[:200])
            await self._take(frame)

    async def _take(self, frame):
        if "hello" in frame:
            for action in list(self.outbox.values()):
                await self.line.send(json.dumps(action))
            if self.screen.mark:
                self.greeted.set()
        elif "screen" in frame:
            self.screen.show(frame["screen"], frame["mark"])
            self.greeted.set()
        elif "panel" in frame:
            self.screen.put(frame["panel"], frame["html"])
        elif "ack" in frame or "refused" in frame:
            id = frame.get("ack", frame.get("refused"))
            self.answers[id] = frame
            action = self.outbox.pop(id, None)
            if "ack" in frame and action and action["do"] == "assessment.rate":
                self.screen.rated(action["question"], action["level"])
            self.now.discard(id)
        elif "later" in frame:
            asyncio.get_running_loop().call_later(3, self._again, frame["later"])
        elif "gone" in frame:
            self.gone = True

    def _again(self, id):
        if id in self.outbox:
            asyncio.get_running_loop().create_task(self.line.send(json.dumps(self.outbox[id])))

    async def answered(self, id):
        """What an action was answered."""
        while id not in self.answers:
            if self.hearing.done():
                self.hearing.result()
                raise NotInThePage("The line was closed.")
            await asyncio.sleep(0.01)
        return self.answers[id]


def text_of(element):
    """What can be read of it."""
    return etree.tostring(element, method="text", encoding="unicode") if element is not None else ""
