import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('questions', '0002_a_set_may_be_a_municipalitys_own'),
    ]

    operations = [
        migrations.AddField(
            model_name='questionset',
            name='builds_on',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='questions.questionset'),
        ),
        migrations.AddField(
            model_name='questionset',
            name='changes',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='questionset',
            name='previous',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='questions.questionset'),
        ),
        migrations.AddField(
            model_name='questionset',
            name='short_title',
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
