"""Wording that was corrected once people had begun is told of in the report; what was corrected before is not."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from digibarometer.questions.models import Correction
from digibarometer.reports import pdf_report
from digibarometer.results.outcome import workshop_result
from digibarometer.workshops.models import Move
from tests.results import a_rated_room

pytestmark = pytest.mark.django_db


def corrected(made, after, at):
    key = a_rated_room.fresh(made).questions[0].key
    said = {"place": f"{key}.levels.3", "language": "sv", "before": "kartan", "by": "Eva"}
    Correction.objects.create(question_set=made.question_set, after=after, at=at, **said)


def test_a_correction_made_after_the_workshop_began_stands_in_the_report(tmp_path):
    made, now = a_rated_room.workshop(), timezone.now()
    corrected(made, "rättad före", now - timedelta(days=1))
    with translation.override("sv"):
        assert pdf_report.report_context(workshop_result(made))["corrected"] is None
        Move.objects.create(workshop=made, what="to", at=now)
        corrected(made, "rättad efter", now + timedelta(hours=1))
        said: Any = pdf_report.report_context(workshop_result(made))
        [row] = said["corrected"]["rows"]
        assert row[1:3] == ("kartan", "rättad efter")
        assert row[0] == a_rated_room.fresh(made).questions[0].short["sv"]
        assert pdf_report.report(workshop_result(made)).startswith(b"%PDF")
