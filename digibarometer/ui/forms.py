"""How Django's forms are drawn: settings.FORM_RENDERER names the class here."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Labels, help and errors as in ui/form.html and ui/field.html; the widgets themselves are Django's."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
