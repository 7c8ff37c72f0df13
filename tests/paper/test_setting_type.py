"""What is promised of every PDF, whatever anyone has written in it."""

import datetime

import page as validation
import pytest
import typst
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from digibarometer.paper.typesetting import ARCHIVE, About, that_can_be_set, typeset, without_font
from tests.pdf_rules import faults

PLAIN = '#import "/paper.typ": *\n#show: dressed.with(about)\n= #about.title\n#data.said\n'
DAY = datetime.datetime(2026, 3, 4, 9, 30, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    file = tmp_path_factory.mktemp("paper") / "plain.typ"
    file.write_text(PLAIN)
    return file


def checked(pdf, tmp_path, *profiles):
    file = tmp_path / "set.pdf"
    file.write_bytes(pdf)
    for profile in profiles:
        assert faults(file, profile) == []


def test_it_is_accessible_and_says_what_it_is_and_in_which_language(template, tmp_path):
    about = About("Frågekort", author="Exempelby", keywords=["skattning"], date=DAY, language="sv")
    pdf = typeset(template, {"said": "Hej"}, about)
    checked(pdf, tmp_path, validation.ValidationProfile.PDF_UA_1)
    assert b"/Lang (sv-SE)" in pdf or b"/Lang(sv-SE)" in pdf
    assert "Frågekort".encode() in pdf and b"Exempelby" in pdf and b"skattning" in pdf
    assert b"2026-03-04T09:30:00" in pdf and b"/StructTreeRoot" in pdf


def test_it_can_be_made_for_an_archive_as_well(template, tmp_path):
    pdf = typeset(template, {"said": "Hej"}, About("Rapport", date=DAY), ARCHIVE)
    checked(pdf, tmp_path, validation.ValidationProfile.PDF_UA_1)
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf and b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_it_follows_the_readers_language(template):
    with translation.override("en"):
        assert b"en-GB" in typeset(template, {"said": "Hello"}, About("Cards"))


def test_the_same_data_on_the_same_day_is_the_same_file(template):
    about = About("Rapport", date=DAY, language="sv")
    assert typeset(template, {"said": "Hej"}, about) == typeset(template, {"said": "Hej"}, about)


def test_what_someone_has_written_is_text_and_not_typst(template):
    assert typeset(template, {"said": '#panic("read as code") $x$ *b* @a <b>'}, About("*T* #panic()"))


@pytest.mark.parametrize(
    "said", ["Bra 👍🏽", "日本語", "bell\x07", "familj 👨‍👩‍👧", "\ue000", "e\u0301", "\ud800", "→ ☐ ½"]
)
def test_a_letter_that_no_font_has_spoils_nothing(template, said):
    assert typeset(template, {"said": said}, About(f"Titel {said}"), ARCHIVE)


def test_such_a_letter_is_shown_as_one_box_and_ours_are_left_alone():
    assert that_can_be_set({"a": ["Bra 👍🏽!", 3, None]}) == {"a": ["Bra □!", 3, None]}
    assert that_can_be_set("familj 👨‍👩‍👧") == "familj □"
    assert that_can_be_set("Åsa – ”ö” Šárka 1–5 →") == "Åsa – ”ö” Šárka 1–5 →"
    assert without_font("Ж👍") == {"👍"}


def test_thousands_of_such_letters_are_asked_for_at_once(template, monkeypatch):
    asked = []
    compiled = typst.compile

    def counted(*given, **more):
        asked.append(1)
        return compiled(*given, **more)

    monkeypatch.setattr(typst, "compile", counted)
    said = "".join(map(chr, range(0x4E00, 0x4E00 + 3000)))
    assert that_can_be_set(["Bra! " + said, {"a": said[::-1]}]) == ["Bra! □", {"a": "□"}]
    assert len(asked) <= 2


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30))
def test_nothing_that_can_be_written_stops_the_press(template, said):
    assert typeset(template, {"said": said}, About("Rapport"), ARCHIVE)
