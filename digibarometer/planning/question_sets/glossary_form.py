"""The words that a question set explains: one form for all of them, with room for a few more."""

from django.utils.translation import gettext_lazy as _
from msgspec import structs

from digibarometer.i18n import SOURCE_LANGUAGE
from digibarometer.planning.question_sets.forms import PartForm
from digibarometer.questions.question_sets.schema import QuestionSetSchema, TermSchema

MORE = 3  # empty places for new words
MAX_TERM_LENGTH = 80  # characters of a word


class GlossaryForm(PartForm):
    """Words and what they mean. A word that is emptied goes."""

    def build(self, has_core: bool) -> None:
        for number, one in enumerate(self._places()):
            heading = _("Word %(number)s") % {"number": number + 1}
            self.ask_words(f"term-{number}", _("Word"), one.term, longest=MAX_TERM_LENGTH, heading=heading)
            self.ask_words(f"meaning-{number}", _("What it means"), one.meaning, lines=2)

    def _places(self) -> list[TermSchema]:
        return [*self.written.glossary, *[TermSchema(term={SOURCE_LANGUAGE: ""}, meaning={SOURCE_LANGUAGE: ""})] * MORE]

    def changed(self) -> tuple[QuestionSetSchema, str]:
        told = [self._term(number, one) for number, one in enumerate(self._places())]
        return structs.replace(self.written, glossary=[one for one in told if one is not None]), ""

    def _term(self, number: int, old: TermSchema) -> TermSchema | None:
        term, meaning = self.words(f"term-{number}"), self.words(f"meaning-{number}")
        if not any([*term.values(), *meaning.values()]):
            return None
        is_new = number >= len(self.written.glossary)
        before = ({}, {}) if is_new else (old.term, old.meaning)
        return TermSchema(term={**before[0], **term}, meaning={**before[1], **meaning})
