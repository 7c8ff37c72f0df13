"""A choice looks made as soon as it is, whoever draws it: its button stands for one choice, pressed or not."""

import re
from typing import Any

from django.template.loader import get_template

from digibarometer.workshops.composition import build_registry

BUTTON = re.compile(r"<button\b(?:\{[{%].*?[%}]\}|[^>{])*+>", re.DOTALL)  # with tags of the template in it


def test_the_value_of_a_choice_does_not_change_when_it_is_made():
    found = {}
    for panel in build_registry().panels.values():
        compiled: Any = get_template(panel.template)
        buttons = [one for one in BUTTON.findall(compiled.template.source) if "aria-pressed" in one]
        values = [re.search(r'\bvalue="([^"]*)"', button) for button in buttons]
        found[panel.template] = [value[1] for value in values if value and "{% if" in value[1]]
    assert {name: values for name, values in found.items() if values} == {}
