from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_upload_token")]

    operations = [
        migrations.AddField(
            model_name="articletext",
            name="detected_language",
            field=models.CharField(blank=True, default="", max_length=8, verbose_name="detected language"),
        ),
    ]
