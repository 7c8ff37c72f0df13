"""Users by e-mail address, the municipality they belong to, and invitations to it."""

import secrets
from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from digibarometer.places.models import Municipality


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> "User":
        """A user who can sign in; without a password only by passkey or a new password by e-mail.

        The address counts as theirs: whoever makes an account like this answers for it.
        """
        user = self.model(email=self.normalize_email(email).lower(), **more)
        user.set_password(password)
        with transaction.atomic(using=self._db):
            user.save(using=self._db)
            EmailAddress.objects.using(self._db).create(user=user, email=user.email, primary=True, verified=True)
        return user

    def create_superuser(self, email: str, password: str | None = None, **more: Any) -> "User":
        """A user who looks after the installation."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **more)


class User(AbstractBaseUser, PermissionsMixin):
    """A leader, coach or administrator. Participants have no account."""

    email = models.EmailField(_("E-mail"), unique=True)
    name = models.CharField(_("Name"), max_length=80, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)
    municipalities: "models.ManyToManyField[Municipality, Membership]" = models.ManyToManyField(
        Municipality, through="Membership", related_name="users"
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.email


class Membership(models.Model):
    """A user belongs to a municipality: sees its workshops, and may look after it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="memberships")
    is_administrator = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "municipality"], name="one_membership_each")]


def new_secret() -> str:
    """A word that nobody guesses, short enough for a link."""
    return secrets.token_urlsafe(16)


class SignUpInvitation(models.Model):
    """An invitation whose link lets somebody without an account make one, once, with the address that it is to."""

    MAIL_PARAMETER = "m"

    email = models.EmailField(_("E-mail"))
    secret = models.CharField(max_length=40, unique=True, default=new_secret)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True)
    account = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")  # that has been made by it

    class Meta:
        abstract = True

    @property
    def holds(self) -> bool:
        """Whether nobody has come in by it."""
        return self.accepted_at is None

    @property
    def mail_key(self) -> str:
        """What the mailed link has beside the secret. Who has it reads the mail of the address; who invites has not."""
        return salted_hmac("digibarometer.mailed", self.secret).hexdigest()[:20]

    def mail_link(self, link: str) -> str:
        """The link as it is mailed and shown nowhere."""
        return f"{link}?{self.MAIL_PARAMETER}={self.mail_key}"

    def use_up(self, account: User) -> bool:
        """Note that the account has been made by it; False where another one has."""
        unused = type(self)._default_manager.filter(pk=self.pk, account=None, accepted_at=None)
        return unused.update(account=account) == 1


class Invitation(SignUpInvitation):
    """A colleague is asked to come in to a municipality, by a link that works once."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="invitations")
    as_administrator = models.BooleanField(_("May look after the municipality"), default=False)

    def accept(self, user: User) -> Membership:
        """Let the user in to the municipality; the link does not work again."""
        membership, _made = Membership.objects.get_or_create(user=user, municipality=self.municipality)
        if self.as_administrator and not membership.is_administrator:
            membership.is_administrator = True
            membership.save(update_fields=["is_administrator"])
        self.accepted_at = timezone.now()
        self.save(update_fields=["accepted_at"])
        return membership
