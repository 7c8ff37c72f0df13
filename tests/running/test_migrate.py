"""A database that another version made is left as it is, and the message says what to do."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from digibarometer.running.migrate import bring_up_to_date


@pytest.mark.parametrize(
    ("app", "name"),
    [("workshops", "0009_what_is_ones_own_belongs_to_a_sitting"), ("notes", "0042_of_a_version_to_come")],
    ids=["from before migrations began anew", "newer"],
)
def test_a_database_of_another_version_is_not_touched(db, app, name):
    recorder = MigrationRecorder(connection)
    recorder.record_applied(app, name)
    before = recorder.applied_migrations()
    with pytest.raises(SystemExit, match=f"{name}.*empty data folder.*Nothing has been changed"):
        bring_up_to_date()
    assert recorder.applied_migrations() == before
