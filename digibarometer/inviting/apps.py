"""Inviting as a Django app."""

from django.apps import AppConfig


class InvitingConfig(AppConfig):
    """A workshop has a checklist and a letter from the start; addresses go when it ends."""

    name = "digibarometer.inviting"
    label = "inviting"

    def ready(self) -> None:
        """Begin checklist and letter with the workshop; forget whom was written to when it ends, or else is closed."""
        from digibarometer.inviting import forgetting, functions, letters
        from digibarometer.workshops import moments

        moments.made += [functions.begin, letters.begin]
        moments.ended.append(forgetting.when_ended)
        moments.closing.append(forgetting.forget_addresses)
