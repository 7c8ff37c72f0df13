"""What a leader prints: all of it accessible, in the right size, from the workshop's own content, and never cut off."""

import io
import re
import time
from datetime import date
from typing import Any

import page as validation
import pytest
from django.utils import translation
from pypdf import PdfReader

from digibarometer.agendas.models import BetweenSessionsTask, ExpectedAttendance
from digibarometer.exercises.horizon.models import Signal
from digibarometer.planning.printing.catalogue import SHEETS
from digibarometer.questions.horizon_cards import load_cards
from digibarometer.questions.models import Card, Question, clear_cache
from digibarometer.workshops.attendance import join
from digibarometer.workshops.models import LeaderNote, Step, Workshop
from digibarometer.workshops.sheets import PrintRun, double_sided_copies
from digibarometer.workshops.snapshot import load_snapshot

A3, A4, A5 = (297, 420), (210, 297), (148, 210)
SIZES = {
    "join-poster": A3, "swot-posters": A3[::-1], "swot-quadrants": A3[::-1], "question-cards-a5": A5,
    "question-cards": A4[::-1], "horizon-cards": A4[::-1], "activity-sheets": A4[::-1],
}  # fmt: skip


@pytest.fixture
def whole(workshop):
    """A workshop with days and chosen cards, so that everything can be printed."""
    load_cards()
    step = workshop.steps.get(kind="horizon")
    for card in Card.objects.order_by("pk")[:3]:
        Signal.objects.create(workshop=workshop, step=step, key=f"card-{card.pk}", card=card)
    workshop.occasions.filter(order=1).update(on=date(2027, 3, 4))
    return workshop


def printed(key, workshop, language="sv"):
    sheet = next(sheet for sheet in SHEETS if sheet.key == key)
    with translation.override(language):
        return sheet.pdf(load_snapshot(workshop.pk))


def pages(pdf):
    return PdfReader(io.BytesIO(pdf)).pages


def text_of(pdf):
    """All that it says, in one line, with words that were broken over two lines whole again."""
    return flat(" ".join(one.extract_text() for one in pages(pdf)))


def flat(text):
    """Without spaces and hyphens, which depend on where lines break."""
    return re.sub(r"[\s\u00ad-]", "", text)


IN_ENGLISH = {sheet.template: sheet for sheet in SHEETS}.values()  # one of each template is enough


@pytest.mark.parametrize(
    ("language", "sheet"),
    [*(("sv", sheet) for sheet in SHEETS), *(("en", sheet) for sheet in IN_ENGLISH)],
    ids=lambda one: getattr(one, "key", one),
)
def test_a_screen_reader_can_read_it_and_knows_its_language_and_title(whole, tmp_path, language, sheet):
    file = tmp_path / "printed.pdf"
    began = time.process_time()  # of this process: others may keep the machine busy
    file.write_bytes(printed(sheet.key, whole, language))
    assert time.process_time() - began < 5, "a leader gets it at once"
    found = validation.validate_pdf(str(file), profile=validation.ValidationProfile.PDF_UA_1)
    assert found.is_compliant, [(each.rule_id, each.message) for each in found.failures]
    read_back = PdfReader(file)
    root: Any = read_back.trailer["/Root"]
    assert root["/Lang"].startswith(language) and root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] and "Salem 2027" in read_back.metadata.title
    assert "/H1" in kinds(root["/StructTreeRoot"])
    assert len(read_back.pages) == (sheet.pages(load_snapshot(whole.pk)) or len(read_back.pages)), "as the page says"
    sizes = {tuple(round(float(side) * 25.4 / 72) for side in one.mediabox[2:]) for one in read_back.pages}
    assert sizes == {SIZES.get(sheet.key, A4)}


def kinds(node):
    """The kinds of structure that a tagged PDF holds."""
    node = node.get_object()
    if not isinstance(node, dict):
        return set()
    below = node.get("/K", [])
    below = below if isinstance(below, list) else [below]
    return {str(node.get("/S", ""))}.union(*(kinds(one) for one in below if not isinstance(one, int)))


@pytest.mark.parametrize("key", ["question-cards-a5", "group-sheets"])
def test_every_question_is_there(whole, key):
    said = text_of(printed(key, whole))
    questions = load_snapshot(whole.pk).questions
    assert len(questions) > 20
    assert not [str(question) for question in questions if flat(str(question)) not in said]


def test_a_question_card_has_every_level_in_words_and_room_for_ones_own(whole):
    question = load_snapshot(whole.pk).questions[0]
    page = flat(pages(printed("question-cards-a5", whole))[1].extract_text())
    assert all(flat(question.level_text(level)) in page for level in (1, 2, 3, 4, 5))
    assert "Minnivå" in page and page.count("Vetinte") >= 2


def test_there_is_one_card_on_a_page_however_long_its_levels_are(whole):
    long = " ".join(["Arbetssättet finns beskrivet och används av alla enheter i samhällsbyggnaden."] * 12) + " Slut."
    for question in Question.objects.filter(question_set=whole.question_set):
        question.levels = [{**one, "sv": long} for one in question.levels]
        question.text = {"sv": "Hur " + "förhållandevis " * 20 + "långt har vi kommit?"}
        question.save()
    clear_cache()
    for key in ("question-cards", "question-cards-a5"):
        made = pages(printed(key, whole))
        assert len(made) == 37
        for one in made[1:2]:
            assert flat(one.extract_text()).count("Slut.") >= 5 and "Minnivå" in flat(one.extract_text())
            assert inside(one), "nothing is printed over the edge or into the answer"


