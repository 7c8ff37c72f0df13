"""How Django's forms are drawn (settings.FORM_RENDERER names the class here), and a field for one line of text."""

from django import forms
from django.forms.renderers import DjangoTemplates


class FormRenderer(DjangoTemplates):
    """Labels, help and errors as in ui/form.html and ui/field.html; the widgets themselves are Django's."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


class LineField(forms.CharField):
    """A text of one line. What a browser cannot send and others can, such as a line break, becomes a space."""

    def to_python(self, value: object) -> str:
        """The text with single spaces between its words."""
        return one_line(super().to_python(value) or "")


def one_line(text: str) -> str:
    """The text on one line, with single spaces between its words."""
    return " ".join(text.split())
