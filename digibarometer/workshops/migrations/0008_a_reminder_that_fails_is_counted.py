from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workshops", "0007_a_coachs_time_begins"),
    ]

    operations = [
        migrations.AddField(
            model_name="reminder",
            name="failed",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
