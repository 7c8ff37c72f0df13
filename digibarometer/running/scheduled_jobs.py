"""What is due: done once a minute while the server runs, or by hand."""

import logging
import sys
import threading
from collections.abc import Callable

from django.db import connections

from digibarometer.accounts import sessions
from digibarometer.inviting import delivery_queue
from digibarometer.jobs import exclusive
from digibarometer.planning import prework_views, rehearsal_views
from digibarometer.reports.documents import worker
from digibarometer.reports.plan import owners
from digibarometer.results import closing
from digibarometer.running import backup
from digibarometer.support import coach_invitations
from digibarometer.workshops import secure_erase

log = logging.getLogger(__name__)
DUTIES = "duties"
JOBS: list[Callable[[], None]] = [
    backup.delete_old_backups,
    closing.close_overdue_workshops,
    prework_views.send_due_reminders,
    owners.send_due_reminders,
    delivery_queue.forget_old_addresses,
    delivery_queue.send_pending_invitations,
    worker.expire_documents,
    coach_invitations.expire_coaches,
    rehearsal_views.delete_expired_rehearsals,
    sessions.clear_expired,
    secure_erase.erase_what_is_left,
]  # each must be harmless to do twice


def main() -> None:
    """Do all duties once, after another process that is at it. Exits with 1 when one of them failed."""
    with exclusive(DUTIES, waits=True):
        if not run_all():
            sys.exit(1)


def run_all() -> bool:
    """Do each duty, also when the one before it failed; whether all went well."""
    well = True
    for duty in JOBS:
        try:
            duty()
        except Exception:
            well = False
            log.exception("a duty failed: %s", duty.__qualname__)
    return well


def every_minute(stopped: threading.Event) -> None:
    """Do the duties again and again until the server stops."""
    while not stopped.wait(60):
        with exclusive(DUTIES) as is_ours:
            if is_ours:
                run_all()
        connections.close_all()
