"""When a workshop is closed, no row of any table says any longer who was there or who answered what."""

import re

from django.apps import apps
from django.db.models import CharField

from digibarometer.live.actions import ActionRefused
from digibarometer.results.closing import close
from digibarometer.workshops.models import OwnAnswer, Participant, ParticipantsField, Workshop
from tests.laws.examples import EXAMPLES

LEFT_OUT = {  # what leads elsewhere, and what takes answers away before
    "room.set_state", "room.move_to", "room.merge_seats", "hosting.ask", "hosting.close_ask", "hosting.show_words",
}  # fmt: skip


def tables_of_a_workshop():
    return [model for model in apps.get_models() if "workshop" in {field.name for field in model._meta.fields}]


def what_names_somebody(model):
    """The table's columns that tell of a person in the room."""
    for field in model._meta.concrete_fields:
        is_by_key = field.name in {"writer", "seat"} and isinstance(field, CharField)
        if (
            is_by_key
            or field.name.endswith("sitting")
            or isinstance(field, ParticipantsField)
            or field.related_model is Participant
        ):
            yield field


def is_told(value):
    """Whether a value of such a column is somebody; a text is where it is a seat's key, such as p12."""
    return bool(re.match(r"p\d", value)) if isinstance(value, str) else bool(value)


def told_of_somebody(workshop):
    """By each such column: what stands there, where anything does."""
    found = {}
    for model in tables_of_a_workshop():
        for field in what_names_somebody(model):
            values = model._base_manager.filter(workshop=workshop).values_list(field.attname, flat=True)
            if there := [value for value in values if is_told(value)]:
                found[f"{model._meta.label}.{field.name}"] = there
    return found


def test_nothing_that_is_closed_tells_of_anybody(room):
    with room.then_as_before():
        for do, example in EXAMPLES.items():
            if do not in LEFT_OUT:
                room.go(example.where)
                try:
                    room.act(example.who, do, **example.fields(room))
                except ActionRefused:
                    continue  # what another example did already
        before = told_of_somebody(room.pk)
        silent = {
            model._meta.label
            for model in tables_of_a_workshop()
            if issubclass(model, OwnAnswer) and not any(told.startswith(f"{model._meta.label}.") for told in before)
        }
        assert not silent, "nothing was ever said there: the law would see nothing"
        room.go("ended")
        close(Workshop.objects.get(pk=room.pk), None, "", "", "Beslut 7")
        assert not told_of_somebody(room.pk)
        assert not Participant.objects.filter(workshop=room.pk).exists()
