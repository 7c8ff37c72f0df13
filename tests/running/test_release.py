"""What is released is whole, and says everywhere which version it is."""

import importlib.machinery
import importlib.util
import re
import subprocess
import sys
import tomllib
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from digibarometer import __version__

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def release():
    loader = importlib.machinery.SourceFileLoader("release", str(ROOT / "bin" / "release"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("release", loader))
    loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def wheel(release, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    release.build(ROOT, folder, "wheel")
    return folder / f"digibarometer-{__version__}-py3-none-any.whl"


def test_the_wheel_holds_script_style_fonts_and_translations_ready_made_and_installing_it_needs_no_node(release, wheel):
    names = release.wheel_names(wheel)
    assert release.wheel_problems(names) == []
    assert not [name for name in names if not name.startswith(("digibarometer/", "digibarometer-"))]


@pytest.mark.parametrize("name", ["ui/static/built/main.js", "ui/locale/sv/LC_MESSAGES/django.mo"])
def test_a_wheel_that_was_built_before_all_was_prepared_is_not_let_out(release, wheel, name):
    assert release.wheel_problems(release.wheel_names(wheel) - {f"digibarometer/{name}"}) == [f"lacks {name}"]


def test_the_command_line_and_the_wheel_say_the_version_that_stands_in_one_place(wheel):
    command = [sys.executable, "-m", "digibarometer", "--version"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said == f"digibarometer {__version__}\n"
    metadata = ZipFile(wheel).read(f"digibarometer-{__version__}.dist-info/METADATA").decode()
    assert Parser().parsestr(metadata)["Version"] == __version__
    assert "version" not in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def test_the_list_of_what_is_new_and_the_catalogue_know_this_version_and_its_day():
    news = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", news, re.M)
    assert headings[0] == "[Unreleased]"
    released = [re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)", heading).groups() for heading in headings[1:]]
    assert released == sorted(released, key=lambda it: it[1], reverse=True)
    catalogue = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert released[0] == (__version__, catalogue["releaseDate"]) == (catalogue["softwareVersion"], released[0][1])
    kinds = set(re.findall(r"^### (.+)$", news, re.M))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
