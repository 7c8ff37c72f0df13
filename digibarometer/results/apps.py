"""The results as a Django app."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Writes releases when the leader opens a picture and when a step closes."""

    name = "digibarometer.results"
    label = "results"

    def ready(self) -> None:
        """Take part in the workshop's moments."""
        from digibarometer.results import checking_out, outcome, releasing, room, so_far
        from digibarometer.workshops import signals

        signals.kinds.add("today")
        signals.phase_begun.append(releasing.phase_begun)
        signals.step_closed.append(releasing.step_closed)
        signals.ended.append(checking_out.ended)
        signals.levels_changed.append(room.shows_levels)
        signals.distances.append(outcome.distances)
        signals.so_far.append(so_far.told)
