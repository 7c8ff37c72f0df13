"""A leader makes a workshop."""

from digibarometer.accounts.models import User
from digibarometer.places.models import Municipality
from digibarometer.planning import workshop_views
from digibarometer.questions.agenda_templates.schema import find_template
from digibarometer.questions.question_sets.drafts import as_copy
from digibarometer.questions.question_sets.importer import save_question_set
from digibarometer.workshops import factory
from digibarometer.workshops.extension_points import step_kinds
from digibarometer.workshops.models import LeaderRole, Workshop


def filled(questions, **other):
    return {
        "municipality": "0128",
        "title": "Våren 2027",
        "template": "tva-tillfallen",
        "day_1": "2027-03-01",
        "day_2": "2027-03-15",
        "question_set": questions.pk,
    } | other


def test_a_leader_makes_a_workshop_with_two_occasions_split_at_an_areas_border(eva, signed_in, question_set):
    page = signed_in(eva).post("/workshops/new/", filled(question_set), follow=True)
    made = Workshop.objects.get()
    assert page.redirect_chain[-1][0] == f"/w/{made.pk}/plan/"
    first, second = made.occasions.all()
    assert [str(first.on), str(second.on)] == ["2027-03-01", "2027-03-15"]
    areas = [set(one.steps.exclude(area=None).values_list("area", flat=True)) for one in (first, second)]
    assert all(areas)
    assert not areas[0] & areas[1]
    assert made.leadings.get().user == eva
    assert made.leadings.get().kind == LeaderRole.Kind.LEADER


def test_what_is_not_installed_is_left_out_with_a_notice(eva, signed_in, question_set, said, monkeypatch):
    without = {key: kind for key, kind in step_kinds().items() if key != "horizon"}  # an installation without it
    for module in (workshop_views, factory):
        monkeypatch.setattr(module, "step_kinds", lambda: without)
    gone = {step.kind for step in find_template("heldag").left_out(without)} - {"break", "lunch"}
    assert gone, "this test is about a template with something that is not installed"
    form = signed_in(eva).get("/workshops/new/")
    titles = [step.title["sv"] for step in find_template("heldag").left_out(without) if step.kind in gone]
    assert titles[0] in form.content.decode()
    page = signed_in(eva).post("/workshops/new/", filled(question_set, template="heldag", day_2=""), follow=True)
    assert any(titles[0] in sentence for sentence in said(page))
    assert not Workshop.objects.get().steps.filter(kind__in=gone).exists()


def test_bad_input_gets_a_message_and_nothing_is_lost(eva, signed_in, question_set):
    for other, field in [
        ({"day_2": "2027-02-01"}, "day_2"),
        ({"template": "heldag"}, "day_2"),
        ({"day_1": "the day after"}, "day_1"),
        ({"municipality": "0114"}, "municipality"),
        ({"template": "no-such"}, "template"),
        ({"question_set": "9999"}, "question_set"),
    ]:
        page = signed_in(eva).post("/workshops/new/", filled(question_set, **other))
        assert list(page.context["form"].errors) == [field]
        assert 'value="Våren 2027"' in page.content.decode()
    assert not Workshop.objects.exists()


def test_whoever_looks_after_the_installation_types_any_municipality(signed_in, question_set):
    frida = User.objects.create_superuser("frida@host.se", None)
    unclear = signed_in(frida).post("/workshops/new/", filled(question_set, municipality="Upplands"))
    assert "Upplands Väsby" in str(unclear.context["form"].errors["municipality"])
    signed_in(frida).post("/workshops/new/", filled(question_set, municipality="salems kommun"))
    assert Workshop.objects.get().municipality_id == "0128"


def test_who_belongs_nowhere_makes_nothing(signed_in, question_set):
    alone = User.objects.create_user("alone@nowhere.se", None)
    assert signed_in(alone).post("/workshops/new/", filled(question_set)).status_code == 403
    assert "invite" in signed_in(alone).get("/workshops/", headers={"accept-language": "en"}).content.decode()


def test_areas_that_are_left_out_are_not_in_the_agenda(eva, signed_in, question_set):
    page = signed_in(eva).get("/workshops/new/")
    assert f'name="leave_out-{question_set.pk}"' in page.content.decode()
    out = ["ledning", "nytta"]
    signed_in(eva).post("/workshops/new/", filled(question_set, **{f"leave_out-{question_set.pk}": out}))
    taken = set(Workshop.objects.get().steps.exclude(area=None).values_list("area__key", flat=True))
    assert taken == set(question_set.areas.values_list("key", flat=True)) - set(out)


def test_one_area_at_least_is_kept(eva, signed_in, question_set):
    every = list(question_set.areas.values_list("key", flat=True))
    page = signed_in(eva).post("/workshops/new/", filled(question_set, **{f"leave_out-{question_set.pk}": every}))
    assert list(page.context["form"].errors) == [f"leave_out-{question_set.pk}"]


def test_a_municipalitys_own_questions_are_for_its_own_workshops(eva, dag, signed_in, question_set):
    own = save_question_set(
        as_copy(question_set, Municipality.objects.get(pk="0128")), Municipality.objects.get(pk="0128")
    )
    assert own.pk not in [pk for pk, _field in signed_in(dag).get("/workshops/new/").context["form"].areas]
    signed_in(eva).post("/workshops/new/", filled(own))
    assert Workshop.objects.get().question_set == own
    frida = User.objects.create_superuser("frida@host.se", None)
    page = signed_in(frida).post("/workshops/new/", filled(own, municipality="0114"))
    assert list(page.context["form"].errors) == ["question_set"]
