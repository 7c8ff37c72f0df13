"""What is the same on everybody's wall, whatever hangs there: drawn once for a room, not once a phone."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from digibarometer.notes.wall_registry import columns_of
from digibarometer.workshops.snapshot import WorkshopSnapshot, cached_per_version


@dataclass(frozen=True)
class WallShell:
    """A wall's tabs, the beginning and the end of each column by its key, and its menus, as HTML."""

    top: str
    columns: dict[str, tuple[str, str]]
    rest: str


@cached_per_version
def wall_shell(snapshot: WorkshopSnapshot, step: int, whose: str, language: str) -> WallShell:
    """The frame of a step's wall in the language that is on; `whose` is my, group or room."""
    columns = columns_of(snapshot, snapshot.step_or_refuse(step))
    said: dict[str, object] = {
        "at": step,
        "whose": whose,
        "wall": f"{whose}-{step}",
        "columns": columns,
        "now": snapshot,
    }

    def drawn(name: str, **more: object) -> str:
        return render_to_string(f"notes/{name}.html", said | more)

    around = {}
    for column in columns:
        head = drawn("_column_head", column=column, is_first=column is columns[0])
        around[column.key] = (head, drawn("_column_foot", column=column))
    return WallShell(drawn("_wall_top"), around, drawn("_wall_rest"))
