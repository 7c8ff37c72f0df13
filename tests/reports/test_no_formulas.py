"""Nothing that somebody has written becomes a formula in a spreadsheet, wherever that parts its cells."""

import csv

import pytest

from digibarometer.reports.open_data import to_csv

BEGINS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def pieces_of(table):
    """Every cell as a comma, and as a semicolon, parts them: Excel goes by the settings of its country."""
    lines = table.removeprefix("\ufeff").replace("\r", "\n").splitlines(keepends=True)
    for between in ",;":
        for row in csv.reader(lines, delimiter=between):
            yield from row


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＠A1", "\t=1", "\r=1"])
@pytest.mark.parametrize("before", ["", "bra;", "bra; ", "bra\n", 'bra;"', "a,b;", 'sa "nej";'])
def test_no_piece_of_a_table_begins_a_formula(before, formula):
    table = to_csv(["what", before + formula], [["a", before + formula]])
    assert not [piece for piece in pieces_of(table) if piece.lstrip(' \t\r\n"').startswith(BEGINS_A_FORMULA)]


def test_figures_and_ordinary_words_are_left_as_they_are():
    assert to_csv(["a"], [["Vi – och de; 50 % till 60 %", -0.5]]) == "\ufeffa\r\nVi – och de; 50 % till 60 %,-0.5\r\n"
