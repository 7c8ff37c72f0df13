"""What each picture promises of its own."""

import random
import re
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree

import pytest

from digibarometer.i18n import format_number
from digibarometer.pictures.dot_plot import Unsure, dot_plot
from digibarometer.pictures.dumbbell import GapRow, Side, dumbbell
from digibarometer.pictures.level_heatmap import HeatRow, level_heatmap
from digibarometer.pictures.palette import PALETTES, rules
from digibarometer.pictures.radar import Series, radar
from digibarometer.pictures.slopegraph import SlopeRow, SlopeWords, direction, keep_apart, slopegraph
from digibarometer.pictures.svg import Frame, attribute
from digibarometer.pictures.text_metrics import text_width

SVG = "{http://www.w3.org/2000/svg}"
LONG = [
    "Ledning, styrning och uppföljning",
    "Invånare, företag och föreningar",
    "Arbetssätt och verksamhetsprocesser",
    "Informationsförsörjning",
    "Teknik och digital infrastruktur",
    "Kompetensförsörjning och lärande",
    "Samverkan med andra myndigheter",
    "Nyttorealisering",
]
SHORT = ["Ledning", "Invånare och företag", "Arbetssätt", "Information", "Teknik", "Kompetens", "Samverkan", "Nytta"]
Box = tuple[float, float, float, float]


def boxes(picture: str, kind: str) -> list[Box]:
    """Where the texts of a class stand, line by line."""
    return [box for text in texts(picture, kind) for box in _lines(text)]


def texts(picture: str, kind: str) -> list[ElementTree.Element]:
    found = ElementTree.fromstring(picture).iter(f"{SVG}text")
    return [text for text in found if kind in (text.get("class") or "").split()]


def _lines(text: ElementTree.Element) -> Iterator[Box]:
    size, anchor = float(text.get("font-size", 0)), text.get("text-anchor", "start")
    rows: list[tuple[float, float, str]] = []
    for part in text:
        if part.get("x"):
            rows.append((float(part.get("x", 0)), float(part.get("y", 0)), part.text or ""))
        else:
            rows[-1] = (*rows[-1][:2], rows[-1][2] + (part.text or ""))
    for x, y, words in rows:
        width = text_width(words, size, 600)
        left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        yield left, y - 0.8 * size, left + width, y + 0.2 * size


