"""Walls as a Django app."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    """Takes part in a workshop's moments, for every exercise that has a wall."""

    name = "digibarometer.notes"
    label = "notes"

    def ready(self) -> None:
        """Take part in the workshop's moments."""
        from digibarometer.notes import invalidation, lifecycle
        from digibarometer.workshops import signals

        signals.phase_begun.append(lifecycle.groups_begin)
        signals.step_closed.append(lifecycle.step_closes)
        signals.seats_merged.append(lifecycle.merge_seats)
        signals.closing.append(lifecycle.delete_at_closing)
        signals.people_changed.append(invalidation.panels_for_people)
