"""The pages before and around a workshop."""

from collections.abc import Iterable

from django.urls import URLPattern, path

from digibarometer.accounts.permissions import View
from digibarometer.planning import (
    closing_views,
    municipality_views,
    network_test,
    participant_views,
    presentation_views,
    prework_views,
    rehearsal_views,
    secret_link_views,
    workshop_views,
)
from digibarometer.planning.agenda import saved_agendas
from digibarometer.planning.agenda import views as agenda_views
from digibarometer.planning.horizon_cards import views as card_views
from digibarometer.planning.invitations import checklist_views, letter_views, participant_page
from digibarometer.planning.printing import views as printing
from digibarometer.planning.printing.catalogue import SHEETS
from digibarometer.planning.question_sets import change_views, correction_views, draft_views, preview_views
from digibarometer.planning.question_sets import views as question_sets_views
from digibarometer.planning.rounds import views as rounds
from digibarometer.planning.support import coach_views, coordinator_views, leader_views


def buttons(page: str, views: Iterable[tuple[str, View, str]]) -> list[URLPattern]:
    """The addresses of a page's buttons, which lie under the page's own."""
    return [path(page + address, view, name=name) for address, view, name in views]


app_name = "planning"
urlpatterns = [
    *[path(f"w/<int:workshop>/print/{one.key}.pdf", printing.printed(one), name=one.page) for one in SHEETS],
    path("w/<int:workshop>/print/", printing.printing, name="printing"),
    path("workshops/", workshop_views.workshops, name="workshops"),
    path("workshops/new/", workshop_views.create, name="new"),
    path("w/<int:workshop>/plan/", agenda_views.plan, name="plan"),
    *buttons("w/<int:workshop>/plan/", agenda_views.BUTTONS),
    path("w/<int:workshop>/cards/", card_views.cards_of_workshop, name="cards_of_workshop"),
    path("w/<int:workshop>/cards/new/", card_views.bring_card, name="bring_card"),
    path("w/<int:workshop>/presentations/", presentation_views.presentations, name="presentations"),
    path(
        "w/<int:workshop>/presentations/<int:presentation>/remove/",
        presentation_views.remove_presentation,
        name="remove_presentation",
    ),
    path("presented/<str:secret>/<int:page>.webp", presentation_views.presented, name="presented"),
    path("w/<int:workshop>/practice/", rehearsal_views.rehearsal_page, name="practice"),
    path("w/<int:workshop>/practice/people/call/", rehearsal_views.let_people_come, name="let_people_come"),
    path("w/<int:workshop>/practice/people/send-home/", rehearsal_views.send_people_home, name="send_people_home"),
    path("w/<int:workshop>/practice/throw-away/", rehearsal_views.throw_away, name="throw_away"),
    path("w/<int:workshop>/support/", leader_views.support_page, name="support"),
    *buttons("w/<int:workshop>/support/", leader_views.BUTTONS),
    path("w/<int:workshop>/coach/", coach_views.coached_plan, name="coached_plan"),
    path("coach/", coach_views.coach, name="coach"),
    path("coach/<str:secret>/", coach_views.coach_invitation, name="coach_invitation"),
    path("support/<str:secret>/", coordinator_views.answer_request, name="answer"),
    path("coordinators/", coordinator_views.coordinators, name="coordinators"),
    path("coordinators/<str:county>/", coordinator_views.coordinator, name="coordinator"),
    path("w/<int:workshop>/ahead/", prework_views.prework, name="ahead"),
    path("w/<int:workshop>/ahead/open/", prework_views.open_rating, name="open_rating"),
    path("w/<int:workshop>/ahead/close/", prework_views.close_rating, name="close_rating"),
    path("w/<int:workshop>/ahead/reminder/save/", prework_views.remind, name="remind"),
    path("w/<int:workshop>/ahead/reminder/delete/", prework_views.delete_reminder, name="delete_reminder"),
    path("w/<int:workshop>/invite/", checklist_views.checklist, name="inviting"),
    path("w/<int:workshop>/invite/functions/add/", checklist_views.add_function, name="add_function"),
    path(
        "w/<int:workshop>/invite/functions/<int:function>/remove/",
        checklist_views.remove_function,
        name="remove_function",
    ),
    path("w/<int:workshop>/invite/letter/", letter_views.invitations, name="invitations"),
    *buttons("w/<int:workshop>/invite/letter/", letter_views.BUTTONS),
    path("intro/", participant_page.intro, name="intro"),
    path("welcome/<str:secret>/", participant_page.participant_page, name="attending"),
    path("welcome/<str:secret>/calendar.ics", participant_page.participant_calendar, name="attending_calendar"),
    path("w/<int:workshop>/people/", participant_views.people, name="people"),
    path("w/<int:workshop>/people/<int:person>/", participant_views.person, name="person"),
    *buttons("w/<int:workshop>/people/<int:person>/", participant_views.BUTTONS),
    path("w/<int:workshop>/people/leading/<int:leading>/stop/", participant_views.stop_leading, name="stop_leading"),
    path("w/<int:workshop>/links/", secret_link_views.links, name="links"),
    *buttons("w/<int:workshop>/links/", secret_link_views.BUTTONS),
    path("w/<int:workshop>/close/", closing_views.close, name="close"),
    path("w/<int:workshop>/close/keep-open/", closing_views.keep_open, name="keep_open"),
    path("municipality/<str:code>/", municipality_views.municipality, name="municipality"),
    path("municipality/<str:code>/agendas/", saved_agendas.agendas, name="agendas"),
    path("municipality/<str:code>/agendas/<int:agenda>/rename/", saved_agendas.rename_agenda, name="rename_agenda"),
    path("municipality/<str:code>/agendas/<int:agenda>/remove/", saved_agendas.remove_agenda, name="remove_agenda"),
    *buttons("municipality/<str:code>/", municipality_views.BUTTONS),
    path("municipality/<str:code>/colour/", municipality_views.colour, name="colour"),
    path("municipality/<str:code>/export/", municipality_views.export, name="export"),
    path("rounds/<str:municipality>/", rounds.rounds, name="rounds"),
    path("rounds/<str:municipality>/<int:question_set>.xlsx", rounds.template, name="round_template"),
    path("rounds/<str:municipality>/<int:brought_in>/remove/", rounds.remove, name="remove_round"),
    path("municipality/<str:code>/delete/", municipality_views.delete_all, name="delete_all"),
    path("municipality/<str:code>/delete/<int:workshop>/", municipality_views.delete_workshop, name="delete_workshop"),
    path("municipalities/", municipality_views.municipalities, name="municipalities"),
    path("invitation/<str:secret>/", municipality_views.invitation, name="invitation"),
    path("questions/", question_sets_views.question_sets, name="question_sets"),
    path("questions/new/", question_sets_views.new_set, name="new_set"),
    path("questions/import/", question_sets_views.import_set, name="import_set"),
    path("questions/<int:question_set>/", question_sets_views.question_set, name="question_set"),
    *buttons("questions/<int:question_set>/", question_sets_views.BUTTONS),
    path("questions/<int:question_set>/correct/", correction_views.correct_set, name="correct_set"),
    path("questions/<int:question_set>/correct/<str:part>/", correction_views.correct_set, name="correct_part"),
    path(
        "questions/<int:question_set>/correct/<str:part>/<str:of>/",
        correction_views.correct_set,
        name="correct_part_of",
    ),
    path("questions/<int:question_set>/preview/", preview_views.set_preview, name="set_preview"),
    path("questions/<int:question_set>/file.<str:kind>", question_sets_views.export_set, name="export_set"),
    path("questions/draft/<int:draft>/", draft_views.draft, name="draft"),
    *buttons("questions/draft/<int:draft>/", draft_views.BUTTONS),
    path("questions/draft/<int:draft>/preview/", preview_views.draft_preview, name="draft_preview"),
    path("questions/draft/<int:draft>/changes/", change_views.draft_changes, name="draft_changes"),
    path("questions/draft/<int:draft>/file.<str:kind>", draft_views.export_draft, name="export_draft"),
    path("questions/draft/<int:draft>/<str:part>/", draft_views.part, name="draft_part"),
    path("questions/draft/<int:draft>/<str:part>/<str:of>/", draft_views.part, name="draft_part_of"),
    path("cards/", card_views.cards, name="cards"),
    path("cards/new/", card_views.new_card, name="new_card"),
    path("cards/<int:card>/", card_views.card, name="card"),
    path("cards/<int:card>/edit/", card_views.edit_card, name="edit_card"),
    path("cards/<int:card>/retire/", card_views.retire_card, name="retire_card"),
    path("test-room/", network_test.test_room, name="test_room"),
]
