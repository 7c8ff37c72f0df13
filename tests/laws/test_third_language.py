"""A language more is a line in settings and a translation file: no code knows which languages there are."""

import os
import re
import subprocess
import sys
from pathlib import Path

import polib

from tests import prepared

HOUSE = prepared.PRODUCT
SWEDISH = HOUSE / "ui" / "locale" / "sv" / "LC_MESSAGES" / "django.po"
SETTINGS = """
from pathlib import Path
from digibarometer.settings import *
LANGUAGES = [*LANGUAGES, ("fi", "Finnish")]
LOCALE_PATHS = [Path(__file__).parent / "locale", *LOCALE_PATHS]
"""


def test_join_page_and_phone_are_read_in_a_language_that_was_added(tmp_path):
    folder = tmp_path / "locale" / "fi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    copied = polib.pofile(str(SWEDISH))
    for entry in copied:
        entry.msgstr = entry.msgstr and f"¶{entry.msgstr}"  # so that it can be told from Swedish
    copied.save_as_mofile(str(folder / "django.mo"))
    (tmp_path / "settings_of_three_languages.py").write_text(SETTINGS)
    inside = Path(__file__).with_name("in_a_third_language.py")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "--ds=settings_of_three_languages",
        str(inside),
    ]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        command, cwd=prepared.ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_no_code_names_a_language():
    wrong = [
        f"{path.relative_to(HOUSE)}:{number}"
        for pattern in ("*.py", "*.html", "*.ts", "*.typ")
        for path in HOUSE.rglob(pattern)
        if path.name != "settings.py" and "migrations" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(r"""(?<!\{)["'](sv|en)["'](?!: (?:…|"))""", line) and "`{{" not in line
    ]
    assert not wrong
