"""How long each document of a whole workshop takes to make: `python -m bench.documents`. Once cold, then the median."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

import pypdfium2

PEOPLE, GROUPS, AGAIN = 40, 8, 5


def main() -> None:
    """Build a finished workshop with forty people, make each of its documents, and print milliseconds and sizes."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DIGIBAROMETER_DATA": folder, "DJANGO_SETTINGS_MODULE": "digibarometer.settings"}
        os.environ |= {"DIGIBAROMETER_DEMO": "1", "ALLOWED_HOSTS": "*"}
        import django

        django.setup()
        print("| document | first, ms | again, ms | kB |\n| --- | ---: | ---: | ---: |")
        for name, first, again, size in measured():
            print(f"| {name} | {1000 * first:.0f} | {1000 * again:.0f} | {size / 1000:.0f} |")


def measured() -> list[tuple[str, float, float, int]]:
    """Of each document: the first time, the median of those after it, and its bytes."""
    from digibarometer.demo import seed_municipality
    from digibarometer.reports.documents.document_types import DOCUMENT_TYPES
    from digibarometer.results.outcome import workshop_result
    from digibarometer.running import serve

    seed_municipality.PEOPLE, seed_municipality.GROUPS = PEOPLE, GROUPS
    serve.prepare()
    users = seed_municipality.accounts(dict.fromkeys(seed_municipality.ACCOUNTS, "not in use, ever"))
    workshop = seed_municipality.finished_round(2024, 1, users[seed_municipality.EVA])
    found = []
    for kind in DOCUMENT_TYPES.values():
        found.append((kind.key, *timed(lambda kind=kind: kind.make(workshop_result(workshop)))))  # type: ignore[misc]
    say_much(workshop)
    pages = len(pypdfium2.PdfDocument(DOCUMENT_TYPES["report"].make(workshop_result(workshop))))
    found.append((f"report of {pages} pages", *timed(lambda: DOCUMENT_TYPES["report"].make(workshop_result(workshop)))))
    return found


def timed(make: Callable[[], bytes]) -> tuple[float, float, int]:
    """Seconds the first time, the median of those after it, and bytes."""
    took = []
    for _ in range(AGAIN + 1):
        began = time.perf_counter()
        content = make()
        took.append(time.perf_counter() - began)
    return took[0], statistics.median(took[1:]), len(content)


def say_much(workshop: Any) -> None:
    """Every group says on every question why, and what others held: that makes a long report."""
    from digibarometer.exercises.assessment.models import GroupRating, PlenaryRating

    words = "Vi har ett exempel från i våras, men det hänger på två personer och ingen rutin finns nedskriven. "
    GroupRating.objects.filter(workshop=workshop).update(reason=words * 3, minority=words * 2)
    PlenaryRating.objects.filter(workshop=workshop).update(motivation=words * 3)


if __name__ == "__main__":
    main()
