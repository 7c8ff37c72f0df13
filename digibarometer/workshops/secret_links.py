"""Secret links that open a workshop without an account: given anew, and the result's turned off and on.

Each is to be called inside a change. Whatever is open by an old link loses its seat when its screen is drawn again.
"""

from digibarometer.accounts.models import new_secret
from digibarometer.live.panels import Invalidation
from digibarometer.workshops.models import Group, Workshop


def renew_result(workshop: Workshop, touched: list[Invalidation]) -> bool:
    """Give the result a new link; False where it is turned off, which it stays."""
    found = Workshop.objects.filter(pk=workshop.pk, result_secret__isnull=False)
    return _is_changed(found.update(result_secret=new_secret()), workshop, touched)


def turn_off_result(workshop: Workshop, touched: list[Invalidation]) -> bool:
    """Let no link open the result; False where none did."""
    found = Workshop.objects.filter(pk=workshop.pk, result_secret__isnull=False)
    return _is_changed(found.update(result_secret=None), workshop, touched)


def turn_on_result(workshop: Workshop, touched: list[Invalidation]) -> bool:
    """Let a new link open the result; False where one does already: whoever has it is to keep it."""
    found = Workshop.objects.filter(pk=workshop.pk, result_secret=None)
    return _is_changed(found.update(result_secret=new_secret()), workshop, touched)


def renew_board(workshop: Workshop, touched: list[Invalidation]) -> bool:
    """Give the projector a new link."""
    found = Workshop.objects.filter(pk=workshop.pk)
    return _is_changed(found.update(board_secret=new_secret()), workshop, touched)


def renew_table(workshop: Workshop, touched: list[Invalidation], group: int) -> bool:
    """Give a group's table a new link; False where the workshop has no such group."""
    found = Group.objects.filter(pk=group, workshop=workshop, retired_at=None)
    return _is_changed(found.update(secret=new_secret()), workshop, touched)


def _is_changed(rows: int, workshop: Workshop, touched: list[Invalidation]) -> bool:
    if rows:
        touched += workshop.update_and_bump_version()
    return bool(rows)
