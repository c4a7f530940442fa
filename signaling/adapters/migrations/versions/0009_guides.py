"""Guides, with every version of each."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ID = sa.String(64)


def upgrade() -> None:
    op.create_table(
        "guide_versions",
        sa.Column("service", ID, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("note", sa.String(500)),
        sa.Column("restores", sa.Integer),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("service", "number", name="pk_guide_versions"),
    )
