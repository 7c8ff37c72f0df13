"""Every command that --help names can be carried out."""

from importlib.util import find_spec

import pytest

from digibarometer.__main__ import command_line

COMMANDS = next(action.choices for action in command_line()._actions if isinstance(action.choices, dict))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_a_module(command):
    assert find_spec(COMMANDS[command].get_default("module"))
