"""The self-assessment as a Django app."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Opens the groups' spreads when their phase begins."""

    name = "digibarometer.exercises.assessment"
    label = "assessment"

    def ready(self) -> None:
        """Take part in the workshop's moments."""
        from digibarometer.exercises.assessment.audit import hide_from_newcomers, keep_readers
        from digibarometer.exercises.assessment.exercise import exercise, groups_begin, people_changed, placed
        from digibarometer.exercises.assessment.unfinished import questions_without_level
        from digibarometer.workshops import moments

        moments.kinds.update(exercise.kinds)
        moments.phase_begun.append(groups_begin)
        moments.placed.append(placed)
        moments.people_changed.append(people_changed)
        moments.unfinished.append(questions_without_level)
        moments.groups_change.append(keep_readers)
        moments.groups_changed.append(hide_from_newcomers)
        moments.seats_merged.append(exercise.on_merge)
        moments.closing.append(exercise.on_close)
