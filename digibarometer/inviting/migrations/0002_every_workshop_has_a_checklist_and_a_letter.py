from django.conf import settings
from django.db import migrations

from digibarometer.inviting.stakeholder_checklist import shipped


def begin(apps, schema_editor):
    """They used to be made when their pages were first opened."""
    workshops = apps.get_model("workshops", "Workshop").objects
    letters, wanted = (apps.get_model("inviting", name).objects for name in ("Letter", "Wanted"))
    for workshop in workshops.filter(letter=None):
        letters.create(workshop=workshop, language=settings.LANGUAGE_CODE)
    for workshop in workshops.filter(wanted=None):
        wanted.bulk_create([wanted.model(workshop=workshop, key=one.key, role=one.role) for one in shipped().values()])


class Migration(migrations.Migration):
    dependencies = [
        ("inviting", "0001_people_are_invited"),
        ("workshops", "0007_a_coachs_time_begins"),
    ]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop, elidable=True)]