def inside(page):
    """Whether everything that is said stands within the paper, and above the room for the answer."""
    places = []

    def found(text, cm, tm, *_):
        if text.strip():
            x, y = tm[4:6]
            places.append((text, x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5]))

    page.extract_text(visitor_text=found)
    wide, high = (float(side) for side in page.mediabox[2:])
    answer = max(y for text, _x, y in places if "Min nivå" in text)
    below = [y for text, _x, y in places if "Slut." in text]
    return all(20 < x < wide - 20 and 20 < y < high - 20 for _text, x, y in places) and min(below) > answer


def test_a_pack_to_cut_has_each_card_twice_but_is_read_aloud_once(whole):
    made = pages(printed("question-cards", whole))
    question = flat(str(load_snapshot(whole.pk).questions[0]))
    assert flat(made[1].extract_text()).count(question) == 2
    file = PdfReader(io.BytesIO(printed("question-cards", whole)))
    assert len(file.outline) == 37, "one heading for each card"


def test_the_guide_has_every_step_with_clock_time_what_to_say_and_the_leaders_own_note(whole):
    first = Step.objects.filter(workshop=whole).first()
    LeaderNote.objects.create(workshop=whole, step=first, text="Be Åsa hålla i dörren 👍")
    said = text_of(printed("guide", whole))
    for step in load_snapshot(whole.pk).steps:
        assert flat(step.title["sv"]) in said
        assert flat(step.guide.get("leader_says", {}).get("sv", "")) in said
    assert flat("08:30 · 20 min") in said and flat("torsdag 4 mars 2027") in said
    assert flat("Be Åsa hålla i dörren □") in said
    assert flat(first.guide["typical_trouble"][0]["remedy"]["sv"]) in said


def test_what_a_leader_changes_in_the_agenda_is_what_is_printed(whole):
    Step.objects.filter(workshop=whole, kind="swot").update(title={"sv": "Vår SWOT", "en": "Our SWOT"})
    whole.phases.filter(step__order=1, step__occasion__order=1).update(minutes=15)
    said = text_of(printed("agenda", whole))
    assert "VårSWOT" in said and "09:30" in said
    assert "OurSWOT" in text_of(printed("agenda", whole, "en"))


def test_the_poster_has_the_code_that_the_page_before_the_room_asks_for(whole):
    assert flat(whole.code) in text_of(printed("join-poster", whole))


def test_the_page_says_how_many_to_print_for_so_many_people(signed_in, eva, whole):
    client = signed_in(eva)
    html = client.get(f"/w/{whole.pk}/print/?people=30&groups=6&language=en").content.decode()
    assert re.search(r"question-cards.*?3 exemplar", html, re.S) and "question-cards.pdf?language=en" in html
    assert "15 exemplar" in html, "half as many activity sheets as people"
    wrong = client.get(f"/w/{whole.pk}/print/?people=många&groups=6&language=xx")
    assert wrong.status_code == 200 and "errorlist" in wrong.content.decode()


def test_it_counts_on_as_many_as_are_expected_and_later_on_those_who_are_here(signed_in, eva, workshop):
    page, client = f"/w/{workshop.pk}/print/", signed_in(eva)
    assert 'name="people" value="24"' in client.get(page).content.decode()
    ExpectedAttendance.objects.create(workshop=workshop, people=40)
    html = client.get(page).content.decode()
    assert 'name="people" value="40"' in html and 'name="groups" value="7"' in html
    join(workshop, "official")
    assert 'name="people" value="1"' in client.get(page).content.decode()


def test_what_to_do_between_two_occasions_stands_in_print(workshop):
    first = workshop.occasions.first()
    said = {"leaders": "Boka om salen.", "participants": "Ta med en karta."}
    BetweenSessionsTask.objects.update_or_create(occasion=first, workshop=workshop, defaults=said)
    assert flat("Ta med en karta.") in text_of(printed("agenda", workshop))
    guide = text_of(printed("guide", workshop))
    assert flat("Boka om salen.") in guide and flat("Ta med en karta.") not in guide


def test_what_cannot_be_printed_says_why_in_words(signed_in, eva, workshop, said):
    client = signed_in(eva)
    assert "Inga omvärldskort är valda ännu." in client.get(f"/w/{workshop.pk}/print/").content.decode()
    sent_on = client.get(f"/w/{workshop.pk}/print/horizon-cards.pdf", follow=True)
    assert said(sent_on) == ["Omvärldskort går inte att skriva ut. Inga omvärldskort är valda ännu."]


def test_paper_of_another_municipality_is_not_there(signed_in, dag, workshop):
    client = signed_in(dag)
    assert client.get(f"/w/{workshop.pk}/print/").status_code == 404
    assert client.get(f"/w/{workshop.pk}/print/guide.pdf").status_code == 404


def test_each_pdf_opens_in_the_language_that_was_chosen(signed_in, eva, whole):
    answer = signed_in(eva).get(f"/w/{whole.pk}/print/agenda.pdf?language=en")
    assert answer["Content-Type"] == "application/pdf" and "What we do" in pages(answer.content)[0].extract_text()


def test_how_many_copies():
    assert [double_sided_copies(packs) for packs in (1, 2, 5)] == [1, 1, 3]
    assert {sheet.key: sheet.copies(PrintRun(24, 5)) for sheet in SHEETS}["activity-sheets"] == 12


def test_an_example_says_so_on_paper(whole):
    assert "Exempel" not in text_of(printed("agenda", whole))
    Workshop.objects.filter(pk=whole.pk).update(is_example=True)
    assert "Exempel" in text_of(printed("agenda", whole))
