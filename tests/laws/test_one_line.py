"""A text that is asked for on one line is kept on one line, whatever is sent."""

import ast
from pathlib import Path

from digibarometer.planning.workshop_views import NewWorkshopForm
from digibarometer.ui.form_renderer import LineField

SOURCES = sorted((Path(__file__).parents[2] / "digibarometer").rglob("*.py"))
SEVERAL_LINES = ("Textarea", "HiddenInput")


def test_every_field_for_one_line_is_a_line():
    plain = [
        f"{path.name}:{call.lineno}"
        for path in SOURCES
        if "forms.CharField(" in (source := path.read_text(encoding="utf-8"))
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "forms.CharField"
        if not any(widget in ast.unparse(call) for widget in SEVERAL_LINES)
    ]
    assert not plain, "use LineField, or give it a Textarea"


def test_a_line_has_no_breaks():
    assert LineField().clean(" Vår\r\n\tBcc: alla@salem.se\u2028 ") == "Vår Bcc: alla@salem.se"
    assert LineField(required=False).clean("\n") == ""


def test_the_title_of_a_workshop_is_a_line():
    assert isinstance(NewWorkshopForm.base_fields["title"], LineField)
