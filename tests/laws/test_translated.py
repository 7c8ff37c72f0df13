"""Every text of the code and the templates is in Swedish too, and no Swedish stands in them by hand."""

import ast
import importlib.machinery
import importlib.util
import re
from pathlib import Path

import polib
import pytest
from django.utils.translation import gettext, override

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "digibarometer"
PLACE = re.compile(r"%\(\w+\)[a-z]|(?<!%)%[a-z]|%%|\{\w*\}|</?\w+[^>]*>")
COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
OWN_LETTERS = re.compile("[åäöÅÄÖ]")

# Swedish that is data or cast, never a text of the screens.
MAY_SPEAK_SWEDISH = {
    "demo/seed_municipality.py",
    "demo/seed_plan.py",
    "pictures/text_metrics.py",
    "places/collation.py",
    "simulation/roster.py",
    "exercises/assessment/simulated_behaviour.py",
    "ui/context_processors.py",  # Lantmäteriet is called so in English too
}


def collecting():
    """bin/collect-translations as a module."""
    loader = importlib.machinery.SourceFileLoader("collect_translations", str(ROOT / "bin" / "collect-translations"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


COLLECTING = collecting()
SWEDISH = {package: polib.pofile(str(file)) for package, file in COLLECTING.FILES.items()}


@pytest.mark.parametrize("package", SWEDISH, ids=lambda package: package.name)
def test_every_text_has_its_entry_and_no_entry_is_left_over(package):
    entries = {(entry.msgctxt or "", entry.msgid, entry.msgid_plural or "") for entry in SWEDISH[package]}
    texts = set(COLLECTING.texts(package))
    assert len(texts) > (500 if package == HOUSE else 5)
    assert not sorted(texts - entries), "run bin/collect-translations and translate them"
    assert not sorted(entries - texts), "run bin/collect-translations: nothing says these any more"


@pytest.mark.parametrize("package", SWEDISH, ids=lambda package: package.name)
def test_every_text_is_translated(package):
    untranslated = [one for one in SWEDISH[package] if not one.translated() or one.fuzzy or one.obsolete]
    assert not [entry.msgid for entry in untranslated]


def test_translations_keep_the_places_to_fill_in():
    wrong = []
    for entry in [entry for texts in SWEDISH.values() for entry in texts]:
        if entry.msgid_plural:
            pairs = [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]
        else:
            pairs = [(entry.msgid, entry.msgstr)]
        wrong += [text for text, swedish in pairs if sorted(PLACE.findall(text)) != sorted(PLACE.findall(swedish))]
    assert not wrong


def test_templates_speak_no_swedish_by_hand():
    templates = [path for path in HOUSE.rglob("*.html") if "templates" in path.parts]
    assert len(templates) > 50
    assert not [
        path.relative_to(HOUSE).as_posix()
        for path in templates
        if OWN_LETTERS.search(COMMENT.sub("", path.read_text(encoding="utf-8")))
    ]


def speaks_swedish(source):
    """Whether a string has Swedish letters; docstrings and comments may explain with them."""
    tree = ast.parse(source)
    explaining = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return any(OWN_LETTERS.search(str(node.value)) for node in strings if id(node) not in explaining)


def test_code_speaks_no_swedish_by_hand():
    assert speaks_swedish("x = 'nivå'") and not speaks_swedish("'''nivå'''  # å")
    speaking = {
        path.relative_to(HOUSE).as_posix()
        for path in HOUSE.rglob("*.py")
        if speaks_swedish(path.read_text(encoding="utf-8"))
    }
    assert not {path for path in speaking - MAY_SPEAK_SWEDISH if not path.startswith("content/")}
    assert speaking >= MAY_SPEAK_SWEDISH, "take away what no longer needs to be excused"


def test_swedish_shows_at_run_time():
    with override("sv"):
        assert gettext("Sign out") == "Logga ut"
    with override("en"):
        assert gettext("Sign out") == "Sign out"
