"""What is wrong with a content file, said so that whoever wrote it can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Problem:
    """One thing to mend: in which file, where in it (such as areas[2].questions[1].levels), and what to do."""

    path: str
    message: str
    place: str = ""
    line: int | None = None  # counted from 1, where it is known
    cell: str = ""  # of a workbook: which sheet, and which cell in it

    def __str__(self) -> str:
        line = _("line %(line)s") % {"line": self.line} if self.line else ""
        where = [self.path, line, self.cell or self.place]
        return f"{', '.join(part for part in where if part)}: {self.message}"


class Unreadable(Exception):
    """A content file cannot be used. `problems` says why, each with what to do about it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = list(problems)
