"""The first tables of common."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("actor", models.UUIDField(null=True)),
                ("login", models.TextField()),
                ("action", models.TextField()),
                ("subject", models.TextField()),
                ("row_id", models.TextField()),
                ("area_id", models.UUIDField(null=True)),
                ("told", models.JSONField()),
                (
                    "untold",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                ("number_of_rows", models.IntegerField()),
                ("purpose", models.UUIDField(null=True)),
                ("reason", models.TextField()),
                ("request", models.TextField()),
            ],
            options={
                "db_table": '"audit"."entry"',
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="KeptForm",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("browser", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
                ("kept_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "expires_at"], name="common_kept_person__8a1b3c_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("kept_at"))),
                        name="a_kept_form_expires",
                    )
                ],
            },
        ),
    ]
