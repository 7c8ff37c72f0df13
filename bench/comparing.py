"""How long the comparison of six rounds takes: `python -m bench.comparing`. First asked for, then asked for again."""

import os
import statistics
import tempfile
import time
from datetime import date

YEARS, AGAIN = (2014, 2016, 2018, 2020, 2022, 2024), 10


def main() -> None:
    """Build six rounds of 24 people, ask for their comparison, and print milliseconds and queries."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DIGIBAROMETER_DATA": folder, "DJANGO_SETTINGS_MODULE": "digibarometer.settings"}
        os.environ |= {"DIGIBAROMETER_DEMO": "1", "ALLOWED_HOSTS": "*"}
        import django

        django.setup()
        print("| comparison of six rounds | ms | queries |\n| --- | ---: | ---: |")
        for name, took, queries in measured():
            print(f"| {name} | {1000 * took:.0f} | {queries} |")


def measured() -> list[tuple[str, float, int]]:
    """The first time, and the median of those after it."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from digibarometer.demo import seed_municipality
    from digibarometer.running import serve

    serve.prepare()
    users = seed_municipality.accounts(dict.fromkeys(seed_municipality.ACCOUNTS, "not in use, ever"))
    seed_municipality.ROUNDS.update({year: date(year, 10, 13) for year in YEARS})
    made = [
        seed_municipality.finished_round(year, turn % 3, users[seed_municipality.EVA])
        for turn, year in enumerate(YEARS)
    ]
    client = Client()
    client.force_login(users[seed_municipality.EVA], "allauth.account.auth_backends.AuthenticationBackend")
    page, chosen = f"/w/{made[-1].pk}/comparison/", {"round": [one.pk for one in made]}
    took = []
    for _ in range(AGAIN + 1):
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page, chosen).status_code == 200
        took.append(time.perf_counter() - began)
    return [
        ("asked for the first time", took[0], len(asked)),
        ("asked for again", statistics.median(took[1:]), len(asked)),
    ]


if __name__ == "__main__":
    main()
