"""Bringing the database up to date, with a backup first."""

import logging
import sys

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from digibarometer.places.importer import load_places
from digibarometer.questions.horizon_cards import load_cards
from digibarometer.questions.question_sets.importer import load_shipped
from digibarometer.running import backup

log = logging.getLogger(__name__)


def main() -> None:
    """Bring the database up to date and say so."""
    with backup.preparation_lock():
        bring_up_to_date()
    print("The database is up to date.")


def bring_up_to_date() -> None:
    """Apply the migrations that are missing and load the content that ships. To be called under `preparation_lock`.

    Exits with a message when the database was made by another version, newer or before migrations began anew.
    """
    _migrate()
    load_places()
    load_shipped()
    load_cards()


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    loader = executor.loader
    known, applied = set(loader.disk_migrations), set(loader.applied_migrations)
    if foreign := sorted(name for app, name in applied - known if app in loader.migrated_apps):
        sys.exit(
            f"The database was made by another version ({foreign[-1]}): a newer one, or one from before 29 November"
            " 2026, when migrations began anew. Install that version, restore a backup that this one has made,"
            " or begin in an empty data folder. Nothing has been changed."
        )
    if not executor.migration_plan(loader.graph.leaf_nodes()):
        return
    if applied and connection.vendor == "sqlite":
        log.info("backed up before migrating: %s", backup.copy_data(backup.backup_path("before-migration")).name)
    elif applied:
        log.warning("migrating PostgreSQL, which serve does not back up")
    call_command("migrate", interactive=False, verbosity=0)
