"""What each agent can do."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("staff", sa.Column("profile", sa.Text, nullable=False, server_default="{}"))
