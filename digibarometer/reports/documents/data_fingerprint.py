"""Which data a document is made from: the same version, the same bytes."""

import hashlib
import json
from dataclasses import asdict

from django.core.serializers.json import DjangoJSONEncoder

from digibarometer.reports import open_data
from digibarometer.reports.correction_log import corrections
from digibarometer.reports.records_metadata import figures_date, records_metadata
from digibarometer.results.outcome import WorkshopResult

EDITION = 1  # to be raised when a document comes out differently from the same data


def data_fingerprint(came_to: WorkshopResult) -> str:
    """A fingerprint of all that the documents say."""
    said = {
        "edition": EDITION,
        "result": open_data.as_json(came_to),
        "dated": figures_date(came_to),
        "colour": came_to.workshop.municipality.colour,
        "registered": asdict(records_metadata(came_to.workshop, with_name=True)),
        "corrections": [asdict(each) for each in corrections(came_to.workshop)],
    }
    text = json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