def overlaps(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize("width", [390, 960])
@pytest.mark.parametrize("names", [SHORT, LONG, SHORT[:3], SHORT[:5], LONG + SHORT[:4]])
def test_names_around_the_radar_keep_apart_and_inside(names: list[str], width: int) -> None:
    frame = Frame("radar", "Nuläget", width=width, number=format_number)
    picture = radar(frame, names, [Series("today", "I dag", [2.5] * len(names))])
    found = boxes(picture, "area")
    assert len(found) >= len(names)
    assert not [pair for pair in combinations(found, 2) if overlaps(*pair)]
    assert all(left >= 0 and right <= width for left, _, right, _ in found)


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("width", [390, 960])
def test_every_name_is_there_also_where_numbers_stand_around_the_circle(name: str, width: int) -> None:
    picture = radar(Frame("radar", "Nuläget", width=width), LONG, [Series("today", "I dag", [3] * 8)])
    said = [" ".join(part.text or "" for part in text) for text in ElementTree.fromstring(picture).iter(f"{SVG}text")]
    assert any(line.startswith(name) for line in said)


def test_an_area_without_a_value_breaks_the_line_and_has_no_point() -> None:
    values = [3, None, 2, 2, 3, 2, 3, 1]
    picture = radar(Frame("radar", "Nuläget"), SHORT, [Series("today", "I dag", values)])
    assert 'id="radar-today-0"' in picture
    assert 'id="radar-today-1"' not in picture
    line = re.search(r'id="radar-today-line"[^>]* d="([^"]+)"', picture)
    assert line and line[1].count("M") == 6 and "Z" not in line[1]
    assert "Invånare och företag</tspan><tspan" in picture and "> –</tspan>" in picture


def test_visible_numbers_speak_the_readers_language() -> None:
    rows, sides = [GapRow("Nytta", 2.13, 3)], (Side("leading", "Vi"), Side("official", "De"))
    assert ">2,1<" in dumbbell(Frame("gap", "Skillnad", number=format_number), rows, sides)
    assert ">2.1<" in dumbbell(Frame("gap", "Skillnad"), rows, sides)


def test_there_is_a_dot_for_each_person() -> None:
    picture = dot_plot(Frame("d", "Spridning"), [2, 9, 14, 0, 1], unsure=Unsure("Vet ej", 5))
    assert picture.count('class="today edge mv"') == 26
    assert picture.count('class="earlier hollow mv"') == 5


@pytest.mark.parametrize("most", [1, 7, 40, 120])
def test_stacks_stay_on_the_page_and_in_their_column(most: int) -> None:
    picture = dot_plot(Frame("d", "Spridning", width=390), [most, most, 0, 0, 0])
    places = [tuple(map(float, at)) for at in re.findall(r'edge mv"[^>]* transform="translate\((\S+) (\S+)\)', picture)]
    assert all(y > 0 for _, y in places)
    first, second = places[:most], places[most:]
    assert max(x for x, _ in first) < min(x for x, _ in second)


def test_equal_views_do_not_hide_each_other() -> None:
    sides = (Side("leading", "Vi"), Side("official", "De"))
    picture = dumbbell(Frame("gap", "Skillnad"), [GapRow("Nytta", 2.8, 2.8)], sides)
    xs = [float(x) for x in re.findall(r'edge mv"[^>]* transform="translate\((\S+) ', picture)]
    assert abs(xs[0] - xs[1]) >= 16


def test_a_cell_without_a_level_is_not_a_pale_level() -> None:
    picture = level_heatmap(Frame("h", "Karta"), ["Ek", "Alm"], [HeatRow("Fråga", [1, None])])
    assert 'id="h-0-0"' in picture and 'id="h-0-1"' not in picture


@pytest.mark.parametrize(
    ("value", "written"), [(380.5, "380.5"), (-0.0001, "0"), (3, "3"), (1 / 3, "0.33"), (100, "100")]
)
def test_numbers_as_attributes(value: float, written: str) -> None:
    assert attribute(value) == written


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
def test_all_text_can_be_read(colours: dict[str, str]) -> None:
    inks = ("ink", "muted", "today", "target", "earlier", "politician", "manager", "leading", "official")
    for text, ground in [*((ink, "paper") for ink in inks), *((f"on-l{i}", f"l{i}") for i in range(1, 6))]:
        dark, light = sorted((_luminance(colours[text]), _luminance(colours[ground])))
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_stylesheet_can_be_made_for_the_other_theme() -> None:
    assert ".picture .today{color:#7fd1b9}" in rules("dark")


SLOPE = SlopeWords("Högre", "Lägre", "Lika")


def sloping(width, rows, rounds=("2024", "2026")):
    return slopegraph(Frame("s", "Omgångar", width=width, number=format_number), rounds, rows, SLOPE)


@pytest.mark.parametrize("width", [390, 540, 960])
@pytest.mark.parametrize("same", [True, False])
def test_names_keep_apart_and_inside(width, same):
    chance = random.Random(3)
    rows = [SlopeRow(name, [2.0, 3.0] if same else [chance.choice((2.0, 2.4, 3.1)) for _ in "ab"]) for name in LONG]
    found = boxes(sloping(width, rows), "name")
    assert len(found) >= len(LONG)
    assert not [pair for pair in combinations(found, 2) if overlaps(*pair)]
    assert all(right <= width and top >= 0 for _, top, right, _ in found)


def test_the_way_is_told_by_shape_and_dash_too():
    picture = sloping(960, [SlopeRow("Upp", [2, 3]), SlopeRow("Ned", [3, 2]), SlopeRow("Lika", [2, 2])])
    assert picture.count("Högre") == picture.count("Lägre") == 1
    dashes = [re.search(rf'id="s-{place}-line-0"[^>]*', picture)[0] for place in range(3)]
    assert len({re.sub(r'.*stroke-dasharray="([^"]*)".*', r"\1", dash) for dash in dashes}) == 3


@pytest.mark.parametrize(
    ("levels", "told"),
    [([2, 3], "today"), ([3, 2], "target"), ([2, 3, 2], "earlier"), ([None, 2, 3], "today"), ([None, 3], "earlier")],
)
def test_the_way_goes_from_the_first_known_round_to_the_last(levels, told):
    assert direction(levels) == told


def test_what_has_room_stays_where_it_wants_to_be():
    assert keep_apart([10, 50, 90], [20, 20, 20]) == [10, 50, 90]
    placed = keep_apart([10, 10, 12, 90], [20] * 4)
    assert placed[3] == 90 and all(b - a >= 20 - 1e-9 for a, b in combinations(sorted(placed), 2))
