"""What a screen shows when it applies frames as docs/protocol.md says, in a form that can be compared."""

import json
from typing import Any

from lxml import etree, html


def shown(frames: list[bytes]) -> list[tuple[str, str]]:
    """The panels (name and HTML) after a whole screen and what came after it, without white space between tags."""
    root = html.fragment_fromstring(json.loads(frames[0])["screen"], create_parent="div")
    waiting: dict[str, str] = {}  # items whose list is not there yet
    for frame in frames[1:]:
        said = json.loads(frame)
        if "ack" in said:
            _rated(root, said["ack"])
            continue
        _take(root, said["panel"], said["html"], waiting)
    for element in root.iter():
        element.text = (element.text or "").strip() or None
        element.tail = (element.tail or "").strip() or None
    return [(str(panel.get("id")).split("-")[0], etree.tostring(panel, encoding="unicode")) for panel in root]


def difference(one: list[tuple[str, str]], other: list[tuple[str, str]]) -> str:
    """The name of the first panel in which two screens differ; empty where they show the same."""
    different = [left[0] for left, right in zip(one, other, strict=False) if left != right]
    return different[0] if different else "" if len(one) == len(other) else "a panel too many or too few"


def _rated(root: html.HtmlElement, wish: dict[str, Any]) -> None:
    """What an acknowledgement of a rating says of the sender's own panel."""
    if wish["do"] == "assessment.rate":
        which = ".//data[@data-chosen='assessment.rate'][@data-question=$question]"
        for element in root.xpath(which, question=str(wish["question"])):
            element.set("value", "null" if wish["level"] is None else str(wish["level"]))


def _find(root: html.HtmlElement, id: str) -> html.HtmlElement | None:
    return next(iter(root.xpath(".//*[@id=$id]", id=id)), None)


def _take(root: html.HtmlElement, id: str, text: str, waiting: dict[str, str]) -> None:
    waiting.pop(id, None)
    there = _find(root, id)
    if not text.strip():
        if there is not None:
            there.drop_tree()
        return
    new = html.fragment_fromstring(text.strip())
    if "data-in" not in new.attrib:
        if there is not None:
            there.getparent().replace(there, new)
        return
    if there is not None:
        for list_ in new.xpath(".//*[@data-items]"):
            if (before := _find(there, list_.get("id"))) is not None:
                list_[:] = list(before)
        there.drop_tree()
    holder = _find(root, new.get("data-in"))
    if holder is None:
        waiting[id] = text
        return
    order = int(new.get("data-order"))
    holder.insert(sum(int(item.get("data-order")) <= order for item in holder), new)
    for other, its in list(waiting.items()):
        if _find(root, html.fragment_fromstring(its.strip()).get("data-in")) is not None:
            _take(root, other, its, waiting)
