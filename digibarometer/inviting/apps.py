"""Inviting as a Django app."""

from django.apps import AppConfig


class InvitingConfig(AppConfig):
    """A workshop has a checklist and a letter from the start; addresses go when it ends."""

    name = "digibarometer.inviting"
    label = "inviting"

    def ready(self) -> None:
        """Begin checklist and letter with the workshop; forget whom was written to when it ends, or else is closed."""
        from digibarometer.inviting import delivery_queue, invitation_email, stakeholder_checklist
        from digibarometer.workshops import signals

        signals.made += [stakeholder_checklist.ensure_checklist, invitation_email.ensure_invitation_text]
        signals.ended.append(delivery_queue.when_ended)
        signals.closing.append(delivery_queue.forget_addresses)
