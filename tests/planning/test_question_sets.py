"""A municipality writes its own question set: from nothing, as a next version, or on somebody else's core."""

import io

import openpyxl
import pytest
from django.utils import translation

from digibarometer.accounts.models import User
from digibarometer.i18n import localized
from digibarometer.places.models import Municipality
from digibarometer.questions.agenda_templates.schema import find_template
from digibarometer.questions.models import Draft, QuestionSet
from digibarometer.questions.question_sets import draft_editing
from digibarometer.questions.question_sets.drafts import (
    as_copy,
    as_extension,
    content_of,
    create_draft,
    draft_errors,
    next_version,
    publish,
)
from digibarometer.questions.question_sets.importer import save_question_set
from digibarometer.reports.pdf_report import method_text
from digibarometer.results.outcome import workshop_result
from digibarometer.workshops.factory import create_workshop


@pytest.fixture
def salem():
    return Municipality.objects.get(pk="0128")


@pytest.fixture
def eva_writes(eva, signed_in):
    return signed_in(eva)


def draft_of(question_set, salem, how=as_copy):
    return create_draft(how(question_set, salem), salem, "Eva")


def address(draft, *parts):
    return f"/questions/draft/{draft.pk}/" + "".join(f"{part}/" for part in parts)


def filled(client, path, **other):
    """What the form on the page holds, with some of it changed."""
    page = client.get(path)
    form = page.context["form"]
    given = {"seen": page.context.get("seen", "")}
    for field in form:
        value = field.value()
        if value is not None and value is not False:
            given[field.html_name] = value
    return given | other


def write(client, draft, *parts, **other):
    path = address(draft, *parts)
    return client.post(path, filled(client, path, **other), follow=True)


def written(draft):
    draft.refresh_from_db()
    return content_of(draft)


# From nothing ─────────────────────────────────────────────────────────────────


def test_a_set_is_written_from_nothing_and_published(eva_writes, salem, said):
    asked = {"title": "Våra frågor", "whose": "0128", "languages": ["sv"], "levels": "3"}
    eva_writes.post("/questions/new/", asked, follow=True)
    draft = Draft.objects.get()
    assert written(draft).key == "0128-vara-fragor"
    eva_writes.post(address(draft, "publish"), follow=True)
    assert not QuestionSet.objects.filter(municipality=salem).exists(), "there is nothing to ask yet"

    names = {"name-1-sv": "Nej", "name-2-sv": "Delvis", "name-3-sv": "Ja"}
    write(eva_writes, draft, "scale", **names)
    write(eva_writes, draft, "new-area", **{"title-sv": "Kartor och data", "short-sv": "Kartor"})
    write(eva_writes, draft, "new-question", "kartor", **{"text-sv": "Hur öppna är kartorna?", "short-sv": "Öppna"})
    assert [one.key for one in written(draft).areas[0].questions] == ["oppna"]
    assert draft_errors(draft) == []
    page = eva_writes.post(address(draft, "publish"), follow=True)
    made = QuestionSet.objects.get(municipality=salem)
    assert page.redirect_chain[-1][0] == f"/questions/{made.pk}/"
    assert made.levels == [1, 2, 3]
    assert made.level_name(2, "sv") == "Delvis"
    assert made.origin["sv"] == "Frågorna är skrivna av Salems kommun."
    assert made.questions.get().text["sv"] == "Hur öppna är kartorna?"
    assert not Draft.objects.exists()


def test_a_new_question_without_a_word_gets_a_message(eva_writes, question_set, salem):
    draft = draft_of(question_set, salem)
    before = written(draft)
    page = write(eva_writes, draft, "new-question", "ledning", **{"why-sv": "Därför att"})
    assert page.context["form"].non_field_errors()
    assert "Därför att" in page.content.decode()
    assert written(draft) == before


# Writing ──────────────────────────────────────────────────────────────────────


def test_both_languages_of_a_question_and_its_levels_are_written(eva_writes, question_set, salem):
    draft = draft_of(question_set, salem)
    write(eva_writes, draft, "question", "ledning-mal", **{"text-en": "Another question?", "level-3-sv": "Nytt"})
    question = draft_editing.question_of(written(draft), "ledning-mal")
    assert question.text["en"] == "Another question?"
    assert [row["sv"] for row in question.levels][2] == "Nytt"
    assert question.text["sv"], "what was not touched stays"
    assert question.look_for


def test_what_is_missing_is_saved_all_the_same_and_told_of_with_the_way_to_it(eva_writes, question_set, salem):
    draft = draft_of(question_set, salem)
    page = write(eva_writes, draft, "question", "ledning-mal", **{"level-3-en": ""}, then="back")
    [one] = page.context["to_mend"]
    assert one.link == address(draft, "question", "ledning-mal")
    assert "Nivå 3" in one.where
    assert written(draft).areas[0].questions[0].levels[2]["en"] == ""


