"""Two rooms never meet: another workshop's numbers in an action are refused, and nothing changes."""

import re

import msgspec
import pytest
from django.apps import apps

from digibarometer.exercises.activities.models import Activity
from digibarometer.hosting.models import Message, ParkedQuestion, QuickAnswer, QuickQuestion
from digibarometer.live.actions import ActionRefused
from digibarometer.notes import undo_log
from digibarometer.notes.models import Note, Theme
from digibarometer.presenting.models import Presentation
from digibarometer.questions.models import Area, Card, Question, QuestionSet
from digibarometer.workshops.composition import build_registry
from digibarometer.workshops.models import Group, Participant, Phase, Step
from digibarometer.workshops.snapshot import load_snapshot
from tests.laws.examples import EXAMPLES

ROWS = build_registry().rules
PLAIN = {  # numbers that name nothing; `spot` only says what the board shows
    *(
        "version",
        "base",
        "number",
        "spot",
        "extra_minutes",
        "groups",
        "level",
        "from_level",
        "to_level",
        "dots",
        "most",
    ),
    *("answer", "value", "page", "year", "fingers"),
}
NAMES = {  # what a number is the name of, by its field, or by its action and field where that says another thing
    "participant": Participant,
    "group": Group,
    "step": Step,
    "phase": Phase,
    "question": Question,
    "area": Area,
    "message": Message,
    "ask": QuickQuestion,
    "words": QuickAnswer,
    "presentation": Presentation,
    "signal": "horizon.Signal",
    "card": Card,
    "activity": Activity,
    "change": "notes.NoteRevision",
    "room.move_to to": Phase,
    "room.hand_over to": Participant,
    "notes.vote which": Theme,
    "notes.plant which": Theme,
    "activities.shortlist which": Note,
}
IN_WORDS = {  # a thing named in a text, such as theme:5
    "activities.link": ("source", ["area:{Area}", "question:{Question}", "theme:{Theme}", "raised:{elsewhere}"]),
    "notes.vote": ("on", ["theme:{Theme}"]),
}
KEYS = {"note": "note-dag", "theme": "theme-dag", "into": "note-dag", "parked": "parked-dag", "signal": "seen-dag",
        "key": "ask-dag", "decision": "decision-dag", "notes": ["note-dag"]}  # fmt: skip
PHASE_COUNTS = {"room.ready", "hosting.tell", "hosting.raise_hand", "hosting.see_hand"}  # else it says what was shown


def is_a(kind, typed):
    """Whether a field is of this type, or may be."""
    found = msgspec.inspect.type_info(typed)
    kinds = found.types if isinstance(found, msgspec.inspect.UnionType) else (found,)
    return any(isinstance(each, kind) for each in kinds)


def fields_of(do, kind):
    return [field.name for field in msgspec.structs.fields(ROWS[do].action) if is_a(kind, field.type)]


NUMBERS = [(do, field) for do in sorted(ROWS) for field in fields_of(do, msgspec.inspect.IntType) if field not in PLAIN]
CASES = [(do, field) for do, field in NUMBERS if field != "phase" or do in PHASE_COUNTS]
KEYED = [
    (do, field)
    for do in sorted(ROWS)
    for field in fields_of(do, (msgspec.inspect.StrType, msgspec.inspect.ListType))
    if field in KEYS
]


@pytest.fixture
def there(room):
    """A row of everything, in Dag's workshop, his municipality or another question set than Anna's."""
    of = {"workshop_id": room.elsewhere}
    question = Question.objects.filter(question_set=room.question_set).exclude(area=None).select_related("area").first()
    own = QuestionSet.objects.get(pk=room.question_set.pk)
    for row, fields in (
        (own, {"key": "own", "municipality_id": "0114"}),
        (question.area, {"question_set": own}),
        (question, {"question_set": own}),
    ):
        row.pk = None
        row.__dict__.pop("_prefetched_objects_cache", None)
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
    Message.objects.create(
        **of, phase=room.phase("groups", room.elsewhere), group_id=room.groups["d"], text="5 minuter kvar"
    )
    ask = QuickQuestion.objects.create(**of, key="ask-dag", kind="words", text="Hur?")
    QuickAnswer.objects.create(**of, ask=ask, text="Kartan")
    ParkedQuestion.objects.create(**of, key="parked-dag", text="Vem?", writer="l1")
    undo_log.record_revision(Note.objects.get(key="note-dag"), "moved", column="weaknesses")
    room.presentation(room.elsewhere)
    card = {"kind": "law", "title": {"sv": "x"}, "what_happens": {"sv": "y"}, "horizon": 0, "source": "z"}
    Card.objects.create(key="own", municipality_id="0114", as_of=2026, review_by="2099-01-01", **card)
    room.foreign_set = own
    return room


def foreign(room, model):
    """The number of such a thing that is not of Anna's workshop."""
    model = apps.get_model(model) if isinstance(model, str) else model
    rows = model._default_manager
    if model in (Question, Area):
        return rows.filter(question_set=room.foreign_set).first().pk
    if model is Card:
        return rows.get(key="own").pk
    return rows.filter(workshop=room.elsewhere).first().pk


