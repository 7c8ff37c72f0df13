"""What a browser shows, as docs/protocol.md says that frames are applied."""

from typing import Any

from lxml import etree, html

Shape = tuple[Any, ...]


class Page:
    """A screen with the panels and items that came after it."""

    def __init__(self, screen: str):
        self.root = html.fragment_fromstring(screen or "<p></p>", create_parent="div")
        self.waiting: dict[str, str] = {}

    def take(self, id: str, text: str) -> None:
        """Put a panel in its place, or an item in its list."""
        self.waiting.pop(id, None)
        there = self._find(id)
        if not text.strip():
            if there is not None:
                _remove(there)
            return
        new = html.fragment_fromstring(text)
        if "data-in" in new.attrib:
            if there is not None:
                _keep_lists(there, new)
                _remove(there)
            self._place(new, id, text)
            for other, waits in list(self.waiting.items()):
                if other != id and self._find(html.fragment_fromstring(waits).attrib["data-in"]) is not None:
                    self.take(other, waits)
        elif there is not None:
            new.tail = there.tail
            there.getparent().replace(there, new)

    def set_rating(self, question: str, level: str) -> None:
        """Show one's own rating, as its acknowledgement says it."""
        for data in self.root.xpath("//*[@id='my_ratings']/data[@data-chosen='assessment.rate']"):
            if data.get("data-question") == question:
                data.set("value", level)

    def _find(self, id: str) -> Any:
        found = self.root.xpath("//*[@id=$id]", id=id)
        return found[0] if found else None

    def _place(self, new: Any, id: str, text: str) -> None:
        holder = self._find(new.attrib["data-in"])
        if holder is None:
            self.waiting[id] = text
            return
        order = int(new.attrib["data-order"])
        after = (n for n, item in enumerate(holder) if int(item.attrib.get("data-order", -(10**12))) > order)
        holder.insert(next(after, len(holder)), new)

    def panels(self) -> dict[str, Shape]:
        """What each panel looks like, comparable, by its id."""
        return {child.get("id") or f"({place})": _shape(child) for place, child in enumerate(self.root)}


def _remove(element: Any) -> None:
    element.getparent().remove(element)


def _keep_lists(old: Any, new: Any) -> None:
    for kept in new.xpath(".//*[@data-items]"):
        before = old.xpath(".//*[@id=$id]", id=kept.get("id"))
        if before:
            kept[:] = list(before[0])


def _shape(element: Any) -> Shape:
    children: list[Any] = [(element.text or "").strip()]
    for child in element:
        if not isinstance(child, etree._Comment):
            children += [_shape(child), (child.tail or "").strip()]
    return (element.tag, tuple(sorted(element.attrib.items())), tuple(child for child in children if child))
