"""Each class at the head of a selector is one component's, lies in one file, and stands in the list in style.css."""

import re
from collections import defaultdict
from pathlib import Path

STYLE = Path(__file__).resolve().parents[2] / "digibarometer" / "ui" / "src" / "style"
LIST = re.match(r"/\*(.*?)\*/", STYLE.with_suffix(".css").read_text(encoding="utf-8"), re.S)[1]
SCREENS = {"pages", "phone", "table", "desk", "board"}  # the class of body: says where a component looks otherwise
EVERYWHERE = {"print"}  # what is not printed is named in one place
FIRST = re.compile(
    r"(?:[^\s>+~(]|\([^()]*(?:\([^()]*\)[^()]*)*\))+"
)  # the first element of a selector, with its conditions


def selectors(text):
    """Each selector of a style sheet, in its lists too."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    for rule in re.findall(r"([^{};]+)\{", text):
        if not rule.strip().startswith("@"):
            yield from (one.strip() for one in re.split(r",(?![^(]*\))", rule))


def heads():
    """(file, the classes that its selectors begin with, whether the first thing is one of several) of each selector."""
    for path in sorted(STYLE.glob("*.css")):
        if path.stem not in EVERYWHERE:
            for selector in selectors(path.read_text(encoding="utf-8")):
                first = FIRST.match(selector)[0]
                bare = re.sub(r":(?:not|has)\((?:[^()]|\([^()]*\))*\)", "", first)
                if classes := set(re.findall(r"\.([a-zA-Z][\w-]*)", bare)):
                    yield path.stem, selector, classes


def roots():
    """The classes that a selector begins with alone, and the files where."""
    found = defaultdict(set)
    for name, _selector, classes in heads():
        if len(classes) == 1:
            found[next(iter(classes))].add(name)
    return {one: files for one, files in found.items() if one not in SCREENS}


def test_no_class_is_two_components():
    assert not {one: files for one, files in roots().items() if len(files) > 1}


def test_what_a_component_says_begins_with_its_own_class():
    own = roots()
    strange = [
        f"{name}: {selector}"
        for name, selector, classes in heads()
        if not classes & SCREENS and not any(name in own.get(one, ()) for one in classes)
    ]
    assert not strange


def listed():
    """The classes that the list names, and the file that it names them under."""
    found, name = {}, ""
    for line in LIST.splitlines():
        if heading := re.match(r"   ([a-z-]+)(?:$| {2,})", line):
            name = heading[1]
        elif row := re.match(r"     ([a-z]\S*(?:, \S+)*)(?:$| {2,}(.*))", line):
            beside = re.findall(r"(?:^|; )((?:[a-z-]+, )*[a-z-]+):", row[2] or "")
            said = {one for names in (row[1], *beside) for one in names.split(", ")}
            found = dict.fromkeys(said, name) | found
    return found


def test_every_class_that_stands_alone_is_in_the_list():
    own, said = roots(), listed()
    assert not {one: files for one, files in own.items() if said.get(one) not in files}
