"""python -m bench.seeds: some hundreds of days of two rooms, or one of them again."""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any


def main() -> int:
    """Run the seeds that are asked for; 1 where one breaks a law."""
    given = argparse.ArgumentParser(prog="python -m bench.seeds", description=__doc__)
    given.add_argument("--hours", type=float, help="go on from a seed of the clock's for so long")
    given.add_argument("--seed", type=int, help="this one, with its trace")
    given.add_argument("--seeds", help="from one to another, such as 0-299")
    given.add_argument("--without", default="", metavar="MENDING", help="take one out again: see taken_out.py")
    given.add_argument("--all", action="store_true", help="go on after one that breaks a law, and count")
    options = given.parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":  # sets of words are gone through in the same order each time
        os.execve(sys.executable, [sys.executable, "-m", "bench.seeds", *sys.argv[1:]],
                  {**os.environ, "PYTHONHASHSEED": "0"})  # fmt: skip
    play = prepare()
    if options.without:
        from bench.seeds import taken_out

        taken_out.take_out(options.without)
    if options.seed is not None:
        outcome = play(options.seed)
        print("\n".join(outcome.events))
        print(outcome.said() if outcome.broken else f"seed {outcome.seed} ({outcome.what}) keeps all laws")
        for client, id, has, wants in outcome.differences[:5]:
            print(f"\n{client} {id}\n  has   {has}\n  wants {wants}")
        print(f"trace {outcome.fingerprint}")
        return bool(outcome.broken)
    return many(play, options)


def many(play: Any, options: argparse.Namespace) -> int:
    """Run seeds one after the other."""
    first, _, last = (options.seeds or "0-99").partition("-")
    number, until = int(first), int(last or first)
    ends: float | None = None
    if options.hours:
        number, until, ends = int(time.time()) * 1000, sys.maxsize, time.time() + options.hours * 3600
    began, done, acts, laws, failed = time.process_time(), 0, 0, Counter[str](), 0
    while number <= until and (ends is None or time.time() < ends):
        outcome = play(number)
        done, acts, number = done + 1, acts + outcome.acts, number + 1
        if outcome.broken:
            failed += 1
            laws.update({law for law, _ in outcome.broken})
            if not options.all:
                print(outcome.said())
                return 1
            print(f"seed {outcome.seed} ({outcome.what}): {'; '.join(sorted({law for law, _ in outcome.broken}))}")
    took = time.process_time() - began
    print(f"{done} seeds, {acts} actions, {failed} broke a law, {took:.1f} s of CPU ({done / took * 60:.0f} a minute)")
    for law, seeds in laws.most_common():
        print(f"{seeds:6} {law}")
    return bool(failed)


def prepare() -> Any:
    """Set the product up for runs; what plays a seed."""
    from bench.seeds import clock

    clock.install()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "digibarometer.settings")
    os.environ |= {"DIGIBAROMETER_DATA": tempfile.mkdtemp(prefix="seeds-"), "SECRET_KEY": "s" * 50, "DATABASE_URL": "",
                   "BUS_URL": "", "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}  # fmt: skip
    import django
    from django.conf import settings
    from django.db import connection

    kept = settings.DATABASES["default"]
    kept["ENGINE"] = "bench.seeds.sqlite"
    kept["OPTIONS"] |= {"timeout": 0, "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"}
    django.setup()

    from bench.seeds import dataset, runner
    from digibarometer.questions.models import QuestionSet, cached_question_set
    from digibarometer.workshops.composition import build_registry

    clock.set_elapsed(0.0)
    clock.seed_secrets(1)
    database, known = dataset.prepared()
    clock.set_elapsed(None)
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = str(database)
    cached_question_set(*QuestionSet.objects.values_list("pk", "edition").get())  # all runs share what never changes
    made = build_registry()
    return lambda seed: runner.play(seed, Path(database), known["rooms"], made)


if __name__ == "__main__":
    sys.exit(main())
