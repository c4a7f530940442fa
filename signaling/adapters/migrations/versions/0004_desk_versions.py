"""Every version of a desk's settings. The first is what is there now."""

import json
import time

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.String(64)


def upgrade() -> None:
    op.add_column("desks", sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    versions = op.create_table(
        "desk_versions",
        sa.Column("desk", ID, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("note", sa.String(500)),
        sa.Column("restores", sa.Integer),
        sa.Column("settings", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("desk", "number", name="pk_desk_versions"),
        sa.ForeignKeyConstraint(["desk"], ["desks.id"], name="fk_desk_versions_desk"),
    )
    desks = sa.table(
        "desks", *(sa.column(name) for name in ("id", "name", "phone", "services", "break_reasons", "rules"))
    )
    now = time.time_ns() // 1_000_000
    for row in op.get_bind().execute(sa.select(desks)).all():
        first = {"desk": row.id, "number": 1, "made_at": now, "made_by": "server", "settings": _settings(row)}
        op.execute(versions.insert().values(first))


def _settings(row: sa.Row[tuple[str, ...]]) -> str:
    """As the table kept them, not as the code of some later day would."""
    settings = {
        **json.loads(row.rules),
        "name": row.name,
        "phone": row.phone,
        "services": json.loads(row.services),
        "break_reasons": json.loads(row.break_reasons),
    }
    return json.dumps(settings, ensure_ascii=False)
