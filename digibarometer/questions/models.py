"""Question sets as they are kept, by key and version, in every language; a frozen version is kept in memory too."""

import threading
from dataclasses import dataclass
from typing import Any, TypedDict

from cachetools import LRUCache
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.i18n import localized
from digibarometer.places.models import Municipality

Text = dict[str, str]
LevelText = dict[str, str | int]  # {"level": 1, "sv": …, "en": …}


class ScaleLevel(TypedDict):
    """A level of the scale, and what it is called and means in every question."""

    level: int
    name: Text
    meaning: Text


class ChangeRow(TypedDict):
    """What became of questions since the version before: their addresses then and now."""

    kind: str
    before: list[str]
    after: list[str]


class QuestionSet(models.Model):
    """One version of a question set. The scale belongs to it. Frozen once a workshop has used it."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="question_sets")  # none: all
    builds_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="extensions")
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="successors")
    changes: "models.JSONField[list[ChangeRow], list[ChangeRow]]" = models.JSONField(
        default=list, blank=True
    )  # since the previous one (question_sets.version_mapping)
    key = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    title: "models.JSONField[Text, Text]" = models.JSONField()
    introduction: "models.JSONField[Text, Text]" = models.JSONField(default=dict, blank=True)
    publisher: "models.JSONField[Text, Text]" = models.JSONField(default=dict, blank=True)
    origin: "models.JSONField[Text, Text]" = models.JSONField()  # whose questions these are, and whose they are not
    scale: "models.JSONField[list[ScaleLevel], list[ScaleLevel]]" = models.JSONField()
    dont_know: "models.JSONField[dict[str, Text], dict[str, Text]]" = models.JSONField()  # label, help
    languages: "models.JSONField[list[str], list[str]]" = models.JSONField()
    licence = models.CharField(max_length=100)
    glossary: "models.JSONField[list[dict[str, Text]], list[dict[str, Text]]]" = models.JSONField(
        default=list, blank=True
    )
    short_title: "models.JSONField[Text, Text]" = models.JSONField(default=dict, blank=True)
    edition = models.PositiveIntegerField(default=1)  # raised by each correction: what is in memory is known by it
    digest = models.CharField(max_length=64, editable=False)  # of what was imported, to see whether it has changed
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["key", "pk"]
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="one_set_of_each_version")]

    def __str__(self) -> str:
        """Title, version and who publishes it: as it is chosen, and told of in the report."""
        return " · ".join(filter(None, (f"{localized(self.title)} ({self.version})", localized(self.publisher))))

    @property
    def levels(self) -> list[int]:
        """The levels of the scale, lowest first."""
        return [int(step["level"]) for step in self.scale]

    def level_name(self, level: int, lang: str | None = None) -> str:
        """What a level is called in every question; empty for a level that is not on the scale."""
        return localized(next((step["name"] for step in self.scale if step["level"] == level), None), lang)

    @property
    def has_short_variant(self) -> bool:
        """Whether a half-day has questions of its own."""
        return self.questions.filter(in_short=True).exists()

    @property
    def trial(self) -> "Question | None":
        """The question that the scale is learnt on, if there is one."""
        return self.questions.filter(area=None).first()

    def freeze(self) -> None:
        """From now on this version cannot be changed: a workshop has used it. Doing it twice changes nothing."""
        QuestionSet.objects.filter(pk=self.pk, frozen_at=None).update(frozen_at=timezone.now())
        self.refresh_from_db(fields=["frozen_at"])


class Area(models.Model):
    """A part of the question set, assessed in one step. Minutes are {alone, groups, plenary}."""

    question_set = models.ForeignKey(QuestionSet, models.CASCADE, related_name="areas")
    key = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField()  # from 1
    title: "models.JSONField[Text, Text]" = models.JSONField()
    short: "models.JSONField[Text, Text]" = models.JSONField()
    purpose: "models.JSONField[Text, Text]" = models.JSONField(default=dict, blank=True)
    plenary_question: "models.JSONField[Text, Text]" = models.JSONField(default=dict, blank=True)
    minutes: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField()
    short_minutes: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField()

    class Meta:
        ordering = ["question_set", "order"]
        constraints = [models.UniqueConstraint(fields=["question_set", "key"], name="one_area_of_each_key")]

    def __str__(self) -> str:
        return localized(self.title)


class Question(models.Model):
    """A question with every level described. Without an area it is the trial question, which is never counted."""

    question_set = models.ForeignKey(QuestionSet, models.CASCADE, related_name="questions")
    area = models.ForeignKey(Area, models.CASCADE, related_name="questions", null=True, blank=True)
    key = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField()  # from 1 through the whole set; the trial question has 0
    text: "models.JSONField[Text, Text]" = models.JSONField()
    short: "models.JSONField[Text, Text]" = models.JSONField()
    why: "models.JSONField[Text, Text]" = models.JSONField(default=dict, blank=True)
    dimension: "models.JSONField[Text, Text]" = models.JSONField(default=dict, blank=True)
    levels: "models.JSONField[list[LevelText], list[LevelText]]" = models.JSONField()
    look_for: "models.JSONField[list[Text], list[Text]]" = models.JSONField(default=list, blank=True)
    roles_hint: "models.JSONField[Text, Text]" = models.JSONField(default=dict, blank=True)
    in_short = models.BooleanField(default=False)

    class Meta:
        ordering = ["question_set", "order"]
        constraints = [models.UniqueConstraint(fields=["question_set", "key"], name="one_question_of_each_key")]

    def __str__(self) -> str:
        return localized(self.text)

    @property
    def is_trial(self) -> bool:
        """Whether this is the question that the scale is learnt on."""
        return self.area_id is None

    @property
    def scale(self) -> list[int]:
        """The levels that can be chosen, lowest first."""
        return [int(described["level"]) for described in self.levels]

    def level_text(self, level: int, lang: str | None = None) -> str:
        """How a level of this question is described; empty for a level that is not on the scale."""
        return localized(next((described for described in self.levels if described["level"] == level), None), lang)


class Draft(models.Model):
    """A question set that someone is writing: the same as a file says, but perhaps not whole yet."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, null=True, related_name="question_drafts")
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()  # as its file has it
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.CharField(max_length=254, blank=True)

    class Meta:
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return f"{localized(self.content.get('title'))} ({self.content.get('version')})"


