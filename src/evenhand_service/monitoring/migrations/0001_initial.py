"""The first tables of monitoring."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import evenhand_service.monitoring.models.packed
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("protected", "Protected"), ("exact", "Exact counts")],
                        default="protected",
                        max_length=12,
                    ),
                ),
                ("programme", models.CharField(max_length=80)),
                ("period", models.CharField(max_length=21)),
                ("period_ends", models.DateField()),
                ("as_at", models.DateField(null=True)),
                ("run_key", models.CharField(max_length=40)),
                ("policy", models.CharField(max_length=80)),
                ("facts", models.JSONField(default=dict)),
                ("words", models.JSONField(default=dict)),
                ("names_groups", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("approved", "Approved"), ("withdrawn", "Withdrawn")],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("approver_name", models.CharField(blank=True, max_length=200)),
                ("approved_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.TextField(blank=True)),
                ("community_note", models.TextField(blank=True)),
                ("is_published", models.BooleanField(default=False)),
                ("published_at", models.DateTimeField(null=True)),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="organisations.area",
                    ),
                ),
            ],
            options={
                "ordering": ["-period_ends", "-made_at"],
            },
        ),
        migrations.CreateModel(
            name="WorkerBeat",
            fields=[
                ("worker_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("started_at", models.DateTimeField()),
                ("beat_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FindingThread",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("same", models.CharField(max_length=500)),
                ("place", models.CharField(blank=True, max_length=80)),
                ("programme", models.CharField(max_length=80)),
                ("stage", models.CharField(max_length=80)),
                ("characteristic", models.CharField(max_length=80)),
                ("code_list", models.CharField(blank=True, max_length=80)),
                ("group", models.CharField(max_length=80)),
                ("reference", models.CharField(blank=True, max_length=80)),
                ("measure", models.CharField(max_length=40)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("community", "Ask the community"),
                            ("audit", "Audit cases"),
                            ("data", "More or better data"),
                            ("service", "Look at the service"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField()),
                ("lang", models.CharField(blank=True, max_length=35)),
                ("question", models.CharField(blank=True, max_length=60)),
                ("made_by_name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fits", "It fits with what was found"),
                            ("not", "It does not fit with what was found"),
                            ("unclear", "Cannot tell yet"),
                        ],
                        max_length=12,
                    ),
                ),
                ("found", models.TextField(blank=True)),
                ("tested_by_name", models.CharField(blank=True, max_length=200)),
                ("tested_at", models.DateTimeField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="explanations",
                        to="monitoring.findingthread",
                    ),
                ),
            ],
            options={
                "ordering": ["made_at"],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("body", models.TextField()),
                ("lang", models.CharField(blank=True, max_length=35)),
                ("author_name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("edited_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("hidden_at", models.DateTimeField(null=True)),
                ("hidden_because", models.TextField(blank=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hidden_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="monitoring.findingthread",
                    ),
                ),
            ],
            options={
                "ordering": ["made_at"],
            },
        ),
        migrations.CreateModel(
            name="ActionSeed",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("wording", models.TextField()),
                ("lang", models.CharField(blank=True, max_length=35)),
                ("indicator", models.CharField(max_length=160)),
                ("group", models.CharField(max_length=80)),
                ("baseline", models.FloatField(null=True)),
                ("baseline_lower", models.FloatField(null=True)),
                ("baseline_upper", models.FloatField(null=True)),
                ("baseline_kind", models.CharField(max_length=12)),
                ("units", models.CharField(max_length=40)),
                ("period", models.CharField(max_length=21)),
                ("lead_name", models.CharField(max_length=200)),
                ("due_date", models.DateField()),
                ("untested_because", models.TextField(blank=True)),
                ("made_by_name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seeds",
                        to="monitoring.findingthread",
                    ),
                ),
            ],
            options={
                "ordering": ["made_at"],
            },
        ),
        migrations.CreateModel(
            name="Load",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("browser", "Uploaded in the browser"),
                            ("folder", "From a watched folder"),
                            ("api", "Sent by a program"),
                        ],
                        default="browser",
                        max_length=12,
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=80)),
                ("file_name", models.CharField(max_length=120)),
                ("profile", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=20)),
                (
                    "data_class",
                    models.CharField(
                        choices=[
                            ("aggregate", "Table of counts"),
                            ("care", "Care"),
                            ("justice", "Justice"),
                            ("equality", "Characteristics"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "data_classes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("aggregate", "Table of counts"),
                                ("care", "Care"),
                                ("justice", "Justice"),
                                ("equality", "Characteristics"),
                            ],
                            max_length=12,
                        ),
                        size=None,
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("size_bytes", models.PositiveBigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("checking", "Being checked"),
                            ("checked", "Waits for approval"),
                            ("refused", "Cannot be used"),
                            ("approved", "Approved"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="received",
                        max_length=12,
                    ),
                ),
                ("uploaded_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("stored_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=400)),
                ("bytes_removed_at", models.DateTimeField(null=True)),
                ("rows_read", models.PositiveIntegerField(default=0)),
                ("rows_accepted", models.PositiveIntegerField(default=0)),
                ("rows_rejected", models.PositiveIntegerField(default=0)),
                ("rows_duplicate", models.PositiveIntegerField(default=0)),
                ("rows_folded", models.PositiveIntegerField(default=0)),
                ("rows_without_consent", models.PositiveIntegerField(default=0)),
                ("problems_found", models.PositiveIntegerField(default=0)),
                ("first_date", models.DateField(null=True)),
                ("last_date", models.DateField(null=True)),
                ("notes", models.JSONField(default=list)),
                ("refused_what", models.TextField(blank=True)),
                ("refused_mend", models.TextField(blank=True)),
                ("progress", models.JSONField(default=dict)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loads",
                        to="organisations.area",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loads",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loads",
                        to="organisations.purpose",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-uploaded_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="LoadChunk",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("position", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                (
                    "load",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chunks",
                        to="monitoring.load",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="LoadProblem",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("line", models.PositiveBigIntegerField()),
                ("column", models.CharField(blank=True, max_length=200)),
                ("rule", models.TextField()),
                ("mend", models.TextField(blank=True)),
                (
                    "load",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="problems",
                        to="monitoring.load",
                    ),
                ),
            ],
            options={
                "ordering": ["line", "column", "id"],
            },
        ),
        migrations.CreateModel(
            name="NeedsText",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("section", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("body", models.TextField(blank=True)),
                ("lang", models.CharField(blank=True, max_length=35)),
                ("writer_name", models.CharField(max_length=200)),
                ("written_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["section", "-version"],
            },
        ),
        migrations.CreateModel(
            name="ReleaseDigest",
            fields=[
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="digest",
                        serialize=False,
                        to="monitoring.release",
                    ),
                ),
                ("recording", models.JSONField(default=dict)),
                ("funnels", models.JSONField(default=dict)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NeedsAgreement",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("versions", models.JSONField(default=dict)),
                ("agreed_by_name", models.CharField(max_length=200)),
                ("agreed_at", models.DateTimeField()),
                (
                    "agreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitoring.release",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="KeptText",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("language", models.CharField(max_length=8)),
                ("body", evenhand_service.monitoring.models.packed.PackedField()),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="monitoring.release",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KeptSection",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("language", models.CharField(max_length=8)),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("place", models.CharField(blank=True, max_length=80)),
                ("stage", models.CharField(blank=True, max_length=80)),
                ("characteristic", models.CharField(blank=True, max_length=80)),
                ("code_list", models.CharField(blank=True, max_length=80)),
                ("edition", models.CharField(blank=True, max_length=20)),
                ("group", models.CharField(blank=True, max_length=80)),
                ("slug", models.CharField(max_length=400)),
                ("title", models.TextField()),
                ("body", evenhand_service.monitoring.models.packed.PackedField()),
                ("html", evenhand_service.monitoring.models.packed.PackedField()),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="monitoring.release",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="KeptFinding",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("same", models.CharField(max_length=500)),
                ("rank", models.PositiveIntegerField()),
                ("is_headline", models.BooleanField()),
                ("standing", models.PositiveSmallIntegerField()),
                ("place", models.CharField(blank=True, max_length=80)),
                ("programme", models.CharField(max_length=80)),
                ("period", models.CharField(max_length=21)),
                ("stage", models.CharField(max_length=80)),
                ("characteristic", models.CharField(max_length=80)),
                ("code_list", models.CharField(blank=True, max_length=80)),
                ("edition", models.CharField(blank=True, max_length=20)),
                ("group", models.CharField(max_length=80)),
                ("reference", models.CharField(blank=True, max_length=80)),
                ("measure", models.CharField(max_length=40)),
                ("units", models.CharField(max_length=40)),
                ("estimate", models.FloatField()),
                ("lower", models.FloatField()),
                ("upper", models.FloatField()),
                ("ratio", models.FloatField(null=True)),
                ("ratio_lower", models.FloatField(null=True)),
                ("ratio_upper", models.FloatField(null=True)),
                ("people_least", models.IntegerField()),
                ("people_most", models.IntegerField()),
                ("adjusted_p", models.FloatField()),
                ("figure", models.CharField(blank=True, max_length=400)),
                ("evidence", models.JSONField(default=dict)),
                ("words", models.JSONField(default=dict)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="monitoring.release",
                    ),
                ),
            ],
            options={
                "ordering": ["-release__period_ends", "rank"],
            },
        ),
        migrations.CreateModel(
            name="KeptFigure",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("language", models.CharField(max_length=8)),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("place", models.CharField(blank=True, max_length=80)),
                ("stage", models.CharField(blank=True, max_length=80)),
                ("characteristic", models.CharField(blank=True, max_length=80)),
                ("code_list", models.CharField(blank=True, max_length=80)),
                ("edition", models.CharField(blank=True, max_length=20)),
                ("group", models.CharField(blank=True, max_length=80)),
                ("slug", models.CharField(max_length=400)),
                ("title", models.TextField()),
                ("body", evenhand_service.monitoring.models.packed.PackedField()),
                ("html", evenhand_service.monitoring.models.packed.PackedField()),
                ("lead", models.TextField(blank=True)),
                ("credit", models.CharField(max_length=400)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="monitoring.release",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ExactLook",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("reason", models.TextField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exact_looks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="monitoring.release",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReleaseFile",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("language", models.CharField(max_length=8)),
                ("name", models.CharField(max_length=120)),
                ("media_type", models.CharField(max_length=120)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("data", evenhand_service.monitoring.models.packed.PackedField()),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="monitoring.release",
                    ),
                ),
            ],
            options={
                "ordering": ["language", "name"],
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("programme", models.CharField(max_length=80)),
                ("as_at", models.DateField(null=True)),
                ("area_level", models.CharField(blank=True, max_length=40)),
                ("area_of", models.CharField(default="residence", max_length=20)),
                ("period", models.CharField(default="whole", max_length=20)),
                ("policy", models.CharField(max_length=40)),
                ("with_exact", models.BooleanField(default=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("made", "Made"),
                            ("stopped", "Stopped"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("progress", models.JSONField(default=dict)),
                ("asked_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("run_key", models.CharField(blank=True, max_length=40)),
                ("versions", models.JSONField(default=dict)),
                ("notes", models.JSONField(default=list)),
                ("left_out", models.JSONField(default=list)),
                ("stopped_what", models.TextField(blank=True)),
                ("stopped_mend", models.TextField(blank=True)),
                ("redo_since", models.DateTimeField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="organisations.area",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "redoes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="redone_by",
                        to="monitoring.run",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="release",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="monitoring.run"
            ),
        ),
        migrations.CreateModel(
            name="LedgerRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("entry", models.JSONField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger_row",
                        to="monitoring.run",
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="RunInput",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("file", models.CharField(max_length=120)),
                ("sha256", models.CharField(max_length=64)),
                ("profile", models.CharField(max_length=80)),
                ("rows", models.PositiveIntegerField()),
                (
                    "load",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="used_in",
                        to="monitoring.load",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inputs",
                        to="monitoring.run",
                    ),
                ),
            ],
            options={
                "ordering": ["file"],
            },
        ),
        migrations.AddIndex(
            model_name="findingthread",
            index=models.Index(fields=["stage", "characteristic"], name="monitoring__stage_8c1387_idx"),
        ),
        migrations.AddConstraint(
            model_name="findingthread",
            constraint=models.UniqueConstraint(fields=("area", "same"), name="a_thread_once"),
        ),
        migrations.AddIndex(
            model_name="explanation",
            index=models.Index(fields=["thread", "made_at"], name="monitoring__thread__46c14c_idx"),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("result", ""), ("tested_at__isnull", True)),
                    models.Q(
                        models.Q(("result", ""), _negated=True),
                        models.Q(("found", ""), _negated=True),
                        ("tested_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_tested_explanation_says_what_was_found",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["thread", "made_at"], name="monitoring__thread__d9b719_idx"),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hidden_at__isnull", True),
                    models.Q(("hidden_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_hidden_comment_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="actionseed",
            index=models.Index(fields=["thread", "made_at"], name="monitoring__thread__5439a9_idx"),
        ),
        migrations.AddIndex(
            model_name="actionseed",
            index=models.Index(fields=["area", "-made_at"], name="monitoring__area_id_9bda89_idx"),
        ),
        migrations.AddIndex(
            model_name="load",
            index=models.Index(
                fields=["area", "state", "-uploaded_at"], name="monitoring__area_id_4d0b78_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="load",
            index=models.Index(fields=["area", "sha256"], name="monitoring__area_id_21c3bd_idx"),
        ),
        migrations.AddConstraint(
            model_name="load",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "rows_read",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("rows_accepted"), "+", models.F("rows_rejected")
                                    ),
                                    "+",
                                    models.F("rows_duplicate"),
                                ),
                                "+",
                                models.F("rows_folded"),
                            ),
                            "+",
                            models.F("rows_without_consent"),
                        ),
                    )
                ),
                name="rows_of_a_load_add_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="load",
            constraint=models.CheckConstraint(
                condition=models.Q(("data_class", "aggregate"), ("purpose__isnull", False), _connector="OR"),
                name="rows_about_people_have_a_purpose",
            ),
        ),
        migrations.AddConstraint(
            model_name="load",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("checked_at__isnull", False),
                        ("rows_accepted__gt", 0),
                    ),
                    _connector="OR",
                ),
                name="an_approved_load_was_checked",
            ),
        ),
        migrations.AddConstraint(
            model_name="load",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "checked"), _negated=True),
                    models.Q(("checked_at__isnull", False), ("rows_accepted__gt", 0)),
                    _connector="OR",
                ),
                name="a_checked_load_has_rows",
            ),
        ),
        migrations.AddConstraint(
            model_name="load",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), ("withdrawn_at__isnull", False)),
                    models.Q(models.Q(("state", "withdrawn"), _negated=True), ("withdrawn_at__isnull", True)),
                    _connector="OR",
                ),
                name="a_withdrawn_load_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="load",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stored_at__isnull", True), ("approved_at__isnull", False), _connector="OR"
                ),
                name="rows_are_stored_after_approval",
            ),
        ),
        migrations.AddConstraint(
            model_name="load",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_at__isnull", False), ("approved_by__isnull", True), _connector="OR"
                ),
                name="a_load_approved_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="load",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at__isnull", False), ("withdrawn_by__isnull", True), _connector="OR"
                ),
                name="a_load_withdrawn_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="load",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["refused", "withdrawn"]), _negated=True),
                fields=("area", "organisation", "sha256"),
                name="a_file_is_loaded_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="loadchunk",
            constraint=models.UniqueConstraint(fields=("load", "position"), name="a_piece_of_a_file_once"),
        ),
        migrations.AddIndex(
            model_name="loadproblem",
            index=models.Index(fields=["load", "line"], name="monitoring__load_id_231580_idx"),
        ),
        migrations.AddIndex(
            model_name="loadproblem",
            index=models.Index(fields=["load", "rule"], name="monitoring__load_id_e828a5_idx"),
        ),
        migrations.AddConstraint(
            model_name="needstext",
            constraint=models.UniqueConstraint(
                fields=("area", "section", "version"), name="a_version_of_a_section_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="needsagreement",
            constraint=models.UniqueConstraint(fields=("area", "number"), name="an_agreement_has_its_number"),
        ),
        migrations.AddConstraint(
            model_name="kepttext",
            constraint=models.UniqueConstraint(fields=("release", "language"), name="words_once"),
        ),
        migrations.AddConstraint(
            model_name="keptsection",
            constraint=models.UniqueConstraint(fields=("release", "language", "slug"), name="a_section_once"),
        ),
        migrations.AddIndex(
            model_name="keptfinding",
            index=models.Index(fields=["same"], name="monitoring__same_ec4d19_idx"),
        ),
        migrations.AddIndex(
            model_name="keptfinding",
            index=models.Index(fields=["area", "standing", "rank"], name="monitoring__area_id_d57643_idx"),
        ),
        migrations.AddConstraint(
            model_name="keptfinding",
            constraint=models.UniqueConstraint(fields=("release", "rank", "same"), name="a_finding_once"),
        ),
        migrations.AddIndex(
            model_name="keptfigure",
            index=models.Index(
                fields=["release", "language", "kind", "stage"], name="monitoring__release_926df6_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="keptfigure",
            constraint=models.UniqueConstraint(fields=("release", "language", "slug"), name="a_figure_once"),
        ),
        migrations.AddIndex(
            model_name="exactlook",
            index=models.Index(fields=["release", "user", "ends_at"], name="monitoring__release_a708a2_idx"),
        ),
        migrations.AddConstraint(
            model_name="releasefile",
            constraint=models.UniqueConstraint(fields=("release", "language", "name"), name="a_file_once"),
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(fields=["area", "-asked_at"], name="monitoring__area_id_85ec8a_idx"),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "made"), _negated=True),
                    models.Q(("finished_at__isnull", False), models.Q(("run_key", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_run_that_was_made_has_a_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "stopped"), _negated=True),
                    models.Q(("finished_at__isnull", False), models.Q(("stopped_what", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_run_that_stopped_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("started_at__isnull", True),
                    ("finished_at__isnull", True),
                    ("finished_at__gte", models.F("started_at")),
                    _connector="OR",
                ),
                name="a_run_ends_after_it_starts",
            ),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(
                fields=["area", "kind", "state", "-period_ends"], name="monitoring__area_id_003679_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(
                fields=["is_published", "-period_ends"], name="monitoring__is_publ_ddf08f_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                fields=("run", "kind"), name="a_run_gives_one_release_of_a_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    ("approved_at__isnull", False),
                    _connector="OR",
                ),
                name="an_approved_release_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_published", True), _negated=True), ("kind", "protected"), _connector="OR"
                ),
                name="exact_counts_are_never_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="runinput",
            constraint=models.UniqueConstraint(fields=("run", "file"), name="a_file_of_a_run_once"),
        ),
    ]
