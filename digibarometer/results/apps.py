"""The results as a Django app."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Writes releases when the leader opens a picture and when a step closes."""

    name = "digibarometer.results"
    label = "results"

    def ready(self) -> None:
        """Take part in the workshop's moments."""
        from digibarometer.results import checkout_release, component, outcome, releases, step_recap_texts
        from digibarometer.workshops import signals

        signals.kinds.add("today")
        signals.phase_begun.append(releases.phase_begun)
        signals.step_closed.append(releases.step_closed)
        signals.ended.append(checkout_release.release_on_end)
        signals.levels_changed.append(component.shows_levels)
        signals.distances.append(outcome.distances)
        signals.so_far.append(step_recap_texts.recap_facts)
