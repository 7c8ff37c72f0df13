"""Activities as a Django app."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """Declares the wall of its steps, and takes part in the workshop's moments."""

    name = "digibarometer.exercises.activities"
    label = "activities"

    def ready(self) -> None:
        """Take part in the workshop's moments."""
        from digibarometer.exercises.activities.exercise import (
            exercise,
            noted,
            people_changed,
            phase_begun,
            planted,
            step_closed,
        )
        from digibarometer.exercises.activities.wall_columns import ballot, columns
        from digibarometer.notes import signals as notes
        from digibarometer.notes.wall_registry import Wall, walls
        from digibarometer.workshops import signals

        signals.kinds.update(exercise.kinds)
        walls["activities"] = Wall(columns=columns, ballot=ballot)
        signals.phase_begun.append(phase_begun)
        signals.step_closed.append(step_closed)
        signals.people_changed.append(people_changed)
        signals.seats_merged.append(exercise.on_seats_merged)
        signals.closing.append(exercise.on_workshop_closed)
        notes.seed_planted.append(planted)
        notes.note_linked.append(noted)
