"""publiccode.yml is what the catalogues' standard wants (0.7), and true."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
import yaml
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
SAID = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
WORDS = {  # of the keys that have a vocabulary of their own
    "developmentStatus": {"concept", "development", "beta", "stable", "obsolete"},
    "softwareType": {"standalone/web", "standalone/backend", "standalone/other", "addon", "library"},
}
DEPRECATED = {"monochromeLogo", "inputTypes", "outputTypes", "it"}
MUST = (
    "publiccodeYmlVersion name url platforms developmentStatus softwareType description legal maintenance localisation"
)


@pytest.mark.parametrize("key", MUST.split())
def test_what_must_be_said_is_said(key):
    assert SAID[key]


def test_it_uses_the_words_of_the_standard_and_none_that_it_has_left():
    assert SAID["publiccodeYmlVersion"] == "0.7"
    assert all(SAID[key] in words for key, words in WORDS.items())
    assert SAID["url"].startswith("https://") and not DEPRECATED & set(SAID)
    assert date.fromisoformat(SAID["releaseDate"])
    assert all(re.fullmatch("[A-Z]{2}", country) for country in SAID["intendedAudience"]["countries"])


@pytest.mark.parametrize("language", SAID["description"])
def test_each_description_is_long_and_short_enough(language):
    said = SAID["description"][language]
    assert len(said["shortDescription"]) <= 150
    assert 150 <= len(said["longDescription"]) <= 10_000
    assert 5 <= len(said["features"]) <= 20


def test_every_language_that_people_can_choose_is_described():
    languages = {code for code, _name in settings.LANGUAGES}
    assert set(SAID["description"]) == set(SAID["localisation"]["availableLanguages"]) == languages


def test_who_maintains_it_is_named_as_soon_as_somebody_does():
    kind = SAID["maintenance"]["type"]
    assert kind in {"internal", "contract", "community", "none"}
    assert bool(SAID["maintenance"].get("contacts")) or kind in {"contract", "none"}
    assert bool(SAID["maintenance"].get("contractors")) == (kind == "contract")


def test_the_licence_is_that_of_the_package():
    assert SAID["legal"]["license"] == tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["license"]
