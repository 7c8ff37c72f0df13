"""SWOT as a Django app."""

from django.apps import AppConfig


class SwotConfig(AppConfig):
    """Declares the wall of its steps."""

    name = "digibarometer.exercises.swot"
    label = "swot"

    def ready(self) -> None:
        """Take part in the workshop's moments."""
        from digibarometer.exercises.swot.exercise import exercise
        from digibarometer.exercises.swot.wall_columns import columns
        from digibarometer.notes.wall_registry import Wall, walls
        from digibarometer.workshops import signals

        signals.kinds.update(exercise.kinds)
        walls["swot"] = Wall(columns=columns)
