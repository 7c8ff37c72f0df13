"""Takes share files in, for an installation that gathers them: each is checked, and kept in its folder `gathered`.

A file a workshop, by municipality and day, as it was sent: what compares them reads them with `file.read`.
"""

import sys
from pathlib import Path

from django.conf import settings

from digibarometer.files import write_atomically
from digibarometer.places.models import Municipality
from digibarometer.questions.models import Question, QuestionSet
from digibarometer.reports.documents.share import file_format


def main(files: list[str], examples: bool) -> None:
    """Take the files in and say of each what became of it; exits with 1 when one could not be taken."""
    went_well = True
    for name in files:
        try:
            print(f"{name}: {import_file(Path(name).read_bytes(), examples)}")
        except (file_format.InvalidShareFile, OSError) as wrong:
            went_well = False
            print(f"{name}: NOT taken. {wrong}", file=sys.stderr)
    sys.exit(0 if went_well else 1)


def import_file(content: bytes, examples: bool = False) -> str:
    """Keep the file, in the place of an earlier one of the same workshop.

    Raises InvalidShareFile with what is wrong.
    """
    said = file_format.read(content)
    if said.is_example and not examples:
        raise file_format.InvalidShareFile("Its figures are invented. Take it with --examples if that is wanted.")
    municipality = Municipality.objects.filter(code=said.municipality.code).first()
    if municipality is None:
        raise file_format.InvalidShareFile(f"There is no municipality with the code {said.municipality.code}.")
    _fits(said)
    kept = Path(settings.DATA) / "gathered" / f"{municipality.code}-{said.on}.json"
    how = "taken in the place of an earlier one" if kept.exists() else "taken"
    write_atomically(kept, content)
    control = file_format.check_fingerprint(said)
    return f"{how}: {municipality}, {said.on}, approved by {said.approved.by}. Control: {control}"


def _fits(said: file_format.ShareFile) -> None:
    """Raises InvalidShareFile unless the questions are those of a core that we have, and the levels on its scale."""
    core = QuestionSet.objects.filter(key=said.question_set.key, version=said.question_set.version).first()
    if core is None:
        told = f"{said.question_set.key} {said.question_set.version}"
        raise file_format.InvalidShareFile(f"The question set {told} is not installed here. Import it first.")
    known = set(Question.objects.filter(question_set=core).exclude(area=None).values_list("key", flat=True))
    if strangers := [one.key for one in said.questions if one.key not in known]:
        raise file_format.InvalidShareFile(f"These questions do not belong to the set: {', '.join(strangers)}.")
    levels = [one.level for one in said.questions if one.level is not None]
    if any(level not in core.levels for level in levels):
        raise file_format.InvalidShareFile(f"A level is not on the scale {min(core.levels)}–{max(core.levels)}.")
