"""Tickets for those to whom nobody could come, and what happened to each."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ID = sa.String(64)


def upgrade() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("desk", ID, nullable=False),
        sa.Column("site", ID, nullable=False),
        sa.Column("kiosk", ID, nullable=False),
        sa.Column("session", sa.String, nullable=False),
        sa.Column("service", sa.String),
        sa.Column("step", sa.String),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("holder", ID),
        sa.Column("held_until", sa.BigInteger),
        sa.Column("called", sa.Boolean, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("not_before", sa.BigInteger),
        sa.Column("sealed_phone", sa.String(200)),
        sa.PrimaryKeyConstraint("id", name="pk_tickets"),
        sa.ForeignKeyConstraint(["session"], ["session_records.id"], name="fk_tickets_session"),
        sa.UniqueConstraint("session", "kind", name="uq_tickets_session_kind"),
        sa.UniqueConstraint("desk", "kind", "day", "sequence", name="uq_tickets_desk_kind_day_sequence"),
    )
    op.create_index("ix_tickets_desk_state", "tickets", ["desk", "state"])
    op.create_index("ix_tickets_state_expires_at", "tickets", ["state", "expires_at"])
    op.create_index("ix_tickets_desk_made_at", "tickets", ["desk", "made_at"])
    op.create_table(
        "ticket_events",
        sa.Column("ticket", ID, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by", ID),
        sa.Column("result", sa.String(20)),
        sa.Column("until", sa.BigInteger),
        sa.PrimaryKeyConstraint("ticket", "number", name="pk_ticket_events"),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.id"], name="fk_ticket_events_ticket"),
    )
