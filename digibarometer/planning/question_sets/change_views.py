"""What became of the questions since the version before: suggested, and put right by whoever writes the new one."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from msgspec import structs

from digibarometer.accounts.permissions import user_of
from digibarometer.planning.permissions import for_draft_writers
from digibarometer.planning.question_sets.error_links import name_of
from digibarometer.questions.models import Draft
from digibarometer.questions.question_sets.drafts import content_of, save_draft
from digibarometer.questions.question_sets.lineage import changes_since, comparable_texts, find_version
from digibarometer.questions.question_sets.schema import ChangeSchema, QuestionSetSchema
from digibarometer.questions.question_sets.serialization import to_schema
from digibarometer.questions.question_sets.version_mapping import QuestionChange, from_sources, sources

KINDS = {
    "same": _("The same"),
    "reworded": _("Reworded"),
    "split": _("Split"),
    "merged": _("Merged"),
    "new": _("New"),
    "gone": _("Gone"),
}
MOST_SOURCES = 3  # questions that one question may be merged from, on this page


class ChangesForm(forms.Form):
    """For each question, which earlier ones it comes from; none makes it new."""

    def __init__(
        self, data: Mapping[str, object] | None, *, written: QuestionSetSchema, before: QuestionSetSchema
    ) -> None:
        super().__init__(data)
        self.written, self.before = written, before
        self.changes = changes_since(written, before)
        now = sources(self.changes)
        choices = [("", _("– none –")), *((key, name) for key, name in names(before).items())]
        for key, name in names(written).items():
            for n in range(MOST_SOURCES):
                label = _("Comes from") if n == 0 else _("and from")
                initial = now.get(key, ())[n] if n < len(now.get(key, ())) else ""
                field = forms.ChoiceField(label=label, choices=choices, required=False, initial=initial)
                field.widget.attrs["aria-label"] = f"{name}: {label}"
                self.fields[f"{key}:{n}"] = field

    def clean(self) -> None:
        """What came of what must be clear."""
        given = self.cleaned_data
        told = {
            key: [one for n in range(MOST_SOURCES) if (one := given.get(f"{key}:{n}"))] for key in names(self.written)
        }
        try:
            self.changes = from_sources(told, comparable_texts(self.before), comparable_texts(self.written))
        except ValueError as unclear:
            called = ", ".join(names(self.written)[str(key)] for key in unclear.args)
            said = _("%(questions)s share several earlier questions. Let each come from its own, or all from one.")
            raise forms.ValidationError(said % {"questions": called}) from unclear

    def rows(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Each question's name, what kind of change it is, and its fields."""
        kinds = {key: KINDS[one.kind] for one in self.changes for key in one.after}
        return [
            (name, str(kinds.get(key, "")), [self[f"{key}:{n}"] for n in range(MOST_SOURCES)])
            for key, name in names(self.written).items()
        ]

    def gone(self) -> list[str]:
        """Earlier questions that nothing comes from."""
        called = names(self.before)
        return [called[one.before[0]] for one in self.changes if one.kind == "gone"]


def names(written: QuestionSetSchema) -> dict[str, str]:
    """What people call each question that counts, by its address."""
    return {one.key: name_of(one.short, one.key) for area in written.areas for one in area.questions}


def as_written(changes: list[QuestionChange]) -> list[ChangeSchema]:
    """Changes as a file has them."""
    return [ChangeSchema(kind=one.kind, before=list(one.before), after=list(one.after)) for one in changes]


@for_draft_writers
def draft_changes(request: HttpRequest, draft: Draft) -> HttpResponse:
    """See and put right what became of the questions. Raises Http404 where there is no version before."""
    written = content_of(draft)
    earlier = find_version(written.previous)
    if earlier is None:
        raise Http404
    form = ChangesForm(request.POST or None, written=written, before=to_schema(earlier))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            kept = Draft.objects.select_for_update().get(pk=draft.pk)
            save_draft(kept, structs.replace(content_of(kept), changes=as_written(form.changes)), str(user_of(request)))
        messages.success(request, gettext("Saved."))
        return redirect("planning:draft_changes", draft=draft.pk)
    context = {"draft": draft, "written": written, "earlier": earlier, "form": form}
    return render(request, "planning/question_sets/changes.html", context)
