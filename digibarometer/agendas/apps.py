"""The changing agenda as a Django app."""

from django.apps import AppConfig


class AgendasConfig(AppConfig):
    """Keeps what the room has come to when it leaves a step."""

    name = "digibarometer.agendas"
    label = "agendas"

    def ready(self) -> None:
        """Take part in the workshop's moments."""
        from digibarometer.agendas import so_far
        from digibarometer.workshops import moments

        moments.step_closed.append(so_far.keep)
        moments.stopped.append(so_far.keep_what_is_on)