def test_bad_input_gets_a_message_and_nothing_typed_is_lost(eva_writes, question_set, salem, said):
    draft = draft_of(question_set, salem)
    before = written(draft)
    page = write(eva_writes, draft, "area", "ledning", **{"minutes-alone": "0", "purpose-sv": "Ett nytt syfte"})
    assert said(page)
    assert list(page.context["form"].errors) == ["minutes-alone"]
    assert "Ett nytt syfte" in page.content.decode()
    page = write(eva_writes, draft, "about", version="1.x", **{"title-sv": "Ny rubrik"})
    assert list(page.context["form"].errors) == ["version"]
    assert "Ny rubrik" in page.content.decode()
    assert written(draft) == before


def test_what_somebody_else_has_changed_meanwhile_is_not_written_over_unseen(eva_writes, question_set, salem, said):
    draft = draft_of(question_set, salem)
    path = address(draft, "question", "ledning-mal")
    opened_before = filled(eva_writes, path, **{"why-sv": "Evas skäl"})
    write(eva_writes, draft, "question", "ledning-mal", **{"why-sv": "Bos skäl"})
    page = eva_writes.post(path, opened_before)
    assert said(page)
    assert "Evas skäl" in page.content.decode()
    assert draft_editing.question_of(written(draft), "ledning-mal").why["sv"] == "Bos skäl"
    eva_writes.post(path, opened_before | {"seen": page.context["seen"]})
    assert draft_editing.question_of(written(draft), "ledning-mal").why["sv"] == "Evas skäl"


def test_areas_and_questions_are_moved_also_to_the_area_beside(eva_writes, question_set, salem):
    draft = draft_of(question_set, salem)
    first, second, *_ = written(draft).areas
    last = first.questions[-1].key
    page = eva_writes.post(address(draft, "items", last, "move-down"), follow=True)
    assert f'items/{last}/move-down/" autofocus' in page.content.decode(), "so that it can be pressed again"
    assert written(draft).areas[1].questions[0].key == last
    eva_writes.post(address(draft, "items", second.key, "move-up"))
    assert [area.key for area in written(draft).areas][:2] == [second.key, first.key]


def test_what_is_removed_also_leaves_the_short_variant(eva_writes, question_set, salem):
    draft = draft_of(question_set, salem)
    chosen = draft_editing.short_keys(written(draft))[0]
    eva_writes.post(address(draft, "items", chosen, "remove"))
    assert draft_editing.question_of(written(draft), chosen) is None
    assert chosen not in draft_editing.short_keys(written(draft))
    eva_writes.post(address(draft, "items", "service", "remove"))
    assert draft_editing.area_of(written(draft), "service") is None


def test_another_number_of_levels_holds_for_every_question(eva_writes, question_set, salem):
    draft = draft_of(question_set, salem)
    write(eva_writes, draft, "scale", number="4")
    assert {len(one.levels) for area in written(draft).areas for one in area.questions} == {4}
    write(eva_writes, draft, "scale", number="6")
    assert [level.level for level in written(draft).scale.levels] == [1, 2, 3, 4, 5, 6]
    assert any("6" in one.where or "6" in one.message for one in eva_writes.get(address(draft)).context["to_mend"])


def test_a_language_can_be_left_out_and_its_texts_come_back_with_it(eva_writes, question_set, salem):
    draft = draft_of(question_set, salem)
    english = written(draft).areas[0].title["en"]
    write(eva_writes, draft, "about", languages=["sv"])
    assert draft_errors(draft) == []
    assert "title-en" not in eva_writes.get(address(draft, "area", "ledning")).context["form"].fields
    write(eva_writes, draft, "area", "ledning", **{"title-sv": "Att leda"})
    write(eva_writes, draft, "about", languages=["sv", "en"])
    assert written(draft).areas[0].title == {"sv": "Att leda", "en": english}


def test_a_participants_screen_is_seen_before_publishing(eva_writes, question_set, salem):
    draft = draft_of(question_set, salem)
    page = eva_writes.get(address(draft, "preview") + "?area=service").content.decode()
    asked = written(draft).areas[1].questions
    assert all(one.text["sv"] in page for one in asked)
    assert 'data-do="assessment.rate"' in page, "it is the participant's own panel"
    empty = create_draft(draft_editing.without(next_version(question_set), "ledning"), salem, "Eva")
    assert eva_writes.get(address(empty, "preview") + "?area=ledning").status_code == 200


# Versions, copies and cores ───────────────────────────────────────────────────


