"""What a browser does with panels and the items of long lists, so that a test can compare it with a fresh load.

It does what ui/src/live/morph.ts and list-items.ts do: a panel replaces itself, an item goes to its place in the list
that it says it lies in, one that is empty goes away, and one whose list is not there yet waits for it.
"""

from html.parser import HTMLParser

VOID = {"input", "br", "img", "hr", "meta", "link"}


class Element:
    """A tag with what is in it."""

    def __init__(self, tag, attributes, parent=None):
        self.tag, self.attributes, self.parent, self.children = tag, dict(attributes), parent, []

    def all(self):
        """This element and all below it."""
        yield self
        for child in self.elements():
            yield from child.all()

    def elements(self):
        """The elements right below."""
        return [child for child in self.children if isinstance(child, Element)]

    def text(self):
        """What can be read."""
        return "".join(child.text() if isinstance(child, Element) else child for child in self.children)

    def shape(self):
        """The same, comparable: without white space between tags."""
        children = [child.shape() if isinstance(child, Element) else child.strip() for child in self.children]
        return (self.tag, tuple(sorted(self.attributes.items(), key=str)), tuple(child for child in children if child))


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = self.at = Element("root", {})

    def handle_starttag(self, tag, attributes):
        made = Element(tag, attributes, self.at)
        self.at.children.append(made)
        if tag not in VOID:
            self.at = made

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)  # a void element is over by itself

    def handle_endtag(self, tag):
        while self.at.tag != tag:
            self.at = self.at.parent
        self.at = self.at.parent

    def handle_data(self, text):
        self.at.children.append(text)


def tree(html):
    """A piece of HTML as elements."""
    reader = _Reader()
    reader.feed(html)
    return reader.root


class Page:
    """What a screen shows."""

    def __init__(self, html):
        self.root, self.waiting = tree(html), {}

    def find(self, id):
        """The element of this id."""
        return next((one for one in self.root.all() if one.attributes.get("id") == id), None)

    def take(self, id, html):
        """A panel or an item comes."""
        self.waiting.pop(id, None)
        there = self.find(id)
        if not html.strip():
            if there:
                there.parent.children.remove(there)
            return
        new = tree(html).elements()[0]
        if "data-in" in new.attributes:
            if there:
                _keep_lists(there, new)
                there.parent.children.remove(there)
            self._place(new, id, html)
            self._place_those_who_wait()
        elif there:
            there.parent.children[there.parent.children.index(there)] = new
            new.parent = there.parent

    def _place(self, new, id, html):
        holder = self.find(new.attributes["data-in"])
        if holder is None:
            self.waiting[id] = html
            return
        order = int(new.attributes["data-order"])
        after = next((item for item in holder.elements() if int(item.attributes["data-order"]) > order), None)
        holder.children.insert(holder.children.index(after) if after else len(holder.children), new)
        new.parent = holder

    def _place_those_who_wait(self):
        for id, html in list(self.waiting.items()):
            if self.find(tree(html).elements()[0].attributes["data-in"]):
                self.take(id, html)

    def shape(self):
        """Comparable."""
        return self.root.shape()


def _keep_lists(old, new):
    """An item that comes anew keeps the items that lie in it."""
    for list_ in [one for one in new.all() if "data-items" in one.attributes]:
        before = next((one for one in old.all() if one.attributes.get("id") == list_.attributes["id"]), None)
        if before:
            list_.children = before.children
            for child in list_.elements():
                child.parent = list_
