"""Who of the staff wrote a line of a chat: it need not be the agent who talks with the resident."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("session_chat", sa.Column("agent", sa.String))
