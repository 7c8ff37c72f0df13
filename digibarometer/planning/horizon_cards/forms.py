"""The form for a municipality's own horizon card."""

import secrets
from collections.abc import Mapping
from datetime import timedelta

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.i18n import LANGUAGES, SOURCE_LANGUAGE
from digibarometer.links import is_safe_link
from digibarometer.live.actions import StrOrPromise
from digibarometer.places.models import Municipality
from digibarometer.planning.form_fields import DayField
from digibarometer.planning.question_sets.fields import label_in
from digibarometer.questions.models import Card, CardKind
from digibarometer.ui.form_renderer import LineField

TEXTS: list[tuple[str, StrOrPromise, int, bool]] = [  # name, label, longest, whether it must be there in Swedish
    ("title", _("What the card is called"), 120, True),
    ("what_happens", _("What happens"), 600, True),
    ("meaning", _("What it may mean for planning and building"), 400, False),
]
HORIZON_CHOICES = [(0, _("Now")), (1, _("In 1–3 years")), (2, _("In 3–10 years"))]
TRUSTED = timedelta(days=365)  # proposed until a card should be looked over


class CardForm(forms.Form):
    """A card: Swedish must be there, English may be."""

    def __init__(
        self, data: Mapping[str, object] | None, *, owners: list[Municipality], card: Card | None = None
    ) -> None:
        super().__init__(data)
        self.card, self.owners = card, {one.pk: one for one in owners}
        if card is None and len(owners) > 1:
            choices = [(one.pk, one.long_name) for one in owners]
            self.fields["municipality"] = forms.ChoiceField(label=_("Municipality"), choices=choices)
        for name, label, longest, needed in TEXTS:
            self._ask(name, label, longest, needed)
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=CardKind.choices)
        self.fields["horizon"] = forms.TypedChoiceField(
            label=_("When it is here, as a first guess"), choices=HORIZON_CHOICES, coerce=int
        )
        self.fields["source"] = LineField(
            label=_("Source"), max_length=300, help_text=_("Who says so: an authority, a report, or yourselves.")
        )
        self.fields["url"] = forms.URLField(
            label=_("Link"), max_length=500, required=False, assume_scheme="https", help_text=_("Begins with https://")
        )
        self.fields["as_of"] = forms.IntegerField(label=_("True as of the year"), min_value=1900, max_value=2100)
        self.fields["review_by"] = DayField(
            label=_("Look it over after"), help_text=_("After this day the card says that it should be looked over.")
        )
        self._begin(card)

    def _ask(self, name: str, label: StrOrPromise, longest: int, needed: bool) -> None:
        for language in LANGUAGES:
            widget = forms.Textarea(attrs={"rows": 3}) if longest > 200 else forms.TextInput()
            widget.attrs["lang"] = language
            text = forms.CharField if longest > 200 else LineField
            self.fields[f"{name}_{language}"] = text(
                label=label_in(label, language),
                max_length=longest,
                required=needed and language == SOURCE_LANGUAGE,
                widget=widget,
            )

    def _begin(self, card: Card | None) -> None:
        today = timezone.localdate()
        if card is None:
            self.initial.update(as_of=today.year, review_by=today + TRUSTED, horizon=1)
            return
        plain = ("kind", "horizon", "source", "url", "as_of", "review_by")
        self.initial.update({name: getattr(card, name) for name in plain})
        for name, _label, _longest, _needed in TEXTS:
            said = getattr(card, name)
            self.initial.update({f"{name}_{language}": said.get(language, "") for language in LANGUAGES})

    def clean_url(self) -> str:
        """Only addresses that are safe to open."""
        url: str = self.cleaned_data["url"]
        if url and not is_safe_link(url):
            raise forms.ValidationError(
                _("A link begins with https:// and has no user name in it. Leave it empty if you have none.")
            )
        return url

    @transaction.atomic
    def save(self) -> Card:
        """The card as it is now. One that a workshop has looked at stays as it was there, and gets a successor."""
        given = dict(self.cleaned_data)
        fields = {name: {language: given.pop(f"{name}_{language}") for language in LANGUAGES} for name, *_more in TEXTS}
        fields = {name: {key: text for key, text in said.items() if text} for name, said in fields.items()}
        owner = given.pop("municipality", None)
        fields |= given
        if self.card is None:
            whose = self.owners[owner] if owner else next(iter(self.owners.values()))
            return Card.objects.create(municipality=whose, key=_free_key(), **fields)
        if not self.card.signals.exists():
            Card.objects.filter(pk=self.card.pk).update(**fields)
            return self.card
        Card.objects.filter(pk=self.card.pk).update(retired_at=timezone.now())
        return Card.objects.create(municipality=self.card.municipality, key=_free_key(), **fields)


def _free_key() -> str:
    return f"own-{secrets.token_hex(8)}"
