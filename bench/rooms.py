"""Makes the rooms of a bench in its own database: participants seated in groups, rating alone or at a wall."""

import json
import sys
from pathlib import Path

import django

SIZE = 5  # people in a group


def make(rooms: int, people: int, file: Path, kind: str, whose: str = "plenary", beside: str = "0") -> None:
    """Make rooms × people, rating alone or at a wall, and write what the clients need to a JSON file.

    `whose` is the kind of phase that a wall is in: groups or plenary. `beside` makes one more room, first of all, of so
    many people.
    """
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from digibarometer.accounts.models import Membership, User
    from digibarometer.notes.wall_registry import columns_of
    from digibarometer.places.models import Municipality
    from digibarometer.questions.agenda_templates.schema import find_template
    from digibarometer.questions.models import QuestionSet
    from digibarometer.questions.swot_prompts import prompts
    from digibarometer.running import migrate
    from digibarometer.workshops.factory import create_workshop as make_workshop
    from digibarometer.workshops.models import Attendance, Group, Participant, PhaseKind, Role
    from digibarometer.workshops.seats import hash_of, seat_cookie, secret_of
    from digibarometer.workshops.snapshot import load_snapshot

    migrate.bring_up_to_date()
    question_set, agenda = QuestionSet.objects.get(), find_template("heldag")
    municipalities = Municipality.objects.in_order()
    address = "eva@localhost.invalid"
    known_already = User.objects.filter(email=address).first()
    leader = known_already or User.objects.create_user(address, "a-long-password-for-a-bench")
    session = SessionStore()
    session[SESSION_KEY] = str(leader.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = leader.get_session_auth_hash()
    session.save()
    known = []
    sizes = [*([int(beside)] if beside != "0" else []), *[people] * rooms]
    for number, people in enumerate(sizes):
        municipality = municipalities[number % len(municipalities)]
        Membership.objects.get_or_create(user=leader, municipality=municipality)
        workshop = make_workshop(municipality, f"Rum {number}", question_set, agenda, leader)
        occasion = workshop.occasions.get()
        planned = workshop.steps.filter(kind=kind).exclude(kind="assessment", area=None)
        # nobody yet: they come while the projector shows the code
        step = (planned if people else workshop.steps.all())[0]
        together = step.phases.filter(kind=PhaseKind(whose)).first() if kind == "swot" else None
        workshop.update_and_bump_version(
            phase=together or step.phases.first(), phase_began_at=timezone.now(), state="open"
        )
        groups = Group.objects.bulk_create([Group(workshop=workshop, number=n + 1) for n in range(-(-people // SIZE))])
        roles = [Role.POLITICIAN, Role.MANAGER, Role.OFFICIAL, Role.OFFICIAL, Role.OFFICIAL]
        seats = Participant.objects.bulk_create(
            [
                Participant(
                    workshop=workshop,
                    role=roles[n % 5],
                    join_key=f"seat {n}",
                    secret_hash=hash_of(secret_of(f"seat {n}")),
                )
                for n in range(people)
            ]
        )
        Attendance.objects.bulk_create(
            [
                Attendance(workshop=workshop, participant=seat, occasion=occasion, group=groups[n % len(groups)])
                for n, seat in enumerate(seats)
            ]
        )
        known.append(
            {
                "workshop": workshop.pk,
                "code": workshop.code,
                "board": workshop.board_secret,
                "phase": workshop.phase_id,
                "step": step.pk,
                "columns": [column.key for column in columns_of(load_snapshot(workshop.pk), step)]
                if kind == "swot"
                else [],
                "questions": list(step.area.questions.values_list("pk", flat=True)) if step.area else [],
                "people": [
                    {"seat": seat_cookie(seat), "pk": seat.pk, "group": groups[n % len(groups)].pk}
                    for n, seat in enumerate(seats)
                ],
            }
        )
    texts = [note.text for quadrant in prompts().quadrants for note in quadrant.example_notes]
    file.write_text(json.dumps({"session": session.session_key, "rooms": known, "texts": texts}))


if __name__ == "__main__":
    django.setup()
    make(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), *sys.argv[4:])
