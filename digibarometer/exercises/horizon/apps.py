"""The horizon scan as a Django app."""

from django.apps import AppConfig


class HorizonConfig(AppConfig):
    """Declares what its steps vote on, and takes part in the workshop's moments."""

    name = "digibarometer.exercises.horizon"
    label = "horizon"

    def ready(self) -> None:
        """Take part in the workshop's moments."""
        from digibarometer.exercises.horizon.exercise import exercise
        from digibarometer.exercises.horizon.queries import ballot
        from digibarometer.notes.wall_registry import Wall, walls
        from digibarometer.workshops import signals

        signals.kinds.update(exercise.kinds)
        signals.seats_merged.append(exercise.on_seats_merged)
        signals.closing.append(exercise.on_workshop_closed)
        walls["horizon"] = Wall(columns=lambda here, step: (), ballot=ballot)
