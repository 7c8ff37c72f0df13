"""Pictures as SVG strings, made on the server: the same for the board, the phone and paper.

Data in, string out. Words come from the caller and numbers through `Frame.number`; nothing here knows a language.
A picture is made once per width (390 and 960) and the page shows the one that fits; a table stands beside it.
"""

from digibarometer.pictures.agreement_bars import AgreementRow, agreement
from digibarometer.pictures.dot_plot import RoleSpread, Unsure, by_role, dots
from digibarometer.pictures.dumbbell import GapRow, Side, dumbbell
from digibarometer.pictures.impact_effort_matrix import MatrixWords, Weighed, matrix, matrix_rows, quadrant
from digibarometer.pictures.level_heatmap import GroupLevel, HeatRow, heat, side_by_side
from digibarometer.pictures.number_format import decimal_comma, decimal_point
from digibarometer.pictures.palette import rules
from digibarometer.pictures.radar import Series, radar
from digibarometer.pictures.slopegraph import SlopeRow, SlopeWords, slope
from digibarometer.pictures.svg import Frame
from digibarometer.pictures.trend_radar import Signal, TrendWords, trend, trend_rows

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
