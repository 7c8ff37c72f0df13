"""The links that open something of a workshop without an account: what each is for, new ones, and the result's off."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from digibarometer.inviting import invitation_email
from digibarometer.inviting.ics import participant_page_url
from digibarometer.inviting.models import InvitationText
from digibarometer.links import page_url
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.planning.permissions import workshop_or_404
from digibarometer.workshops import secret_links
from digibarometer.workshops.models import Group, State, Workshop
from digibarometer.workshops.rules import row_number
from digibarometer.workshops.snapshot import load_snapshot

TABLE = "renew-table-"  # and the group's number


@dataclass(frozen=True)
class TableLink:
    """The link of a group's table, and the command that gives it a new one."""

    group: Group
    link: str
    command: str


@never_cache
@login_required
def links(request: HttpRequest, workshop: int) -> HttpResponse:
    """See the links, and give new ones."""
    found = workshop_or_404(request, workshop)
    if request.method == "POST":
        _run_command(request, found, request.POST.get("do", ""))
        return redirect("planning:links", workshop=workshop)
    return render(request, "planning/links.html", _page(found))


def _page(workshop: Workshop) -> dict[str, object]:
    snapshot = load_snapshot(workshop.pk)
    letter = None if workshop.is_over else InvitationText.objects.filter(workshop=workshop).first()
    return {
        "workshop": workshop,
        "result": page_url("reports:shared", workshop.result_secret) if workshop.result_secret else "",
        "board": board_link(workshop),
        "tables": [] if workshop.state == State.CLOSED else [_table(group) for group in snapshot.groups.values()],
        "participants": participant_page_url(letter) if letter else "",
    }


def board_link(workshop: Workshop) -> str:
    """The projector's whole address."""
    return f"{page_url('screens:board', workshop.pk)}?key={workshop.board_secret}"


def table_link(group: Group) -> str:
    """The whole address that makes a screen the group's."""
    return page_url("screens:sit_at_table", group.workshop_id, group.pk, group.secret)


def _table(group: Group) -> TableLink:
    return TableLink(group, table_link(group), f"{TABLE}{group.pk}")


def _run_command(request: HttpRequest, workshop: Workshop, command: str) -> None:
    """Do what the button says, and tell what it came to. That of a page that was left open may come to nothing."""

    def change(touched: list[Invalidation]) -> bool:
        match command:
            case "renew-result":
                return secret_links.renew_result(workshop, touched)
            case "turn-off-result":
                return secret_links.turn_off_result(workshop, touched)
            case "turn-on-result":
                return secret_links.turn_on_result(workshop, touched)
            case "renew-board":
                return secret_links.renew_board(workshop, touched)
            case "renew-letter":
                return invitation_email.renew_page(workshop)
        group = row_number(command.removeprefix(TABLE)) if command.startswith(TABLE) else None
        return group is not None and secret_links.renew_table(workshop, group, touched)

    if api.apply_change(change):
        messages.success(request, _success_message(command))
    else:
        messages.error(request, gettext("Nothing was changed. The links below are as they are now."))


def _success_message(command: str) -> str:
    match command:
        case "renew-result" | "turn-on-result":
            return gettext("The result has a new link, and no older one works. Send it to those who are to read.")
        case "turn-off-result":
            return gettext("The link to the result is turned off. Nobody can read the result by a link.")
        case "renew-board":
            return gettext("The board has a new link, and the old one no longer works. Open the new one there.")
        case "renew-letter":
            return gettext(
                "The participants' page has a new link, and the old one no longer works. Send it to those you invited."
            )
    return gettext("The table has a new link, and the old one no longer works. Open the new one on the table's screen.")
