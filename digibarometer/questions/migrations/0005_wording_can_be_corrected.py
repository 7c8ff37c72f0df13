import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('questions', '0004_a_set_can_be_a_draft'),
    ]

    operations = [
        migrations.AddField(
            model_name='questionset',
            name='edition',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=200)),
                ('language', models.CharField(max_length=2)),
                ('before', models.TextField()),
                ('after', models.TextField()),
                ('by', models.CharField(max_length=254)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('question_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='questions.questionset')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
    ]
