"""The links that open something of a workshop without an account: what each is for, new ones, and the result's off."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.permissions import View
from digibarometer.inviting import invitation_email
from digibarometer.inviting.ics import participant_page_url
from digibarometer.inviting.models import InvitationText
from digibarometer.links import button_of, page_url
from digibarometer.live import api
from digibarometer.live.actions import StrOrPromise
from digibarometer.live.panels import Invalidation
from digibarometer.planning.permissions import for_planners
from digibarometer.workshops import secret_links
from digibarometer.workshops.models import Group, State, Workshop
from digibarometer.workshops.snapshot import load_snapshot


@for_planners
def links(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """See the links; each has its buttons."""
    groups = [] if workshop.state == State.CLOSED else load_snapshot(workshop.pk).groups.values()
    letter = None if workshop.is_over else InvitationText.objects.filter(workshop=workshop).first()
    context = {
        "workshop": workshop,
        "result": page_url("reports:shared", workshop.result_secret) if workshop.result_secret else "",
        "board": board_link(workshop),
        "tables": [(group, table_link(group)) for group in groups],
        "participants": participant_page_url(letter) if letter else "",
    }
    return render(request, "planning/links.html", context)


def board_link(workshop: Workshop) -> str:
    """The projector's whole address."""
    return f"{page_url('screens:board', workshop.pk)}?key={workshop.board_secret}"


def table_link(group: Group) -> str:
    """The whole address that makes a screen the group's."""
    return page_url("screens:sit_at_table", group.workshop_id, group.pk, group.secret)


def _button(change: Callable[..., bool], said: StrOrPromise) -> View:
    """The view of a button that changes a link, and says so. That of a page that was left open may come to nothing."""

    @for_planners
    @button_of("planning:links")
    def view(request: HttpRequest, workshop: Workshop, **of: int) -> None:
        if api.apply_change(lambda touched: change(workshop, touched, **of)):
            messages.success(request, str(said))
        else:
            messages.error(request, gettext("Nothing was changed. The links below are as they are now."))

    return view


def _renew_page(workshop: Workshop, _touched: list[Invalidation]) -> bool:
    return invitation_email.renew_page(workshop)


NEW_RESULT = _("The result has a new link, and no older one works. Send it to those who are to read.")
RESULT_OFF = _("The link to the result is turned off. Nobody can read the result by a link.")
NEW_BOARD = _("The board has a new link, and the old one no longer works. Open the new one there.")
NEW_PAGE = _("The participants' page has a new link, and the old one no longer works. Send it to those you invited.")
NEW_TABLE = _("The table has a new link, and the old one no longer works. Open the new one on the table's screen.")
BUTTONS: list[tuple[str, View, str]] = [  # their addresses under the page's, and their names
    ("result/renew/", _button(secret_links.renew_result, NEW_RESULT), "renew_result"),
    ("result/turn-off/", _button(secret_links.turn_off_result, RESULT_OFF), "turn_off_result"),
    ("result/turn-on/", _button(secret_links.turn_on_result, NEW_RESULT), "turn_on_result"),
    ("board/renew/", _button(secret_links.renew_board, NEW_BOARD), "renew_board"),
    (
        "participants-page/renew/",
        _button(_renew_page, NEW_PAGE),
        "renew_participants_page",
    ),
    ("tables/<int:group>/renew/", _button(secret_links.renew_table, NEW_TABLE), "renew_table"),
]
