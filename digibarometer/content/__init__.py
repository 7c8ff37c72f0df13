"""Data that ships: question sets, agendas, horizon cards, prompts for a SWOT, counties and municipalities.

Plain files, and where they lie. docs/content.md describes what stands in them; `questions` and `places` read them.
"""

from pathlib import Path

_HERE = Path(__file__).parent

QUESTION_SETS = _HERE / "question_sets"
AGENDAS = _HERE / "agendas"
HORIZON = _HERE / "horizon"
SWOT = _HERE / "swot" / "digibarometern-swot.yaml"
FUNCTIONS = _HERE / "inviting" / "functions.yaml"
INTRO = _HERE / "intro" / "intro.yaml"
COUNTIES = _HERE / "counties.csv"
MUNICIPALITIES = _HERE / "municipalities.csv"
