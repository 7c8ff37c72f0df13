"""Inviting as a Django app."""

from django.apps import AppConfig


class InvitingConfig(AppConfig):
    """Only models and rules; addresses go when the workshop ends."""

    name = "digibarometer.inviting"
    label = "inviting"

    def ready(self) -> None:
        """Forget whom was written to when the workshop ends, and at the latest when it is closed."""
        from digibarometer.inviting import forgetting
        from digibarometer.workshops import moments

        moments.ended.append(forgetting.when_ended)
        moments.closing.append(forgetting.forget_addresses)
