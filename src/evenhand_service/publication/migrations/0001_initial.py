"""The first tables of publication."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Asking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                ("window", models.BigIntegerField()),
                ("kind", models.CharField(max_length=8)),
                ("requests", models.PositiveIntegerField(default=1)),
                ("ends_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["ends_at"], name="publication_ends_at_3aa087_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fingerprint", "kind", "window"), name="asked_in_a_window_once"
                    )
                ],
            },
        ),
    ]
