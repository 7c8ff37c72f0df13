"""Panels that are drawn in one go share what they show; what is drawn later sees what has happened since."""

from digibarometer.live.render_cache import cached_per_render, render_scope

asked: list[str] = []


@cached_per_render(str)
def came_to(room):
    asked.append(room)
    return len(asked)


def test_what_two_panels_show_is_worked_out_once_and_anew_next_time() -> None:
    asked.clear()
    with render_scope():
        assert came_to("Örebro") == came_to("Örebro") == 1
        assert came_to("Kiruna") == 2
    with render_scope():
        assert came_to("Örebro") == 3
    assert came_to("Örebro") == 4
    assert came_to("Örebro") == 5
