"""Templates have lines that a diff can show, and their breaks are not sent."""

from pathlib import Path

from digibarometer.ui.template_loader import join_lines

LONG = 160  # characters; what is longer is a sentence that cannot be broken, with what stands around it
MOST_LONG, MOST = 83, 440  # how many such lines there are, and the longest of them: they may only fall


def test_lines_are_as_short_as_their_sentences_let_them_be():
    templates = (Path(__file__).parents[2] / "digibarometer").rglob("*.html")
    lines = [line for path in templates for line in path.read_text(encoding="utf-8").splitlines()]
    assert sum(len(line) > LONG for line in lines) <= MOST_LONG
    assert max(map(len, lines)) <= MOST


def test_a_break_is_one_space_and_the_indentation_is_not_sent():
    assert join_lines('<p\n    class="a">One\n  two.\n</p>\n') == '<p class="a">One two. </p>'
