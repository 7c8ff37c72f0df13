"""Pictures as SVG strings, made on the server: the same for the board, the phone and paper.

Data in, string out. Words come from the caller and numbers through `Frame.number`; nothing here knows a language.
A picture is made once per width (390 and 960) and the page shows the one that fits; a table stands beside it.
"""

from digibarometer.pictures.agreement_bars import AgreementRow, agreement_bars
from digibarometer.pictures.dot_plot import RoleSpread, Unsure, by_role, dot_plot
from digibarometer.pictures.dumbbell import GapRow, Side, dumbbell
from digibarometer.pictures.impact_effort_matrix import (
    MatrixWords,
    Weighed,
    impact_effort_matrix,
    quadrant,
)
from digibarometer.pictures.level_heatmap import GroupLevel, HeatRow, level_heatmap, level_rows
from digibarometer.pictures.palette import rules
from digibarometer.pictures.radar import Series, radar
from digibarometer.pictures.slopegraph import SlopeRow, SlopeWords, slopegraph
from digibarometer.pictures.svg import Frame
from digibarometer.pictures.trend_radar import Signal, TrendWords, trend_radar

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
    "agreement_bars",
    "by_role",
    "dot_plot",
    "dumbbell",
    "impact_effort_matrix",
    "level_heatmap",
    "level_rows",
    "quadrant",
    "radar",
    "rules",
    "slopegraph",
    "trend_radar",
]
