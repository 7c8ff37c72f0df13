"""Activities as a Django app."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """Declares the wall of its steps, and takes part in the workshop's moments."""

    name = "digibarometer.exercises.activities"
    label = "activities"

    def ready(self) -> None:
        """Take part in the workshop's moments."""
        from digibarometer.exercises.activities.columns import ballot, columns
        from digibarometer.exercises.activities.exercise import (
            exercise,
            noted,
            people_changed,
            phase_begun,
            planted,
            step_closed,
        )
        from digibarometer.notes import moments as notes
        from digibarometer.notes.walls import Wall, walls
        from digibarometer.workshops import moments

        moments.kinds.update(exercise.kinds)
        walls["activities"] = Wall(columns=columns, ballot=ballot)
        moments.phase_begun.append(phase_begun)
        moments.step_closed.append(step_closed)
        moments.people_changed.append(people_changed)
        moments.seats_merged.append(exercise.on_merge)
        moments.closing.append(exercise.on_close)
        notes.planted.append(planted)
        notes.noted.append(noted)
