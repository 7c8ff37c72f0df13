"""The migrations make the tables that the models are."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration(capsys):
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, interactive=False)
    except SystemExit:
        pytest.fail(f"run makemigrations:\n{capsys.readouterr().out}")
