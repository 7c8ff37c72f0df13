"""Who has the result link reads nothing of a step before the room has seen it together."""

from a_rated_room import fresh, hang_notes, seen_together, workshop
from django.test import Client


def read_by_link(made):
    link = f"/r/{fresh(made).workshop.result_secret}/"
    return "".join(Client().get(link + more).content.decode() for more in ("", "result.json"))


def test_the_result_link_tells_of_a_wall_once_its_plenary_has_begun(db):
    made = workshop()
    hang_notes(made, "Bara min", 3)
    assert "Bara min" not in read_by_link(made)
    seen_together(made)
    assert "Bara min" in read_by_link(made)


def test_the_result_link_tells_all_when_the_workshop_is_over(db):
    made = workshop(state="ended")
    hang_notes(made, "Bara min", 3)
    assert "Bara min" in read_by_link(made)
