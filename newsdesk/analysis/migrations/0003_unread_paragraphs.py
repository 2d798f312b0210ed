from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("analysis", "0002_leftovers")]

    operations = [
        migrations.AddField(
            model_name="pipelinerun",
            name="unread",
            field=models.JSONField(blank=True, default=list, verbose_name="paragraphs in another language"),
        ),
    ]
