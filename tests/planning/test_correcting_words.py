"""A mistake in the wording of a version in use is put right, in sight of all, and the version stays the same."""

import pytest
from msgspec import structs

from digibarometer.places.models import Municipality
from digibarometer.questions.agenda_templates.schema import find_template
from digibarometer.questions.models import Correction
from digibarometer.questions.question_sets.draft_editing import area_of, with_area
from digibarometer.questions.question_sets.drafts import (
    as_copy,
    as_extension,
    correct,
    create_draft,
    draft_errors,
    next_version,
    publish,
)
from digibarometer.questions.question_sets.importer import load_shipped, save_question_set
from digibarometer.questions.question_sets.lineage import changes_between
from digibarometer.questions.question_sets.serialization import to_schema
from digibarometer.workshops.factory import create_workshop
from digibarometer.workshops.snapshot import load_snapshot


@pytest.fixture
def salem():
    return Municipality.objects.get(pk="0128")


@pytest.fixture
def own(question_set, salem):
    return save_question_set(as_copy(question_set, salem), salem)


@pytest.fixture
def eva_corrects(eva, signed_in, own):
    client = signed_in(eva)

    def correct(*parts, **other):
        path = f"/questions/{own.pk}/correct/" + "".join(f"{part}/" for part in parts)
        form = client.get(path).context["form"]
        given = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
        return client.post(path, given | other, follow=True)

    return correct


def test_a_correction_is_kept_with_who_when_before_and_after(eva_corrects, own):
    before = own.questions.get(key="ledning-mal").text["sv"]
    page = eva_corrects("question", "ledning-mal", **{"text-sv": "Hur styr kommunens mål arbetet?"})
    assert own.questions.get(key="ledning-mal").text["sv"] == "Hur styr kommunens mål arbetet?"
    [one] = Correction.objects.all()
    assert (one.before, one.after, one.language, one.by) == (
        before,
        "Hur styr kommunens mål arbetet?",
        "sv",
        "eva@salem.se",
    )
    said = page.content.decode()
    assert before in said and "eva@salem.se" in said and "Mål i vardagen · Frågan (sv)" in said


def test_rooms_that_use_the_version_show_it_at_once(eva_corrects, own, eva, salem):
    workshop = create_workshop(salem, "Våren", own, find_template("heldag"), eva)
    snapshot = load_snapshot(workshop.pk)
    eva_corrects("question", "ledning-mal", **{"level-2-sv": "Rättat."})
    after = load_snapshot(workshop.pk)
    assert after.version > snapshot.version
    question = next(one for one in after.questions if one.key == "ledning-mal")
    assert question.level_text(2, "sv") == "Rättat."


def test_only_words_can_be_corrected(eva_corrects, own):
    eva_corrects("question", "ledning-mal", in_short="", **{"text-sv": "Ny text?"})
    own.refresh_from_db()
    assert own.questions.get(key="ledning-mal").in_short
    eva_corrects("scale", number="3", **{"name-1-sv": "Inte alls"})
    eva_corrects("about", version="9.9.9", languages=["sv"], **{"title-sv": "Bättre rubrik"})
    own.refresh_from_db()
    assert (own.levels, own.version, own.languages) == ([1, 2, 3, 4, 5], "1.0.0", ["sv", "en"])
    assert own.title["sv"] == "Bättre rubrik"
    assert own.level_name(1, "sv") == "Inte alls"


def test_a_text_that_must_be_there_cannot_be_corrected_away(eva_corrects, own):
    page = eva_corrects("question", "ledning-mal", **{"text-sv": "", "why-sv": "Ett skäl"})
    assert page.context["form"].non_field_errors()
    assert "Ett skäl" in page.content.decode()
    assert own.questions.get(key="ledning-mal").text["sv"]
    assert not Correction.objects.exists()


def test_nothing_changed_leaves_no_trace(eva_corrects, own):
    eva_corrects("area", "ledning")
    assert not Correction.objects.exists()
    own.refresh_from_db()
    assert own.edition == 1


def test_what_ships_can_be_corrected_and_stays_so_when_the_server_starts_again(question_set, signed_in):

    written = to_schema(question_set)
    area = area_of(written, "ledning")
    question_set.freeze()
    correct(question_set, with_area(written, structs.replace(area, title={**area.title, "sv": "Att leda"})), "Frida")
    [again] = load_shipped()
    assert again.areas.get(key="ledning").title["sv"] == "Att leda"


def test_others_correct_nothing(own, dag, eva, signed_in, question_set):
    assert signed_in(dag).get(f"/questions/{own.pk}/correct/").status_code == 404
    assert signed_in(eva).get(f"/questions/{question_set.pk}/correct/").status_code == 404


def test_a_set_that_builds_on_it_takes_the_corrected_words_in_its_next_version(eva_corrects, own, salem):
    ours = publish(create_draft(as_extension(own, salem), salem, "Eva"))
    eva_corrects("question", "ledning-mal", **{"text-sv": "Rättad fråga?"})
    draft = create_draft(next_version(ours), salem, "Eva")
    assert draft_errors(draft) == []
    newer = publish(draft)
    assert newer.questions.get(key="ledning-mal").text["sv"] == "Rättad fråga?"
    assert changes_between(ours, newer) is not None
