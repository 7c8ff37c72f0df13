"""docs/tours.md leads past what there is."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "tours.md").read_text(encoding="utf-8")
STOPS = re.findall(r"`([\w/.-]+\.(?:py|ts|html))(?::([\w.]+))?`", PAGE)
HANDLER = r"(^|\s){}\s*(\([^)]*\)[^;]*\{{|= )"  # a function, a method or a constant of TypeScript


def names(body, prefix=""):
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield prefix + node.name
            yield from names(node.body, f"{prefix}{node.name}.")


@pytest.mark.parametrize(("file", "name"), STOPS)
def test_every_stop_is_there(file, name):
    source = (ROOT / "digibarometer" / file).read_text(encoding="utf-8")
    if file.endswith(".py") and name:
        assert name in set(names(ast.parse(source).body))
    elif name:
        assert re.search(HANDLER.format(name), source, re.M)


@pytest.mark.parametrize(
    ("tour", "said"), [("A tap", "Seventeen"), ("A form", "Nine"), ("A document", "Ten"), ("Who sees this", "Six")]
)
def test_a_tour_has_as_many_stops_as_it_says(tour, said):
    text = re.search(rf"^## {tour}\n(.*?)(?=^## |\Z)", PAGE, re.S | re.M)[1]
    words = {"Six": 6, "Nine": 9, "Ten": 10, "Seventeen": 17}
    assert f"{said} stops" in text
    assert len(re.findall(r"^\d+\. ", text, re.M)) == words[said]
    assert text.count("\n") < 45, "a tour is short"
