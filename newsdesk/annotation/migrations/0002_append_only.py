"""The database itself keeps decisions: none is changed, and none is deleted while its item has a head."""

from __future__ import annotations

from typing import Any

from django.db import migrations

SQLITE = (
    """
    CREATE TRIGGER annotation_decision_unchanged BEFORE UPDATE ON annotation_decision
    BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END
    """,
    """
    CREATE TRIGGER annotation_decision_kept BEFORE DELETE ON annotation_decision
    WHEN (SELECT head_id FROM annotation_item WHERE uuid = OLD.item_id) IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION annotation_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'decisions are never changed or deleted' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE FUNCTION annotation_refuse_while_headed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT 1 FROM annotation_item WHERE uuid = OLD.item_id AND head_id IS NOT NULL) THEN
        RAISE EXCEPTION 'decisions are never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN OLD;
    END $$
    """,
    """
    CREATE TRIGGER annotation_decision_unchanged BEFORE UPDATE ON annotation_decision
    FOR EACH ROW EXECUTE FUNCTION annotation_refuse()
    """,
    """
    CREATE TRIGGER annotation_decision_kept BEFORE DELETE ON annotation_decision
    FOR EACH ROW EXECUTE FUNCTION annotation_refuse_while_headed()
    """,
)
TRIGGERS = ("annotation_decision_unchanged", "annotation_decision_kept")
FUNCTIONS = ("annotation_refuse", "annotation_refuse_while_headed")


def make_triggers(apps: Any, schema_editor: Any) -> None:
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement)


def drop_triggers(apps: Any, schema_editor: Any) -> None:
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for trigger in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER {trigger}" + " ON annotation_decision" * is_postgresql)
    for function in FUNCTIONS if is_postgresql else ():
        schema_editor.execute(f"DROP FUNCTION {function}")


class Migration(migrations.Migration):
    dependencies = [("annotation", "0001_initial")]

    operations = [migrations.RunPython(make_triggers, drop_triggers)]
