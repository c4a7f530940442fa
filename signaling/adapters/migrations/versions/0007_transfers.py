"""How often a session went from one agent to another."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("session_records", sa.Column("transfers", sa.Integer, nullable=False, server_default="0"))
