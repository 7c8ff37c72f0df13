"""What the leader writes of the invitation: where each occasion is, the letter, and the addresses."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from digibarometer.i18n import in_every_language
from digibarometer.inviting.invitation_email import MAX_ADDRESSES, our_subject, our_text, parse_addresses
from digibarometer.inviting.models import InvitationText
from digibarometer.links import is_safe_link
from digibarometer.ui.form_renderer import LineField
from digibarometer.workshops.models import Occasion
from digibarometer.workshops.snapshot import WorkshopSnapshot

MAX_NAMED_ADDRESSES = 5  # wrong addresses that are named


class PlaceForm(forms.ModelForm):  # type: ignore[type-arg]  # no brackets at run time
    """Where an occasion is, and the video meeting of those who are elsewhere."""

    place = LineField(
        label=_("Place"), max_length=200, required=False, help_text=_("Street and room, as you would tell a visitor.")
    )
    video = LineField(
        label=_("Video meeting"),
        max_length=500,
        required=False,
        help_text=_("The link to your own meeting, for those who take part from elsewhere. It begins with https://."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )

    class Meta:
        model = Occasion
        fields = ("place", "video")

    def __init__(self, given: Mapping[str, object] | None, of: Occasion) -> None:
        super().__init__(given, instance=of, prefix=f"occasion-{of.pk}")

    def clean_video(self) -> str:
        """A whole https address without a user name in it."""
        link = str(self.cleaned_data["video"]).strip()
        if not link:
            return ""
        if not is_safe_link(link):
            raise ValidationError(
                gettext("That is not a link to a meeting. Copy the whole of it; it begins with https://.")
            )
        return link


class LetterForm(forms.ModelForm):  # type: ignore[type-arg]  # no brackets at run time
    """The leader's own words; what is left empty is ours."""

    class Meta:
        model = InvitationText
        fields = ("language", "subject", "text", "contact")
        field_classes = {"subject": LineField, "contact": LineField}
        help_texts = {
            "text": _("Times, places, the link and how answers are used are added below it."),
            "contact": _("Name, telephone or e-mail: whom to ask, also about a hearing loop, a ramp or sign language."),
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, given: Mapping[str, object] | None, of: InvitationText, snapshot: WorkshopSnapshot) -> None:
        with override(of.language):
            ours = {"subject": of.subject or our_subject(snapshot), "text": of.text or our_text(snapshot)}
        super().__init__(given, instance=of, initial=ours)
        self.fields["language"].show_hidden_initial = False  # as fields are whose model's default is worked out
        self.snapshot = snapshot

    def clean_subject(self) -> str:
        """Ours, which follows the title, is kept as nothing."""
        said = str(self.cleaned_data["subject"])
        return "" if said in in_every_language(lambda: our_subject(self.snapshot)).values() else said

    def clean_text(self) -> str:
        """What the leader has written; ours, which follows the language, is kept as nothing."""
        said = str(self.cleaned_data["text"]).replace("\r\n", "\n").strip()
        return "" if said in in_every_language(lambda: our_text(self.snapshot)).values() else said


class AddressesForm(forms.Form):
    """Addresses as they are pasted."""

    addresses = forms.CharField(
        label=_("E-mail addresses"),
        max_length=60_000,
        help_text=_("Paste them as they are: one on each line, or with names and semicolons as Outlook has them."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, data: Mapping[str, object] | None, *, kept: set[str]) -> None:
        super().__init__(data)
        self.kept = kept

    def clean_addresses(self) -> list[str]:
        """Those that are new; says which are wrong, all of them at once."""
        new = [address for address in addresses_in(self.cleaned_data["addresses"]) if address not in self.kept]
        if len(new) + len(self.kept) > MAX_ADDRESSES:
            raise ValidationError(
                gettext("That is more than %(most)s addresses. Take some away.") % {"most": MAX_ADDRESSES}
            )
        return new


def addresses_in(text: str) -> list[str]:
    """The e-mail addresses that have been pasted, each once. Raises ValidationError that names what is none."""
    found = parse_addresses(text)
    if found.bad:
        wrong = gettext("These are no e-mail addresses: %(words)s. Mend them, or take them away.")
        more = " …" if len(found.bad) > MAX_NAMED_ADDRESSES else ""
        raise ValidationError(
            wrong % {"words": ", ".join(word[:60] for word in found.bad[:MAX_NAMED_ADDRESSES]) + more}
        )
    return found.good
