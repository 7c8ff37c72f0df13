"""The self-assessment as a Django app."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Opens the groups' spreads when their phase begins."""

    name = "digibarometer.exercises.assessment"
    label = "assessment"

    def ready(self) -> None:
        """Take part in the workshop's moments."""
        from digibarometer.exercises.assessment.completeness_warning import questions_without_level
        from digibarometer.exercises.assessment.exercise import (
            carry_answers_to_group,
            exercise,
            groups_begin,
            people_changed,
        )
        from digibarometer.exercises.assessment.publication_log import hide_from_newcomers, keep_readers
        from digibarometer.workshops import signals

        signals.kinds.update(exercise.kinds)
        signals.phase_begun.append(groups_begin)
        signals.placed.append(carry_answers_to_group)
        signals.people_changed.append(people_changed)
        signals.unfinished.append(questions_without_level)
        signals.groups_change.append(keep_readers)
        signals.groups_changed.append(hide_from_newcomers)
        signals.seats_merged.append(exercise.on_seats_merged)
        signals.closing.append(exercise.on_workshop_closed)
