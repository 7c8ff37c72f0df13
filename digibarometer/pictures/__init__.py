"""Pictures as SVG strings, made on the server: the same for the board, the phone and paper.

Data in, string out. Words come from the caller and numbers through `Frame.number`; nothing here knows a language.
A picture is made once per width (390 and 960) and the page shows the one that fits; a table stands beside it.
"""

from digibarometer.pictures.agreement import AgreementRow, agreement
from digibarometer.pictures.gap import GapRow, Side, dumbbell
from digibarometer.pictures.kit import Frame
from digibarometer.pictures.levels import GroupLevel, HeatRow, heat, side_by_side
from digibarometer.pictures.matrix import MatrixWords, Weighed, matrix, matrix_rows, quadrant
from digibarometer.pictures.numbers import decimal_comma, decimal_point
from digibarometer.pictures.palette import rules
from digibarometer.pictures.radar import Series, radar
from digibarometer.pictures.slope import SlopeRow, SlopeWords, slope
from digibarometer.pictures.spread import RoleSpread, Unsure, by_role, dots
from digibarometer.pictures.trend import Signal, TrendWords, trend, trend_rows

__all__ = [
    "AgreementRow",
    "Frame",
    "GapRow",
    "GroupLevel",
    "HeatRow",
    "MatrixWords",
    "RoleSpread",
    "Series",
    "Side",
    "Signal",
    "SlopeRow",
    "SlopeWords",
    "TrendWords",
    "Unsure",
    "Weighed",
    "agreement",
    "by_role",
    "decimal_comma",
    "decimal_point",
    "dots",
    "dumbbell",
    "heat",
    "matrix",
    "matrix_rows",
    "quadrant",
    "radar",
    "rules",
    "side_by_side",
    "slope",
    "trend",
    "trend_rows",
]
