"""A leader saves the agenda as a template of the municipality, and makes another workshop from it."""

import pytest

from digibarometer.places.models import Municipality
from digibarometer.questions.agenda_templates.saved import save_agenda, template_of
from digibarometer.questions.models import OwnAgenda, QuestionSet
from digibarometer.workshops.models import Step, Workshop


@pytest.fixture
def eva_posts(eva, signed_in, workshop):
    client, path = signed_in(eva), f"/w/{workshop.pk}/plan/"

    def post(button, **other):
        form = client.get(path).context["form"]
        as_it_stands = {field.html_name: field.value() if field.value() is not None else "" for field in form}
        return client.post(path + button, as_it_stands | other, follow=True)

    return post


@pytest.fixture
def saved(eva_posts, workshop):
    """With a step of her own, an area's minutes that are not the set's, a break more and one occasion less."""
    area = workshop.steps.exclude(area=None).first()
    phase = area.phases.first()
    last = workshop.occasions.last()
    eva_posts("steps/add/", after=area.pk, own_title="Kommunchefen", own_minutes=7, text="Lyssna", watch_speaker="on")
    eva_posts(f"occasions/{last.pk}/join/", **{f"minutes-{phase.pk}": 17})
    eva_posts("template/save/", template_title="Vår långa dag")
    return OwnAgenda.objects.get()


def steps(workshop):
    found = Step.objects.filter(workshop=workshop)
    return [
        (step.kind, step.area_id, step.title, step.guide.get("leader_says"), step.watch_speaker,
         list(step.phases.values_list("kind", "minutes")))
        for step in found
    ]  # fmt: skip


def made_from(client, question_set, own, **other):
    given = {"municipality": "0128", "title": "Nästa", "template": f"own-{own.pk}", "question_set": question_set.pk}
    page = client.post("/workshops/new/", given | other, follow=True)
    return page, Workshop.objects.filter(title="Nästa").first()


def test_a_workshop_made_from_it_has_the_same_steps_and_minutes(saved, workshop, question_set, eva, signed_in):
    _page, made = made_from(signed_in(eva), question_set, saved)
    assert made.occasions.count() == 1
    assert [one[:2] + one[4:] for one in steps(made)] == [one[:2] + one[4:] for one in steps(workshop)]
    assert {one[2]["sv"] for one in steps(made)} == {one[2]["sv"] for one in steps(workshop)}


def test_it_is_fitted_to_what_is_left_out(saved, workshop, question_set, eva, signed_in):
    out = workshop.steps.exclude(area=None).first().area
    _page, made = made_from(signed_in(eva), question_set, saved, **{f"leave_out-{question_set.pk}": [out.key]})
    assert out.pk not in {one[1] for one in steps(made)}
    assert any(one[0] == "own" for one in steps(made))


def test_it_is_renamed_and_removed_and_made_workshops_stay(saved, workshop, eva, signed_in, said):
    client, path = signed_in(eva), "/municipality/0128/agendas/"
    client.post(f"{path}{saved.pk}/rename/", {"template_title": "Vår dag"})
    assert "Vår dag" in client.get("/workshops/new/").content.decode()
    page = client.post(f"{path}{saved.pk}/remove/", follow=True)
    assert said(page)
    assert not OwnAgenda.objects.exists()
    assert Workshop.objects.filter(pk=workshop.pk).exists()


def test_two_templates_do_not_have_one_name(saved, eva_posts):
    page = eva_posts("template/save/", template_title="vår LÅNGA dag")
    assert "template_title" in page.context["saved"].errors
    assert OwnAgenda.objects.count() == 1


def test_a_template_without_a_name_gets_a_message(eva_posts, said):
    page = eva_posts("template/save/", template_title=" ")
    assert said(page)
    assert not OwnAgenda.objects.exists()


@pytest.mark.parametrize("wish", ["0/remove", "²/remove", "remove", "99999999999999/rename", f"{'9' * 30}/remove", "x"])
def test_a_wish_about_no_template_of_ours_finds_nothing(saved, eva, signed_in, wish):
    answer = signed_in(eva).post(f"/municipality/0128/agendas/{wish}/", {"template_title": "Ny"})
    assert answer.status_code == 404
    assert OwnAgenda.objects.get().title == "Vår långa dag"


def test_other_municipalities_neither_see_nor_use_nor_change_it(saved, question_set, dag, signed_in):
    client = signed_in(dag)
    assert client.get("/municipality/0128/agendas/").status_code == 404
    assert client.post(f"/municipality/0114/agendas/{saved.pk}/remove/").status_code == 404
    page, made = made_from(client, question_set, saved, municipality="0114")
    assert made is None
    assert page.context["form"].errors
    assert "Vår långa dag" not in client.get("/workshops/new/").content.decode()


def test_every_template_that_ships_can_be_saved_and_read_again(db, question_set):
    from digibarometer.planning.agenda.saved_agendas import template_from
    from digibarometer.questions.agenda_templates.schema import shipped_templates
    from digibarometer.workshops.factory import create_workshop
    from digibarometer.workshops.snapshot import load_snapshot

    for one in shipped_templates():
        made = create_workshop(
            Municipality.objects.get(pk="0128"), one.key, QuestionSet.objects.latest("pk"), one, None
        )
        kept = template_of(save_agenda("0128", one.key, template_from(load_snapshot(made.pk), one.key)))
        again = create_workshop(made.municipality, "igen", made.question_set, kept, None, keeps_minutes=True)
        assert steps(again) == steps(made)
        assert again.is_short == made.is_short
