"""The database that every run begins with a copy of: two rooms of two municipalities, with people in their seats."""

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ROOMS = {"0128": {"a": 4, "b": 2}, "0114": {"c": 3}}  # by municipality: people in each group
KINDS = ("welcome", "swot", "assessment")  # a short day: what is drawn costs most of a run


def folder() -> Path:
    """Where the prepared database of this version of the program lies."""
    told = hashlib.blake2b(digest_size=8)
    files = [*ROOT.glob("digibarometer/**/migrations/*.py"), *ROOT.glob("digibarometer/content/**/*")]
    for file in sorted([*files, *ROOT.glob("digibarometer/workshops/*.py"), Path(__file__)]):
        if file.is_file():
            told.update(file.read_bytes())
    return Path(os.environ.get("DIGIBAROMETER_SEEDS", "/dev/shm")) / f"digibarometer-seeds-{told.hexdigest()}"


def prepared() -> tuple[Path, dict[str, Any]]:
    """The prepared database, made if it is not there, and what a client must know of it. Django must be set up."""
    from django.conf import settings
    from django.db import connection

    at = folder()
    if not (at / "rooms.json").exists():
        fresh = at.with_suffix(f".{os.getpid()}")
        fresh.mkdir(parents=True)
        connection.close()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = str(fresh / "db.sqlite3")
        (fresh / "rooms.json").write_text(json.dumps(_make()))
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        try:
            fresh.rename(at)
        except OSError:  # another process was faster
            shutil.rmtree(fresh)
    return at / "db.sqlite3", json.loads((at / "rooms.json").read_text())


def _make() -> dict[str, Any]:
    from digibarometer.places.models import Municipality
    from digibarometer.running import migrate

    migrate.bring_up_to_date()
    return {"rooms": [_room(Municipality.objects.get(pk=code), sizes) for code, sizes in ROOMS.items()]}


def _room(municipality: Any, sizes: dict[str, int]) -> dict[str, Any]:
    from django.utils import timezone

    from digibarometer.accounts.models import Membership, User
    from digibarometer.questions.agenda_templates.schema import find_template
    from digibarometer.questions.models import QuestionSet
    from digibarometer.workshops import attendance
    from digibarometer.workshops.factory import create_workshop
    from digibarometer.workshops.models import Attendance, Group, Participant, new_sitting
    from digibarometer.workshops.seats import seat_cookie

    leader = User.objects.create_user(f"eva@{municipality.pk}.example.se", None)
    Membership.objects.create(user=leader, municipality=municipality)
    workshop = create_workshop(municipality, "En dag", QuestionSet.objects.get(), find_template("heldag"), leader)
    steps = {step.kind: step for step in workshop.steps.exclude(kind="assessment", area=None).order_by("-order")}
    workshop.steps.exclude(pk__in=[step.pk for kind, step in steps.items() if kind in KINDS]).delete()
    phases = {
        f"{kind}_{phase.kind}": phase.pk
        for kind in ("assessment", "swot")
        for phase in reversed(steps[kind].phases.order_by("order"))
        if kind == "swot" or phase.kind != "plenary"  # which is drawn five times as slowly
    }
    phases["welcome"] = steps["welcome"].phases.first().pk
    workshop.update_and_bump_version(phase_id=phases["assessment_alone"], phase_began_at=timezone.now(), state="open")
    people, groups = [], []
    for number, (_, size) in enumerate(sizes.items(), start=1):
        group = Group.objects.create(workshop=workshop, number=number)
        groups.append({"pk": group.pk, "secret": group.secret})
        for place in range(size):
            person = attendance.join(workshop, ("official", "manager", "politician")[place % 3])
            Attendance.objects.filter(participant=person).update(group=group)
            people.append({"pk": person.pk, "seat": seat_cookie(person), "group": group.pk})
    # who has no phone, but the table's screen
    Participant.objects.filter(pk=people[0]["pk"]).update(secret_hash="")
    Group.objects.filter(pk=groups[0]["pk"]).update(held=people[0]["pk"], held_sitting=new_sitting())
    return {
        "workshop": workshop.pk,
        "board": workshop.board_secret,
        "leader": leader.pk,
        "session": _session(leader),
        "people": people,
        "groups": groups,
        "phases": phases,
        "swot": steps["swot"].pk,
        "questions": list(steps["assessment"].area.questions.values_list("pk", flat=True)),
    }


def _session(leader: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(leader.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = leader.get_session_auth_hash()
    session.save()
    return str(session.session_key)