def test_the_next_version_of_an_own_set_lives_beside_the_one_that_is_used(eva_writes, question_set, salem):
    own = save_question_set(as_copy(question_set, salem), salem)
    own.freeze()
    eva_writes.post(f"/questions/{own.pk}/next-version/start/", follow=True)
    draft = Draft.objects.get()
    assert (written(draft).key, written(draft).version) == (own.key, "1.1.0")
    write(eva_writes, draft, "question", "ledning-mal", **{"text-sv": "Bättre fråga?"})
    eva_writes.post(address(draft, "publish"))
    new = QuestionSet.objects.get(key=own.key, version="1.1.0")
    assert new.previous == own
    kinds = {change["after"][0]: change["kind"] for change in new.changes}
    assert kinds["ledning-mal"] == "reworded"
    assert set(kinds.values()) == {"same", "reworded"}
    assert own.questions.get(key="ledning-mal").text["sv"] != "Bättre fråga?"


def test_what_became_of_the_questions_is_suggested_and_put_right(eva_writes, question_set, salem):
    own = save_question_set(as_copy(question_set, salem), salem)
    draft = create_draft(next_version(own), salem, "Eva")
    eva_writes.post(address(draft, "items", "ledning-mal", "remove"))
    write(eva_writes, draft, "new-question", "ledning", **{"text-sv": "Vart ska vi?", "short-sv": "Mål framåt"})
    path = address(draft, "changes")
    form = eva_writes.get(path).context["form"]
    assert len(form.gone()) == 1
    eva_writes.post(path, filled(eva_writes, path) | {"mal-framat:0": "ledning-mal"})
    change = next(one for one in written(draft).changes if "mal-framat" in one.after)
    assert (change.kind, change.before) == ("reworded", ["ledning-mal"])
    assert not eva_writes.get(path).context["form"].gone()


def test_several_from_several_gets_a_message(eva_writes, question_set, salem):
    draft = draft_of(question_set, salem)
    path = address(draft, "changes")
    wrong = {"ledning-mal:1": "ledning-ansvar", "ledning-ansvar:0": "ledning-ansvar"}
    page = eva_writes.post(path, filled(eva_writes, path) | wrong)
    assert page.context["form"].non_field_errors()


def test_a_set_that_is_added_to_keeps_its_core_locked(eva_writes, question_set, salem):
    eva_writes.post(f"/questions/{question_set.pk}/extension/start/", {"whose": "0128"})
    draft = Draft.objects.get()
    before = written(draft)
    form = eva_writes.get(address(draft, "question", "ledning-mal")).context["form"]
    assert set(form.fields) == {"in_short"}
    for button in ("remove", "move-up", "move-down"):
        eva_writes.post(address(draft, "items", "ledning-ansvar", button))
    assert written(draft) == before
    own = {**_in_both("text", "Vår fråga?"), **_in_both("short", "Vår")}
    write(eva_writes, draft, "new-question", "ledning", **own)
    assert written(draft).areas[0].questions[-1].key == "var"
    assert draft_errors(draft) == []
    made = publish(draft)
    assert made.builds_on == question_set
    assert made.questions.count() == question_set.questions.count() + 1


def _in_both(name, text):
    return {f"{name}-sv": text, f"{name}-en": text}


def test_nobody_writes_in_the_installations_set_but_who_looks_after_it(eva_writes, question_set, signed_in):
    assert eva_writes.post(f"/questions/{question_set.pk}/next-version/start/").status_code == 404
    assert eva_writes.post(f"/questions/{question_set.pk}/copy/start/", {"whose": "everyone"}).status_code == 404
    assert eva_writes.post(f"/questions/{question_set.pk}/copy/start/", {"whose": "0114"}).status_code == 404
    assert not Draft.objects.exists()
    frida = User.objects.create_superuser("frida@host.se", None)
    signed_in(frida).post(f"/questions/{question_set.pk}/next-version/start/")
    assert Draft.objects.get().municipality is None
    assert eva_writes.get(address(Draft.objects.get())).status_code == 404


def test_others_see_nothing_of_a_municipalitys_own_set(question_set, salem, dag, signed_in):
    own, draft = save_question_set(as_copy(question_set, salem), salem), draft_of(question_set, salem)
    for path in (f"/questions/{own.pk}/", f"/questions/{own.pk}/file.yaml", address(draft), address(draft, "about")):
        assert signed_in(dag).get(path).status_code == 404
    assert str(own.pk) not in [str(one.pk) for one in signed_in(dag).get("/questions/").context["sets"]]
    assert signed_in(dag).post(address(draft, "throw-away")).status_code == 404
    assert Draft.objects.filter(pk=draft.pk).exists()