class Correction(models.Model):
    """A mistake in the wording of a version was mended: who, when, and what it said before."""

    question_set = models.ForeignKey(QuestionSet, models.CASCADE, related_name="corrections")
    place = models.CharField(max_length=200)  # as in its file, such as maps-open.levels.3
    language = models.CharField(max_length=2)
    before = models.TextField()
    after = models.TextField()
    by = models.CharField(max_length=254)  # by name: it is told for as long as the version is used
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]


class CardKind(models.TextChoices):
    """What sort of thing goes on outside."""

    LAW = "law", _("Law")
    TECHNOLOGY = "technology", _("Technology")
    RESIDENTS = "residents", _("Residents")
    ECONOMY = "economy", _("Economy")
    ENVIRONMENT = "environment", _("Environment")
    WORK_LIFE = "work-life", _("Work life")


class Card(models.Model):
    """Something that goes on outside: one that ships, or a municipality's own."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, null=True, related_name="horizon_cards")
    key = models.CharField(max_length=60)
    kind = models.CharField(_("Kind"), max_length=12, choices=CardKind)
    title: "models.JSONField[Text, Text]" = models.JSONField()
    what_happens: "models.JSONField[Text, Text]" = models.JSONField()
    meaning: "models.JSONField[Text, Text]" = models.JSONField(default=dict)
    horizon = models.PositiveSmallIntegerField()  # 0 now, 1 in 1–3 years, 2 in 3–10: a first guess
    source = models.CharField(_("Source"), max_length=300)
    url = models.URLField(_("Link"), max_length=500, blank=True)
    as_of = models.PositiveSmallIntegerField(_("True as of the year"))
    review_by = models.DateField(_("Look it over after"))
    retired_at = models.DateTimeField(null=True)  # no longer offered; workshops that had it keep it

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key"], name="one_card_of_each_key"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(municipality=None), name="one_shipped_card_of_each_key"
            ),
        ]

    def __str__(self) -> str:
        return localized(self.title)

    @property
    def is_old(self) -> bool:
        """Whether its day of review has passed: it must be looked over before it is believed."""
        return self.review_by < timezone.localdate()


class OwnAgenda(models.Model):
    """An agenda that a municipality has saved, to begin other workshops from."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="own_agendas")
    title = models.CharField(_("Title"), max_length=80)
    agenda: "models.JSONField[dict[str, object], dict[str, object]]" = models.JSONField()  # as in a content file
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["municipality", "title"], name="own_agendas_have_names")]

    def __str__(self) -> str:
        return self.title


MAX_CACHED_SETS = 50  # versions in memory


@dataclass(frozen=True)
class LoadedQuestionSet:
    """A question set whole: its areas in order, and all its questions, the trial question too."""

    question_set: QuestionSet
    areas: tuple[Area, ...]
    questions: tuple[Question, ...]


_shelf: LRUCache[int, LoadedQuestionSet] = LRUCache(MAX_CACHED_SETS)
_one_at_a_time = threading.Lock()


def cached_question_set(question_set: int, edition: int) -> LoadedQuestionSet:
    """The question set of this number, from memory where it is frozen and of this edition.

    Raises QuestionSet.DoesNotExist.
    """
    with _one_at_a_time:
        kept = _shelf.get(question_set)
    if kept is not None and kept.question_set.edition == edition:
        return kept
    found = QuestionSet.objects.get(pk=question_set)
    areas = {area.pk: area for area in found.areas.order_by("order")}
    questions = list(found.questions.order_by("area__order", "order"))
    for question in questions:
        question.question_set = found
        if question.area_id:
            question.area = areas[question.area_id]
    for area in areas.values():
        area.question_set = found
    made = LoadedQuestionSet(found, tuple(areas.values()), tuple(questions))
    if found.frozen_at:
        with _one_at_a_time:
            _shelf[question_set] = made
    return made


def clear_cache() -> None:
    """Forget all: for tests, whose databases come and go."""
    _shelf.clear()