def rows_of(workshop):
    """Every row that another workshop has."""
    ours = [model for model in apps.get_models() if model.__module__.startswith(("digibarometer", "tests."))]
    with_workshop = [m for m in ours if any(field.name == "workshop" for field in m._meta.fields)]
    return {
        m._meta.label: sorted(m._default_manager.filter(workshop=workshop).values_list(), key=repr)
        for m in with_workshop
    }


def test_dag_is_elsewhere(room):
    assert room.seat("dag").workshop != room.seat("anna").workshop
    assert len(CASES) > 60


def test_every_number_of_every_action_is_known_to_this_law():
    unknown = [(do, field) for do, field in NUMBERS if not (NAMES.get(f"{do} {field}") or NAMES.get(field))]
    assert not unknown, "say in NAMES what it names, or in PLAIN that it names nothing"


@pytest.mark.parametrize("do", sorted({do for do, _ in CASES}))
def test_numbers_of_another_workshop_are_refused_and_nothing_changes(there, do):
    example = EXAMPLES[do]
    there.go(example.where)
    fields = {"phase": there.snapshot.workshop.phase_id} | example.fields(there)
    with there.then_as_before():
        there.act(example.who, do, **fields)  # else it would be refused for something else
    before = there.rows_kept()
    for field in [field for of, field in CASES if of == do]:
        number = foreign(there, NAMES.get(f"{do} {field}") or NAMES[field])
        assert number != fields.get(field)
        with pytest.raises(ActionRefused):
            there.act(example.who, do, **{**fields, field: number})
        assert there.rows_kept() == before, field


@pytest.mark.parametrize("do", IN_WORDS)
def test_what_is_named_in_a_text_is_refused_alike(there, do):
    field, texts = IN_WORDS[do]
    example = EXAMPLES[do]
    there.go(example.where)
    for text in texts:
        named = re.findall(r"{(\w+)}", text)[0]
        model = {"Area": Area, "Question": Question, "Theme": Theme}.get(named)
        number = foreign(there, model) if model else there.elsewhere
        before = there.rows_kept()
        more = {"which": None} if do == "notes.vote" else {}
        with pytest.raises(ActionRefused):
            there.act(
                example.who, do, **{**example.fields(there), **more, field: text.replace(f"{{{named}}}", str(number))}
            )
        assert there.rows_kept() == before, text


@pytest.mark.parametrize("do", sorted({do for do, _ in KEYED}))
def test_a_key_that_is_used_there_too_reaches_nothing_there(there, do):
    """Screens make keys: one that another room has too is refused here, or is a thing of one's own."""
    example = EXAMPLES[do]
    there.go(example.where)
    before = rows_of(there.elsewhere)
    for field in [field for of, field in KEYED if of == do]:
        try:
            touched = there.act(example.who, do, **{**example.fields(there), field: KEYS[field]})
        except ActionRefused:
            continue
        assert {touch.workshop for touch in touched} <= {there.pk}
        assert rows_of(there.elsewhere) == before, field


@pytest.mark.parametrize("do", sorted(build_registry().rules))
def test_what_is_done_here_touches_and_changes_nothing_there(room, do):
    example = EXAMPLES[do]
    room.go(example.where)
    before = room.every_panel_for_every_audience()
    there = {touch: html for touch, html in before.items() if touch.workshop == room.elsewhere}
    touched = room.act(example.who, do, **example.fields(room))
    assert {touch.workshop for touch in touched} <= {room.pk}
    after = room.every_panel_for_every_audience()
    assert there
    assert {touch: html for touch, html in after.items() if touch.workshop == room.elsewhere} == there


def test_no_audience_is_shared_with_another_workshop(room):
    def audiences(*names):
        return {audience for name in names for audience in room.seat(name).audiences}

    assert not audiences("anna", "bo", "cilla", "table", "eva", "frans", "board") & audiences("dag", "greta")


def test_a_seat_opens_no_other_room(room):
    from digibarometer.workshops.models import Participant
    from digibarometer.workshops.seats import COOKIE, TABLE_COOKIE, find_seat, seat_cookie

    dag = seat_cookie(Participant.objects.get(pk=room.people["dag"]))
    table = load_snapshot(room.elsewhere).groups[room.groups["d"]]
    board = load_snapshot(room.elsewhere).workshop.board_secret
    cookies = {COOKIE: dag, TABLE_COOKIE: f"{table.pk}.{table.secret}"}
    for kind in ("phone", "table", "board"):
        assert find_seat(kind, room.elsewhere, cookies, f"key={board}")
        assert find_seat(kind, room.pk, cookies, f"key={board}") is None
    assert find_seat("phone", room.pk, {COOKIE: f"{room.people['anna']}.guessed"}) is None
    from digibarometer.workshops.seats import desk_seat

    assert desk_seat(room.snapshot, room.users["greta"].pk) is None
