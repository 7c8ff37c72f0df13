"""Support as a Django app."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Lets in those who are invited as coaches."""

    name = "digibarometer.support"
    label = "support"

    def ready(self) -> None:
        """A coach's invitation opens the way to an account too."""
        from digibarometer.accounts import signup_adapter
        from digibarometer.support import coach_invitations
        from digibarometer.workshops import signals

        signup_adapter.also_invited.append(coach_invitations.find_invitation)
        signals.closing.append(coach_invitations.delete_invitations)