# Files ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["yaml", "xlsx"])
def test_a_set_that_is_taken_out_can_be_read_in_again(eva_writes, question_set, salem, kind):
    file = io.BytesIO(eva_writes.get(f"/questions/{question_set.pk}/file.{kind}").content)
    file.name = f"own.{kind}"
    eva_writes.post("/questions/import/", {"file": file, "whose": "0128"}, follow=True)
    draft = Draft.objects.get()
    assert written(draft).key != question_set.key, "a municipality's own set has an address of its own"
    assert draft_errors(draft) == []
    assert publish(draft).questions.count() == question_set.questions.count()


def test_lantmateriets_own_questions_are_read_from_a_file_and_marked_as_theirs_until_somebody_changes_them(
    eva_writes, question_set, salem
):
    file = io.BytesIO(
        eva_writes.get(f"/questions/{question_set.pk}/file.yaml").content.replace(
            b"sv: Projektet Digibarometern\n", "sv: Lantmäteriet\n".encode()
        )
    )
    file.name = "lantmateriet.yaml"
    eva_writes.post("/questions/import/", {"file": file, "whose": "0128"}, follow=True)
    theirs = publish(Draft.objects.get())
    for chosen in ("/workshops/new/", "/questions/", f"/questions/{theirs.pk}/"):
        assert "Lantmäteriet" in eva_writes.get(chosen).content.decode()
    made = create_workshop(salem, "Våren 2027", theirs, find_template("heldag"), User.objects.get(email="eva@salem.se"))
    with translation.override("sv"):
        assert f"Frågorna: {localized(theirs.title)} (1.0.0) · Lantmäteriet." in method_text(workshop_result(made))
    assert "· Lantmäteriet" in eva_writes.get(f"/r/{made.result_secret}/").content.decode()
    copy = publish(draft_of(theirs, salem))
    assert localized(copy.publisher) == "Salems kommun" and "Lantmäteriet”." in localized(copy.origin)


def test_a_file_with_a_mistake_is_told_of_by_cell(eva_writes, question_set):
    book = openpyxl.load_workbook(io.BytesIO(eva_writes.get(f"/questions/{question_set.pk}/file.xlsx").content))
    book["Frågor"]["A5"] = "finns-inte"
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "own.xlsx"
    page = eva_writes.post("/questions/import/", {"file": file, "whose": "0128"}).content.decode()
    assert "own.xlsx, bladet ”Frågor”, cell A5" in page
    assert not Draft.objects.exists()


def test_what_is_only_unfinished_in_a_file_is_mended_in_the_draft(eva_writes, question_set):
    content = eva_writes.get(f"/questions/{question_set.pk}/file.yaml").content.decode()
    assert content.count("sv: Ledning och styrning\n") == 1
    file = io.BytesIO(content.replace("sv: Ledning och styrning\n", "sv: ''\n").encode())
    file.name = "own.yaml"
    page = eva_writes.post("/questions/import/", {"file": file, "whose": "0128"}, follow=True)
    assert len(page.context["to_mend"]) == 1


def test_a_draft_can_be_taken_out_half_written(eva_writes, question_set, salem):
    draft = draft_of(question_set, salem)
    write(eva_writes, draft, "question", "ledning-mal", **{"text-sv": ""})
    assert eva_writes.get(f"/questions/draft/{draft.pk}/file.yaml").status_code == 200
    assert eva_writes.get(f"/questions/draft/{draft.pk}/file.exe").status_code == 404


def test_pages_ask_the_database_as_often_however_many_questions_there_are(
    eva_writes, question_set, salem, django_assert_max_num_queries
):
    draft = draft_of(question_set, salem, as_extension)
    for path in ("/questions/", f"/questions/{question_set.pk}/", address(draft), address(draft, "preview")):
        with django_assert_max_num_queries(25):
            eva_writes.get(path)


def test_words_are_explained_in_the_browser_and_shown_to_who_rates(eva_writes, question_set, salem):
    draft = draft_of(question_set, salem)
    before = len(written(draft).glossary)
    assert before
    said = {f"term-{before}-sv": "Digital tvilling", f"meaning-{before}-sv": "En karta som lever."}
    write(
        eva_writes, draft, "words", **said, **{"term-0-sv": "", "term-0-en": "", "meaning-0-sv": "", "meaning-0-en": ""}
    )
    told = written(draft).glossary
    assert len(told) == before  # one is new, and the one that was emptied is gone
    assert told[-1].term["sv"] == "Digital tvilling"
    whole = eva_writes.get(address(draft)).content.decode()
    assert f"{address(draft, 'words')}" in whole and "ska stå på engelska" not in whole
    assert "Ord som förklaras" in whole.split("att rätta")[-1]  # the English is missing, and the way to it is told
    preview = eva_writes.get(address(draft, "preview")).content.decode()
    assert "Digital tvilling" in preview and "En karta som lever." in preview
