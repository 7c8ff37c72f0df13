"""After closing nothing of what people said for themselves, and none of their names, is in the database's files."""

import ast
import os
import subprocess
import sys

from tests import prepared


def test_what_was_deleted_is_not_in_the_files_either(tmp_path):
    prepared.copy_to(tmp_path, prepared.migrated())
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "BUS_URL"}}
    settings = {**prepared.SETTINGS, "DIGIBAROMETER_DATA": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.results.closed_in_a_folder"],
        cwd=prepared.ROOT,
        env={**kept, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    before, after = map(ast.literal_eval, done.stdout.splitlines()[-2:])
    assert len(before) == 4, "else the test looks in the wrong place"
    assert after == []
