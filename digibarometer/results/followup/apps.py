"""The follow-up as a Django app."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """Says that its kind of step is installed."""

    name = "digibarometer.results.followup"
    label = "followup"

    def ready(self) -> None:
        """Take part in agendas."""
        from digibarometer.results.followup.component import followup_component
        from digibarometer.workshops import signals

        signals.kinds.update(followup_component.kinds)
