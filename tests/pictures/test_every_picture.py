"""What holds for all pictures, whatever they show."""

import locale
import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from digibarometer.i18n import format_number
from digibarometer.pictures.agreement_bars import AgreementRow, agreement_bars
from digibarometer.pictures.dot_plot import RoleSpread, Unsure, by_role, dot_plot
from digibarometer.pictures.dumbbell import GapRow, Side, dumbbell
from digibarometer.pictures.impact_effort_matrix import MatrixWords, Weighed, impact_effort_matrix
from digibarometer.pictures.level_heatmap import HeatRow, level_heatmap
from digibarometer.pictures.radar import Series, radar
from digibarometer.pictures.slopegraph import SlopeRow, SlopeWords, slopegraph
from digibarometer.pictures.svg import Frame
from digibarometer.pictures.trend_radar import Signal, TrendWords, trend_radar

HOSTILE = "</title><script>alert('å')</script>\" & \x00\x0b"
SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = (390, 960)
ROLES = [
    RoleSpread("politician", HOSTILE, level=3.5, note="minst 5"),
    RoleSpread("manager", "Ledare", note="För få svar"),
    RoleSpread("official", "Tjänstepersoner", (4, 9, 6, 0, 40)),
]
PICTURES: dict[str, Callable[[Frame], str]] = {
    "radar": lambda frame: radar(
        frame,
        ["Ledning", HOSTILE, "Arbetssätt"],
        [Series("today", HOSTILE, [2.5, None, 1]), Series("earlier", "2021", [1, 2, 3])],
    ),
    "radar of nothing": lambda frame: radar(frame, [], []),
    "radar without a value": lambda frame: radar(frame, ["A", "B", "C"], [Series("today", "I dag", [None] * 3)]),
    "radar of one area": lambda frame: radar(frame, ["A"], [Series("target", "Mål", [3])]),
    "dots": lambda frame: dot_plot(frame, [2, 9, 14, 0, 1], [HOSTILE] * 5, Unsure(HOSTILE, 5)),
    "dots of nobody": lambda frame: dot_plot(frame, [0, 0, 0, 0]),
    "by role": lambda frame: by_role(frame, ROLES, 5, ["Inte börjat"] * 5),
    "dumbbell": lambda frame: dumbbell(
        frame,
        [GapRow(HOSTILE, 2.1, 3.4), GapRow("B", 2.8, 2.8), GapRow("C", None, 5, HOSTILE), GapRow("D", None, None, "–")],
        (Side("leading", "Politiker och ledare"), Side("official", HOSTILE)),
    ),
    "heat": lambda frame: level_heatmap(
        frame, ["Grupp 1", HOSTILE], [HeatRow(HOSTILE, [1, None]), HeatRow("B", [4.5, 5])]
    ),
    "matrix": lambda frame: impact_effort_matrix(
        frame,
        [Weighed(1, HOSTILE, 4, 2, True, (2, 5), (1, 3)), Weighed(2, "B", 1.5, 5), Weighed(3, "C", 1.5, 5)],
        MatrixWords(*[HOSTILE] * 8),
    ),
    "matrix of nothing": lambda frame: impact_effort_matrix(frame, [], MatrixWords(*"abcdefgh")),
    "trend": lambda frame: trend_radar(
        frame,
        [Signal(1, HOSTILE, 0, 4, True, 3), Signal(2, "B", 2, 1), Signal(3, "C", 2, 1, votes=9)],
        TrendWords(("Nu", HOSTILE, "3–10 år"), HOSTILE, "Stor", HOSTILE, "Hot", HOSTILE),
    ),
    "slope": lambda frame: slopegraph(
        frame,
        ["2021", HOSTILE, "2026"],
        [SlopeRow(HOSTILE, [2.0, None, 3.5]), SlopeRow("B", [3.0, 2.0, 2.0]), SlopeRow("C", [None, 2.0, None])],
        SlopeWords(HOSTILE, "Ned", "Lika"),
    ),
    "slope of nothing": lambda frame: slopegraph(frame, ["2021"], [], SlopeWords("a", "b", "c")),
    "trend of nothing": lambda frame: trend_radar(frame, [], TrendWords(("a", "b", "c"), "d", "e", "f", "g")),
    "agreement": lambda frame: agreement_bars(
        frame, [AgreementRow(HOSTILE, 0.65, HOSTILE), AgreementRow("B", None, "–")]
    ),
}


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(params=PICTURES)
def picture(request: pytest.FixtureRequest, width: int) -> str:
    return PICTURES[request.param](Frame("bild", HOSTILE, HOSTILE, width, number=format_number))


def test_it_is_well_formed_whatever_people_wrote(picture: str) -> None:
    tree = ElementTree.fromstring(picture)
    assert not list(tree.iter(f"{SVG}script"))
    assert "\n" not in picture  # it travels as one line of an event


def test_it_says_what_it_is(picture: str) -> None:
    tree = ElementTree.fromstring(picture)
    assert tree.get("role") == "img"
    assert [part.tag for part in tree][:2] == [f"{SVG}title", f"{SVG}desc"]
    ids = {part.get("id") for part in tree}
    assert {tree.get("aria-labelledby"), tree.get("aria-describedby")} <= ids


def test_ids_are_unique_and_start_with_the_pictures(picture: str) -> None:
    ids = [part.get("id") for part in ElementTree.fromstring(picture).iter() if part.get("id")]
    assert len(ids) == len(set(ids))
    assert all(one == "bild" or str(one).startswith("bild-") for one in ids)


def test_what_moves_can_be_found_again(picture: str) -> None:
    for part in ElementTree.fromstring(picture).iter():
        if part.get("id") and part.tag not in (f"{SVG}svg", f"{SVG}title", f"{SVG}desc"):
            assert "mv" in (part.get("class") or "").split()


def test_there_is_no_style_for_the_policy_to_stop(picture: str) -> None:
    for part in ElementTree.fromstring(picture).iter():
        assert part.tag != f"{SVG}style"
        assert not {name for name in part.attrib if name == "style" or name.startswith("on")}


def test_numbers_in_attributes_have_a_point_and_lie_in_the_picture(picture: str, width: int) -> None:
    tree = ElementTree.fromstring(picture)
    number = re.compile(r"-?\d+(\.\d+)?")
    for part in tree.iter():
        for name in ("x", "y", "width", "height", "font-size", "stroke-width", "fill-opacity"):
            assert number.fullmatch(part.get(name, "0"))
        assert -1 <= float(part.get("x", "0")) <= width + 1
        assert float(part.get("width", "1")) >= 0
        assert not re.search("nan|inf|None|e-", part.get("d", "") + part.get("transform", ""))


def test_no_locale_changes_a_picture(width: int) -> None:
    frame = Frame("bild", "Spridning", width=width)
    before, old = PICTURES["by role"](frame), locale.setlocale(locale.LC_ALL)
    for wanted in ("sv_SE.UTF-8", "de_DE.UTF-8", "C.UTF-8"):
        try:
            locale.setlocale(locale.LC_ALL, wanted)
        except locale.Error:  # not on this machine
            continue
        assert PICTURES["by role"](frame) == before
    locale.setlocale(locale.LC_ALL, old)


@pytest.mark.parametrize("name", PICTURES)
def test_a_palette_changes_colours_and_nothing_else(name: str) -> None:
    plain = [
        re.sub("#[0-9a-f]{6}", "#", PICTURES[name](Frame("a", "A", palette=p))) for p in ("light", "dark", "print")
    ]
    assert plain[0] == plain[1] == plain[2]
