"""Support as a Django app."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Lets in those who are invited as coaches."""

    name = "digibarometer.support"
    label = "support"

    def ready(self) -> None:
        """A coach's invitation opens the way to an account too."""
        from digibarometer.accounts import adapter
        from digibarometer.support import coaching
        from digibarometer.workshops import signals

        adapter.also_invited.append(coaching.invited_by)
        signals.closing.append(coaching.forget)
