"""Activities and signals: everything can be told apart, wherever the votes fall."""

import random
import re
from itertools import combinations
from math import hypot
from xml.etree import ElementTree

import pytest
from django.utils import translation

from digibarometer.exercises.activities.queries import matrix_labels, matrix_table
from digibarometer.exercises.horizon.queries import radar_table
from digibarometer.i18n import format_number
from digibarometer.pictures.impact_effort_matrix import MatrixWords, Weighed, impact_effort_matrix, quadrant
from digibarometer.pictures.svg import Frame
from digibarometer.pictures.text_metrics import text_width
from digibarometer.pictures.trend_radar import Signal, TrendWords, trend_radar

SVG = "{http://www.w3.org/2000/svg}"
MATRIX = MatrixWords("Liten effekt", "Stor effekt", "Liten insats", "Stor insats", "Snabbt", "Stort", "Fyll", "Inte nu")
TREND = TrendWords(("Nu", "1–3 år", "3–10 år"), "Liten", "Stor", "Möjlighet", "Hot", "Större: fler röster")
NAME = "Skriv in i delegationsordningen vem som äger detaljplanedata"
SHARES = {"spread": (1, 2, 2.5, 3, 4, 5), "crowded": (4,), "at the edges": (1, 5), "in the middle": (3,)}


def activities(number, levels, seed=1):
    chance = random.Random(seed)
    return [
        Weighed(i, f"{NAME} {i}", chance.choice(levels), chance.choice(levels), i % 3 == 0)
        for i in range(1, number + 1)
    ]


def signals(number, levels, seed=1):
    chance = random.Random(seed)
    horizons = (0, 0, 1, 2) if len(levels) > 1 else (0,)
    return [
        Signal(i, f"{NAME} {i}", chance.choice(horizons), chance.choice(levels), i % 3 == 0, chance.choice((0, 1, 9)))
        for i in range(1, number + 1)
    ]


def marks(picture):
    """Number → (x, y, radius) of the marks that stand for something."""
    found = {}
    for part in ElementTree.fromstring(picture).iter(f"{SVG}path"):
        number = re.fullmatch(r"bild-(\d+)", part.get("id") or "")
        if number:
            x, y = map(float, re.findall(r"-?[\d.]+", part.get("transform", "")))
            found[int(number[1])] = (x, y, max(abs(float(n)) for n in re.findall(r"-?[\d.]+", part.get("d", ""))))
    return found


def names(picture):
    """The boxes of the names that stand beside marks."""
    found = []
    for text in ElementTree.fromstring(picture).iter(f"{SVG}text"):
        if "name" in (text.get("class") or "").split():
            x, y = map(float, re.findall(r"-?[\d.]+", text.get("transform", "")))
            size = float(text.get("font-size", 0))
            for row in text:
                wide, base = text_width(row.text or "", size, 600), y + float(row.get("y", 0))
                found.append((x, base - 0.8 * size, x + wide, base + 0.2 * size))
    return found


def frame(width):
    return Frame("bild", "Bild", width=width, number=format_number)


PICTURES = {
    "matrix": lambda width, levels, n=25: impact_effort_matrix(frame(width), activities(n, levels), MATRIX),
    "trend": lambda width, levels, n=30: trend_radar(frame(width), signals(n, levels), TREND),
}


@pytest.mark.parametrize("levels", SHARES.values(), ids=SHARES)
@pytest.mark.parametrize("width", [390, 640, 960])
@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_no_mark_hides_another(picture, width, levels):
    found = marks(picture(width, levels))
    assert len(found) in (25, 30)
    for (x, y, r), (x2, y2, r2) in combinations(found.values(), 2):
        assert hypot(x - x2, y - y2) > 0.75 * (r + r2)  # a diamond's corners reach past its neighbours' sides
        assert x - r >= 0 and x + r <= width


@pytest.mark.parametrize("levels", SHARES.values(), ids=SHARES)
@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
@pytest.mark.parametrize("n", [1, 2, 3, 8])
def test_names_beside_marks_overlap_neither_each_other_nor_a_mark(picture, levels, n):
    drawn = picture(960, levels, n)
    boxes = names(drawn)
    assert boxes or n > 1, "where not all find room there is a list"
    round_ = [(x - r * 0.8, y - r * 0.8, x + r * 0.8, y + r * 0.8) for x, y, r in marks(drawn).values()]
    for a, b in [*combinations(boxes, 2), *((a, b) for a in boxes for b in round_)]:
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    assert all(left >= 0 and right <= 960 for left, _, right, _ in boxes)


@pytest.mark.parametrize("width", [390, 960])
@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
@pytest.mark.parametrize("n", [1, 4, 25])
def test_everything_is_named_in_the_picture_beside_its_mark_or_in_the_list(picture, width, n):
    drawn = picture(width, SHARES["spread"], n)
    said = " ".join(part.text or "" for part in ElementTree.fromstring(drawn).iter(f"{SVG}tspan"))
    assert all(f"detaljplanedata {i}" in said for i in range(1, n + 1))


@pytest.mark.parametrize("width", [390, 640, 960])
@pytest.mark.parametrize("levels", SHARES.values(), ids=SHARES)
def test_an_activity_stands_in_the_quadrant_that_the_table_says(width, levels):
    rows = activities(25, levels)
    drawn = impact_effort_matrix(frame(width), rows, MATRIX)
    left, top, side, height = (
        float(re.search(rf'class="l1"[^>]* {name}="([\d.]+)"', drawn)[1]) for name in ("x", "y", "width", "height")
    )
    found = marks(drawn)
    said = matrix_labels()
    home = {(True, True): said.quick, (False, True): said.big, (True, False): said.fill, (False, False): said.later}
    for one, row in zip(rows, matrix_table(rows).rows, strict=True):
        x, y, _ = found[one.number]
        assert row[-1] == home[x < left + side, y < top + height]


def test_a_quick_win_is_clearly_easy_and_clearly_useful():
    assert quadrant(4, 2) == "quick"
    assert quadrant(3, 2) == "quick"
    assert quadrant(4, 3) == "big"
    assert quadrant(2.5, 2.5) == "fill"
    assert quadrant(1, 5) == "later"


def test_the_table_says_when_and_what_a_signal_is():
    with translation.override("sv"):
        (row,) = radar_table([Signal(3, "AI i handläggningen", 1, 4, True, 7)]).texts()
    assert row == ("3. AI i handläggningen", "Om 1–3 år", "4", "Hot", "7")


def test_the_table_has_the_range_of_the_votes_where_the_picture_has():
    one = Weighed(1, "Ny kartportal", 4, 2.5, effect_range=(2, 5), effort_range=(2, 4))
    with translation.override("sv"):
        (row,) = matrix_table([one]).texts()
    assert row[:3] == ("1. Ny kartportal", "4 (2–5)", "2,5 (2–4)")
    assert 'id="bild-1-effect"' in impact_effort_matrix(frame(390), [one], MATRIX)


def test_more_votes_make_a_larger_mark():
    few, many = Signal(1, "A", 0, 3, votes=1), Signal(2, "B", 2, 3, votes=9)
    found = marks(trend_radar(frame(960), [few, many], TREND))
    assert found[2][2] > 1.2 * found[1][2]


def test_a_mark_keeps_its_id_when_votes_move_it():
    before = impact_effort_matrix(frame(960), [Weighed(1, "A", 2, 2), Weighed(2, "B", 4, 4)], MATRIX)
    after = impact_effort_matrix(frame(960), [Weighed(1, "A", 5, 5), Weighed(2, "B", 4, 4)], MATRIX)
    assert set(marks(before)) == set(marks(after)) == {1, 2}
