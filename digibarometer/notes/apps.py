"""Walls as a Django app."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    """Takes part in a workshop's moments, for every exercise that has a wall."""

    name = "digibarometer.notes"
    label = "notes"

    def ready(self) -> None:
        """Take part in the workshop's moments."""
        from digibarometer.notes import lasting, touching
        from digibarometer.workshops import moments

        moments.phase_begun.append(lasting.groups_begin)
        moments.step_closed.append(lasting.step_closes)
        moments.seats_merged.append(lasting.merge)
        moments.closing.append(lasting.close)
        moments.people_changed.append(touching.of_people)
