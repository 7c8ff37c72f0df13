"""Templates, script and style meet in data attributes: each stands in one list, with who reads it and what it means."""

import re
from collections import defaultdict
from pathlib import Path

from digibarometer.workshops.composition import build_registry

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "digibarometer"
SOURCE = PRODUCT / "ui" / "src"
LIST = (SOURCE / "attributes.ts").read_text(encoding="utf-8")
READ_BY = dict(re.findall(r'^  "data-([a-z-]+)": "(.+)",$', LIST, re.M))
STEERING = set(re.findall(r'"([a-z-]+)"', re.search(r"STEERING = \[(.*?)\]", LIST, re.S)[1]))
MANY = 4  # modules of the script from which on it is called "script"
NAME = r"data-([a-z][a-z0-9-]*)"
COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.S)
TAG = re.compile(r"<([a-z]+)\b([^<>]*)>")
DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.S)


def kebab(name):
    return re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", name)


def camel(name):
    return re.sub(r"-(.)", lambda found: found[1].upper(), name)


def written_in(kind):
    """(path, text without comments) of each file of the script or of the style."""
    for path in sorted(SOURCE.glob(f"**/*.{kind}")):
        if path.name != "attributes.ts":
            yield path, COMMENT.sub("", path.read_text(encoding="utf-8"))


def readers():
    """Each attribute's readers, as the code has it: modules of the script, style, simulation."""
    found = defaultdict(set)
    for path, text in written_in("ts"):
        names = re.findall(NAME, text)
        names += map(kebab, re.findall(r"\bdataset\??\.(\w+)", text) + re.findall(r'\btranslated\("(\w+)"\)', text))
        for taken in re.findall(r"\{ ([\w, =\"]+) \}(?:: DOMStringMap| = [\w.]+\.dataset\b)", text):
            names += [kebab(one.split("=")[0].strip()) for one in taken.split(",")]
        for name in names:
            found[name].add(path.stem)
    for _path, text in written_in("css"):
        for name in re.findall(NAME, text):
            found[name].add("style")
    for path in filter(is_simulation, PRODUCT.glob("**/*.py")):
        for name in re.findall(NAME, path.read_text(encoding="utf-8")):
            found[name].add("simulation")
    return found


def is_simulation(path):
    """Whether a module reads screens as a simulated person does."""
    return "simulation" in path.parts or path.stem in {"simulated_people", "simulated_behaviour"}


def drawn():
    """(where, tag, names) of each tag with data attributes in a template, and of attributes that Python writes."""
    for path in sorted(PRODUCT.glob("**/templates/**/*.html")):
        for tag, attributes in TAG.findall(DJANGO.sub("", path.read_text(encoding="utf-8"))):
            if names := set(re.findall(rf"(?<![\w-]){NAME}", attributes)):
                yield path.name, tag, names
    for path in sorted(PRODUCT.glob("**/*.py")):
        if not is_simulation(path) and (names := set(re.findall(rf'"{NAME}"', path.read_text(encoding="utf-8")))):
            yield path.name, "", names


def fields():
    """The fields of all actions, as attributes spell them."""
    actions = [row.action for row in build_registry().rules.values()]
    return {name.replace("_", "-") for action in actions for name in action.__struct_fields__}


def test_what_a_template_says_is_in_the_list_or_is_a_field_of_an_action():
    unknown = {
        (where, name)
        for where, tag, names in drawn()
        for name in names - READ_BY.keys()
        if not (name in fields() and names & {"do", "chosen"} and tag in {"form", "data"})
    }
    assert not unknown


def test_what_steers_on_a_form_is_never_sent_as_a_field():
    sent = {
        (where, name)
        for where, tag, names in drawn()
        if tag in {"form", "data"} and names & {"do", "chosen"}
        for name in names - STEERING - fields()
    }
    assert not sent


def test_the_list_says_who_reads_each():
    found, wrong = readers(), {}
    modules = {path.stem: text for path, text in written_in("ts")}
    for name, text in READ_BY.items():
        said = set(text.split(":")[0].split(", "))
        there = found.pop(name, set())
        script = there - {"style", "simulation"}
        if "script" in said:
            assert len(script) > MANY, f"{name}: name them"
            there = there - script | {"script"}
        chosen = {one for one in said if f'"{camel(name)}"' in modules.get(one, "")}  # one of several, by its name
        if not there <= said <= there | chosen:
            wrong[name] = sorted(there)
    assert not wrong
    assert not set(found) - fields(), "in script or style, and not in the list"


def test_what_no_template_says_is_set_by_the_script():
    said = {name for _where, _tag, names in drawn() for name in names}
    assert {name for name, text in READ_BY.items() if ": set by the script" in text} == READ_BY.keys() - said
