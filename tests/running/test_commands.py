"""Every command that --help names can be carried out with the options that it names."""

import inspect
from importlib import import_module

import pytest

from digibarometer.__main__ import command_line

COMMANDS = next(action.choices for action in command_line()._actions if isinstance(action.choices, dict))
OF_EVERY_COMMAND = {"help", "data"}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_carried_out_by_a_function_that_takes_its_options(command):
    options = {action.dest for action in COMMANDS[command]._actions} - OF_EVERY_COMMAND
    main = import_module(COMMANDS[command].get_default("module")).main
    assert set(inspect.signature(main).parameters) == options
