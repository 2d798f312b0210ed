"""What is kept of a layer: the run that it is bound to, what could be redone, and how far the desk is.

On SQLite a column is added by making the table anew, which drops its triggers: they are taken away before
and made again after. What is computed from decisions that are there already, `manage.py rebuild` writes.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery

append_only = import_module("newsdesk.annotation.migrations.0002_append_only")


def name_layers(apps: Any, schema_editor: Any) -> None:
    """An anchor's layer is its item's; PostgreSQL alters no table while keys of it are still to be checked."""
    Anchor = apps.get_model("annotation", "Anchor")
    Item = apps.get_model("annotation", "Item")
    Anchor.objects.update(layer=Subquery(Item.objects.filter(pk=OuterRef("item")).values("layer")[:1]))
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [("analysis", "0003_unread_paragraphs"), ("annotation", "0002_append_only")]

    operations = [
        migrations.RunPython(append_only.drop_triggers, append_only.make_triggers),
        migrations.AddField(
            "layer",
            "run",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to="analysis.pipelinerun",
                verbose_name="bound to the run",
            ),
        ),
        migrations.AddField(
            "item",
            "redo",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="annotation.decision",
                verbose_name="could be redone",
            ),
        ),
        migrations.AddField(
            "decision",
            "guideline",
            models.CharField(blank=True, default="", max_length=40, verbose_name="guideline"),
            preserve_default=False,
        ),
        migrations.AddField(
            "anchor",
            "layer",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="anchors",
                to="annotation.layer",
                verbose_name="layer",
            ),
        ),
        migrations.RunPython(name_layers, migrations.RunPython.noop),
        migrations.AlterField(
            "anchor",
            "layer",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="anchors",
                to="annotation.layer",
                verbose_name="layer",
            ),
        ),
        migrations.AddConstraint(
            "anchor",
            models.UniqueConstraint(
                condition=Q(mention__isnull=False), fields=("layer", "mention"), name="one_item_a_mention"
            ),
        ),
        migrations.AddConstraint(
            "anchor",
            models.UniqueConstraint(
                condition=Q(claim__isnull=False), fields=("layer", "claim"), name="one_item_a_claim"
            ),
        ),
        migrations.CreateModel(
            "ArticleState",
            fields=[
                (
                    "layer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="state",
                        serialize=False,
                        to="annotation.layer",
                        verbose_name="layer",
                    ),
                ),
                ("open_mentions", models.PositiveIntegerField(default=0, verbose_name="open mentions")),
                ("open_claims", models.PositiveIntegerField(default=0, verbose_name="open claims")),
                ("accepted", models.PositiveIntegerField(default=0, verbose_name="accepted")),
                ("corrected", models.PositiveIntegerField(default=0, verbose_name="corrected")),
                ("added", models.PositiveIntegerField(default=0, verbose_name="added")),
                ("rejected", models.PositiveIntegerField(default=0, verbose_name="rejected")),
                ("is_done", models.BooleanField(default=False, verbose_name="done")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="last decision")),
            ],
            options={"verbose_name": "state of an article", "verbose_name_plural": "states of articles"},
        ),
        migrations.RunPython(append_only.make_triggers, append_only.drop_triggers),
    ]
