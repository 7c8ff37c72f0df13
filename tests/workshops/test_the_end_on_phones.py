"""When the workshop has ended, a phone leads to the result as long as there is a link to it."""

from digibarometer.live.rendering import PanelRenderer
from digibarometer.workshops.models import Workshop


def seen_by(room, name):
    return PanelRenderer(room.registry).screen(room.seat(name), "sv")[0]


def test_who_took_part_finds_the_result_on_the_phone_while_its_link_is_on(room):
    room.go("ended")
    secret = Workshop.objects.get(pk=room.pk).result_secret
    assert secret and f"/r/{secret}/" in seen_by(room, "anna")
    room.snapshot.workshop.update_and_bump_version(result_secret=None)
    assert "/r/" not in seen_by(room, "anna") and "Workshopledaren" in seen_by(room, "anna")


def test_between_two_days_no_phone_has_the_result(room):
    room.go("paused")
    assert "/r/" not in seen_by(room, "anna")
