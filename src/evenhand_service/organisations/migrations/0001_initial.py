"""The first tables of organisations."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("code", models.CharField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("name_cy", models.CharField(blank=True, max_length=200)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("nation", "Nation"),
                            ("region", "Region"),
                            ("police-force", "Police force area"),
                            ("county", "County"),
                            ("partnership", "Partnership"),
                            ("site", "Site in Wales"),
                            ("community-safety-partnership", "Community safety partnership"),
                            ("local-authority", "Local authority"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("intensive", "Intensive: testing on arrest and required assessment"),
                            ("non-intensive", "Non-intensive: throughcare and aftercare"),
                        ],
                        max_length=20,
                    ),
                ),
                ("standing_from", models.DateField(blank=True, null=True)),
                ("starts", models.DateField(blank=True, null=True)),
                ("ends", models.DateField(blank=True, null=True)),
                (
                    "replaced_by",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="organisations.area",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "code"],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("title", models.CharField(max_length=200)),
                ("purpose", models.TextField()),
                ("legal_basis", models.TextField()),
                (
                    "data_classes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("aggregate", "Tables of counts"),
                                ("care", "Care"),
                                ("justice", "Justice"),
                                ("equality", "Equality characteristics"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("agreed", "Agreed"), ("ended", "Ended")],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("review_date", models.DateField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="organisations.area",
                    ),
                ),
            ],
            options={
                "ordering": ["title", "id"],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("made_at", models.DateTimeField()),
                ("lines", models.JSONField()),
                ("fingerprint", models.CharField(max_length=64)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="organisations.area",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("digest", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("rows_removed", models.PositiveIntegerField(default=0)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasures",
                        to="organisations.area",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=200)),
                ("name_cy", models.CharField(blank=True, max_length=200)),
                ("kind", models.CharField(max_length=40)),
                ("is_justice", models.BooleanField(default=False)),
                ("starts", models.DateField(blank=True, null=True)),
                ("ends", models.DateField(blank=True, null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisations",
                        to="organisations.area",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="AgreementParty",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("signed_date", models.DateField(blank=True, null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="organisations.agreement",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AggregateRows",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("load_id", models.UUIDField(db_index=True)),
                ("data_class", models.CharField(max_length=20)),
                ("record", models.CharField(max_length=40)),
                ("profile", models.CharField(blank=True, max_length=80)),
                ("number_of_rows", models.IntegerField()),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), size=None
                    ),
                ),
                ("code_lists", models.JSONField(default=dict)),
                ("stored_at", models.DateTimeField()),
                ("content", models.BinaryField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "db_table": "organisations_aggregaterows",
            },
        ),
        migrations.CreateModel(
            name="Purpose",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("title", models.CharField(max_length=200)),
                ("kind", models.CharField(default="monitoring", max_length=40)),
                ("description", models.TextField(blank=True)),
                (
                    "data_classes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("aggregate", "Tables of counts"),
                                ("care", "Care"),
                                ("justice", "Justice"),
                                ("equality", "Equality characteristics"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("complete", "Complete"), ("ended", "Ended")],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("starts", models.DateField()),
                ("expires", models.DateField()),
                (
                    "article_6",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "article_9",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "article_10",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "dpa_conditions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                ("confidentiality", models.CharField(blank=True, max_length=60)),
                ("confidentiality_note", models.TextField(blank=True)),
                ("policy_document", models.CharField(blank=True, max_length=200)),
                ("dpia_reference", models.CharField(blank=True, max_length=200)),
                ("dpia_date", models.DateField(blank=True, null=True)),
                ("objections_how", models.TextField(blank=True)),
                (
                    "switched_on",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="purposes",
                        to="organisations.area",
                    ),
                ),
            ],
            options={
                "ordering": ["title", "id"],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("digest", models.CharField(max_length=64)),
                ("objected_date", models.DateField()),
                (
                    "purpose",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objections",
                        to="organisations.purpose",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="JusticeRows",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("load_id", models.UUIDField(db_index=True)),
                ("data_class", models.CharField(max_length=20)),
                ("record", models.CharField(max_length=40)),
                ("profile", models.CharField(blank=True, max_length=80)),
                ("number_of_rows", models.IntegerField()),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), size=None
                    ),
                ),
                ("code_lists", models.JSONField(default=dict)),
                ("stored_at", models.DateTimeField()),
                ("content", models.BinaryField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.purpose",
                    ),
                ),
            ],
            options={
                "db_table": '"justice"."rows"',
            },
        ),
        migrations.CreateModel(
            name="EqualityRows",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("load_id", models.UUIDField(db_index=True)),
                ("data_class", models.CharField(max_length=20)),
                ("record", models.CharField(max_length=40)),
                ("profile", models.CharField(blank=True, max_length=80)),
                ("number_of_rows", models.IntegerField()),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), size=None
                    ),
                ),
                ("code_lists", models.JSONField(default=dict)),
                ("stored_at", models.DateTimeField()),
                ("content", models.BinaryField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.purpose",
                    ),
                ),
            ],
            options={
                "db_table": '"equality"."rows"',
            },
        ),
        migrations.CreateModel(
            name="CareRows",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("load_id", models.UUIDField(db_index=True)),
                ("data_class", models.CharField(max_length=20)),
                ("record", models.CharField(max_length=40)),
                ("profile", models.CharField(blank=True, max_length=80)),
                ("number_of_rows", models.IntegerField()),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), size=None
                    ),
                ),
                ("code_lists", models.JSONField(default=dict)),
                ("stored_at", models.DateTimeField()),
                ("content", models.BinaryField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.purpose",
                    ),
                ),
            ],
            options={
                "db_table": '"care"."rows"',
            },
        ),
        migrations.CreateModel(
            name="PurposeController",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="controls",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="controllers",
                        to="organisations.purpose",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RetentionPeriod",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=60)),
                ("days", models.PositiveIntegerField()),
                ("reason", models.TextField()),
                ("set_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retention_periods",
                        to="organisations.area",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "offers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                (
                    "groups",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("is_faith_based", models.BooleanField(default=False)),
                ("is_abstinence_based", models.BooleanField(default=False)),
                ("women_only_hours", models.CharField(blank=True, max_length=200)),
                (
                    "childcare",
                    models.CharField(
                        choices=[
                            ("not_known", "Not known"),
                            ("none", "None"),
                            ("welcome", "Children may come along"),
                            ("on_site", "Childcare on site"),
                            ("paid", "Childcare elsewhere is paid for"),
                        ],
                        default="not_known",
                        max_length=20,
                    ),
                ),
                (
                    "access_audit",
                    models.CharField(
                        choices=[
                            ("not_done", "Not yet audited"),
                            ("barriers", "Audited: there are barriers"),
                            ("partly", "Audited: accessible in part"),
                            ("accessible", "Audited: accessible"),
                        ],
                        default="not_done",
                        max_length=20,
                    ),
                ),
                ("access_audit_date", models.DateField(blank=True, null=True)),
                ("address", models.TextField(blank=True)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("website", models.URLField(blank=True)),
                ("is_public", models.BooleanField(default=False)),
                ("checked_date", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="organisations.area",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ServiceWords",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("language", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=200)),
                ("about", models.TextField()),
                ("for_whom", models.TextField(blank=True)),
                ("how_to_come", models.TextField(blank=True)),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="organisations.service",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=200)),
                ("ends", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="teams",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(("standing", ""), ("standing_from__isnull", False), _connector="OR"),
                name="a_standing_has_a_first_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends__isnull", True),
                    ("starts__isnull", True),
                    ("ends__gte", models.F("starts")),
                    _connector="OR",
                ),
                name="a_code_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends__isnull", True), ("ends__gte", models.F("starts")), _connector="OR"
                ),
                name="an_agreement_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "agreed", "ended"])),
                name="an_agreement_is_in_a_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.UniqueConstraint(fields=("area", "digest"), name="an_erasure_once"),
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="an_erasure_is_a_digest"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("court", "police", "prison", "probation")), _negated=True),
                    ("is_justice", True),
                    _connector="OR",
                ),
                name="a_justice_kind_is_justice",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends__isnull", True),
                    ("starts__isnull", True),
                    ("ends__gte", models.F("starts")),
                    _connector="OR",
                ),
                name="an_organisation_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementparty",
            constraint=models.UniqueConstraint(fields=("agreement", "organisation"), name="a_party_once"),
        ),
        migrations.AddConstraint(
            model_name="aggregaterows",
            constraint=models.CheckConstraint(
                condition=models.Q(("data_class", "aggregate")), name="rows_are_aggregate"
            ),
        ),
        migrations.AddConstraint(
            model_name="aggregaterows",
            constraint=models.UniqueConstraint(fields=("load_id", "record"), name="aggregate_once_a_load"),
        ),
        migrations.AddConstraint(
            model_name="purpose",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ("evaluation", "monitoring", "needs-assessment", "research"))
                ),
                name="a_purpose_is_of_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="purpose",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires__gte", models.F("starts"))),
                name="a_purpose_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="purpose",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "complete"), _negated=True),
                    models.Q(
                        ("dpia_date__isnull", False),
                        models.Q(("confidentiality", ""), _negated=True),
                        models.Q(("policy_document", ""), _negated=True),
                        models.Q(("dpia_reference", ""), _negated=True),
                        models.Q(("objections_how", ""), _negated=True),
                        models.Q(("description", ""), _negated=True),
                        models.Q(("data_classes", []), _negated=True),
                        models.Q(("article_6", []), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_complete_purpose_has_its_parts",
            ),
        ),
        migrations.AddConstraint(
            model_name="purpose",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "complete"), _negated=True),
                    models.Q(("data_classes__overlap", ["care", "equality"]), _negated=True),
                    models.Q(("article_9", []), _negated=True),
                    _connector="OR",
                ),
                name="special_categories_have_a_condition",
            ),
        ),
        migrations.AddConstraint(
            model_name="purpose",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "complete"), _negated=True),
                    models.Q(("data_classes__contains", ["justice"]), _negated=True),
                    models.Q(("article_10", []), _negated=True),
                    _connector="OR",
                ),
                name="offences_have_a_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.UniqueConstraint(fields=("purpose", "digest"), name="an_objection_once"),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="an_objection_is_a_digest"
            ),
        ),
        migrations.AddConstraint(
            model_name="justicerows",
            constraint=models.CheckConstraint(
                condition=models.Q(("data_class", "justice")), name="rows_are_justice"
            ),
        ),
        migrations.AddConstraint(
            model_name="justicerows",
            constraint=models.UniqueConstraint(fields=("load_id", "record"), name="justice_once_a_load"),
        ),
        migrations.AddConstraint(
            model_name="equalityrows",
            constraint=models.CheckConstraint(
                condition=models.Q(("data_class", "equality")), name="rows_are_equality"
            ),
        ),
        migrations.AddConstraint(
            model_name="equalityrows",
            constraint=models.UniqueConstraint(fields=("load_id", "record"), name="equality_once_a_load"),
        ),
        migrations.AddConstraint(
            model_name="carerows",
            constraint=models.CheckConstraint(
                condition=models.Q(("data_class", "care")), name="rows_are_care"
            ),
        ),
        migrations.AddConstraint(
            model_name="carerows",
            constraint=models.UniqueConstraint(fields=("load_id", "record"), name="care_once_a_load"),
        ),
        migrations.AddConstraint(
            model_name="purposecontroller",
            constraint=models.UniqueConstraint(fields=("purpose", "organisation"), name="a_controller_once"),
        ),
        migrations.AddConstraint(
            model_name="retentionperiod",
            constraint=models.UniqueConstraint(fields=("area", "kind"), name="a_period_once"),
        ),
        migrations.AddConstraint(
            model_name="retentionperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="a_period_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("access_audit", "not_done"), ("access_audit_date__isnull", False), _connector="OR"
                ),
                name="an_access_audit_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicewords",
            constraint=models.UniqueConstraint(fields=("service", "language"), name="a_language_once"),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(fields=("organisation", "name"), name="a_team_once"),
        ),
    ]
