"""How long each document of a whole workshop takes to make: `python -m bench.documents`. Once cold, then the median."""

import os
import statistics
import tempfile
import time

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
    from digibarometer.demo import exempelby
    from digibarometer.reports.documents.kinds import KINDS
    from digibarometer.results.outcome import outcome
    from digibarometer.running import serve

    exempelby.PEOPLE, exempelby.GROUPS = PEOPLE, GROUPS
    serve.prepare()
    users = exempelby.accounts(dict.fromkeys(exempelby.ACCOUNTS, "not in use, ever"))
    workshop = exempelby.finished_round(2024, 1, users[exempelby.EVA])
    found = []
    for kind in KINDS.values():
        took = []
        for _ in range(AGAIN + 1):
            began = time.perf_counter()
            content = kind.make(outcome(workshop))
            took.append(time.perf_counter() - began)
        found.append((kind.key, took[0], statistics.median(took[1:]), len(content)))
    return found


if __name__ == "__main__":
    main()
