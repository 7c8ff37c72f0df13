"""docs/writing-an-exercise.md quotes the fifth exercise as it is, and names files that there are."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "writing-an-exercise.md").read_text(encoding="utf-8")
QUOTED = re.findall(r"^```\w+ (\S+)\n(.*?)^```", PAGE, re.M | re.S)
PLACES = (
    ROOT,
    ROOT / "digibarometer",
    ROOT / "digibarometer" / "exercises" / "assessment",
    ROOT / "tests/fifth_exercise",
)


@pytest.mark.parametrize(
    ("file", "quoted"), QUOTED, ids=[f"{file.rsplit('/')[-1]}-{n}" for n, (file, _) in enumerate(QUOTED)]
)
def test_what_is_quoted_stands_in_the_file(file, quoted):
    assert quoted in (ROOT / file).read_text(encoding="utf-8")


def test_every_file_of_the_exercise_is_in_the_table():
    files = {path.name for path in (ROOT / "tests" / "fifth_exercise").glob("*.py")} - {"__init__.py"}
    assert len(QUOTED) > 8
    assert not [name for name in files if f"`{name}`" not in PAGE]


def test_the_files_and_folders_that_it_names_are_there():
    named = re.findall(r"`([\w./]+(?:/|\.(?:py|md|txt|yaml)))`", re.sub(r"^```.*?^```", "", PAGE, flags=re.M | re.S))
    assert len(named) > 20
    assert not [name for name in named if not any((place / name).exists() for place in PLACES)]
