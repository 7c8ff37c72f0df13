"""allauth's forms where its own words do not do: settings name them."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm, LoginForm, ResetPasswordForm, SignupForm
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from digibarometer.accounts.models import User
from digibarometer.accounts.signup_adapter import sign_up_invitation
from digibarometer.ui.form_renderer import LineField

PASSKEY_NAME = _("Name of the passkey")
IN_OTHER_WORDS = [gettext_noop("Master key"), gettext_noop("Add Security Key")]  # allauth's own, as we say it


class SignInForm(LoginForm):  # type: ignore[misc]
    """Signing in, without placeholders that say the labels over again."""

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignUpForm(SignupForm):  # type: ignore[misc]
    """Making an account. By an invitation it gets the address that was invited, and no other."""

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)
        if invitation := sign_up_invitation(context.request):
            self.initial["email"] = invitation.email
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _("The invitation is to this address. You can add another one later.")

    def validate_unique_email(self, value: str) -> str:
        """Refuse what is another account's. An address that somebody has only claimed is nobody's yet."""
        if not User.objects.filter(email__iexact=value).exists():
            EmailAddress.objects.filter(email__iexact=value, verified=False).delete()
        return super().validate_unique_email(value)  # type: ignore[no-any-return]


class AddAddressForm(AddEmailForm):  # type: ignore[misc]
    """One more address. It counts when its owner has opened the link that is mailed to it."""

    def clean_email(self) -> str:
        """The address, if it can be verified and is nobody else's. Raises ValidationError."""
        value = self.cleaned_data["email"].lower()
        if settings.ACCOUNT_EMAIL_VERIFICATION != "mandatory":
            raise forms.ValidationError(
                _("No e-mail is sent from here, so no address can be verified. Ask who looks after the installation.")
            )
        theirs = EmailAddress.objects.filter(email__iexact=value, verified=True).exclude(user=self.user)
        if theirs.exists() or User.objects.filter(email__iexact=value).exclude(pk=self.user.pk).exists():
            raise get_adapter().validation_error("email_taken")
        return super().clean_email()  # type: ignore[no-any-return]


class ForgottenForm(ResetPasswordForm):  # type: ignore[misc]
    """Asking for a new password. It is mailed for the account whose address it is, not for one that only claims it."""

    users: list[User]

    def clean_email(self) -> str:
        """The address; `users` are those whose it is."""
        email: str = super().clean_email()
        verified = EmailAddress.objects.filter(email__iexact=email, verified=True).values_list("user", flat=True)
        self.users = [one for one in self.users if one.pk in set(verified) or one.email.lower() == email.lower()]
        return email


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey; its name tells it from one's others."""

    name = LineField(
        label=PASSKEY_NAME,
        max_length=60,
        required=False,
        help_text=_("So that you know it again, such as My work phone."),
    )
    passwordless = forms.BooleanField(
        label=_("Sign in with it instead of the password"),
        required=False,
        initial=True,
        help_text=_("Then it asks for your fingerprint, your face or your PIN. Else it only follows the password."),
    )


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    name = LineField(label=PASSKEY_NAME, max_length=60)
