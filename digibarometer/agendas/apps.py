"""The changing agenda as a Django app."""

from django.apps import AppConfig


class AgendasConfig(AppConfig):
    """Keeps what the room has come to when it leaves a step."""

    name = "digibarometer.agendas"
    label = "agendas"

    def ready(self) -> None:
        """Take part in the workshop's moments."""
        from digibarometer.agendas import step_recaps
        from digibarometer.workshops import signals

        signals.step_closed.append(step_recaps.record_recap)
        signals.stopped.append(step_recaps.record_current_recap)
