"""allauth's forms where its own words do not do: settings name them."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from digibarometer.ui.forms import LineField

IN_OTHER_WORDS = [gettext_noop("Master key"), gettext_noop("Add Security Key")]  # allauth's own, as we say it


class SignInForm(LoginForm):  # type: ignore[misc]
    """Signing in, without placeholders that say the labels over again."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


def _name(**more: Any) -> forms.CharField:
    return LineField(label=_("Name of the passkey"), max_length=60, **more)


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey; its name tells it from one's others."""

    name = _name(required=False, help_text=_("So that you know it again, such as My work phone."))
    passwordless = forms.BooleanField(
        label=_("Sign in with it instead of the password"),
        required=False,
        initial=True,
        help_text=_("Then it asks for your fingerprint, your face or your PIN. Else it only follows the password."),
    )


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    name = _name()
