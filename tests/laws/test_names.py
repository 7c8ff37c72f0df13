"""Names say what comes back or what is done, and a docstring can be read without its neighbours."""

import ast
import builtins
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "digibarometer"
FILES = [
    path
    for package in (HOUSE, ROOT / "tests" / "fifth_exercise")
    for path in package.rglob("*.py")
    if "migrations" not in path.parts
]
BARE = {
    *("ahead", "asked", "begin", "begins", "beside", "come", "described", "drawn", "due", "found", "go", "held"),
    *("here", "hung", "instead", "keep", "kept", "lent", "made", "moved", "of", "on", "one", "over", "placed", "said"),
    *("say", "says", "shown", "so_far", "taken", "tell", "those", "together", "told", "written"),
}
NEEDS_NOUN = {
    *("AGAIN", "ALIKE", "CALM", "FAR", "FEWEST", "GONE", "KEPT", "LARGEST", "LASTS", "LATE", "LATER", "LEAST"),
    *("LONGEST", "MOST", "MUCH", "NEVER", "SHOWN", "SOON", "SURE", "TIMES"),
}
FRAMEWORKS_OWN = {"on_message_begin", "on_headers_complete", "on_message_complete"}  # httptools calls them so


def definitions(tree):
    """Every function and class that others may use, methods too."""
    for node in ast.walk(tree):
        for child in getattr(node, "body", []) if isinstance(node, ast.Module | ast.ClassDef) else []:
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield child


def top_level(tree):
    """Functions and classes of a module; what overrides another's method need not say it again."""
    return [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]


def public(found):
    for path in FILES:
        for node in found(ast.parse(path.read_text(encoding="utf-8"))):
            if not node.name.startswith("_"):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


def test_no_function_is_called_by_a_bare_participle_or_preposition():
    bare = [
        where
        for where, node in public(definitions)
        if node.name in BARE or (re.match(r"(of|on)_", node.name) and node.name not in FRAMEWORKS_OWN)
    ]
    assert not bare


def test_every_public_thing_has_a_docstring_that_stands_alone():
    without = [where for where, node in public(top_level) if not ast.get_docstring(node)]
    assert not without
    leaning = [where for where, node in public(definitions) if (ast.get_docstring(node) or "").startswith("The same")]
    assert not leaning


def test_a_constant_says_what_it_is_the_most_or_least_of():
    bare = [
        f"{path.relative_to(ROOT)}:{node.lineno} {name.id}"
        for path in FILES
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        for name in ast.walk(target)
        if isinstance(name, ast.Name) and name.id in NEEDS_NOUN
    ]
    assert not bare


def test_an_error_that_a_docstring_says_is_raised_is_called_so():
    nodes = [node for path in FILES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    known = {node.name for node in nodes if isinstance(node, ast.ClassDef)} | set(dir(builtins))
    known |= {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
    known |= {"DoesNotExist", "TypstError"}  # a model's own, and one of typst's, which has no types
    wrong = [
        f"{where}: {error}"
        for where, node in public(definitions)
        for error in re.findall(r"[Rr]aises?\s+(?:\w+\.)?([A-Z]\w+)", ast.get_docstring(node) or "")
        if error not in known
    ]
    assert not wrong


def test_a_package_names_the_modules_that_it_has():
    wrong = [
        f"{path.parent.relative_to(ROOT)}: {name}"
        for path in FILES
        if path.name == "__init__.py"
        for name in re.findall(r"`([a-z_]+)`", ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "")
        if not any((folder / f).exists() for folder in (path.parent, HOUSE) for f in (name, f"{name}.py"))
    ]
    assert not wrong


MAX_ANY = 142  # this number only falls


def test_there_is_no_more_that_no_type_is_said_of():
    found = sum(len(re.findall(r"\bAny\b", path.read_text(encoding="utf-8"))) for path in HOUSE.rglob("*.py"))
    assert found <= MAX_ANY
