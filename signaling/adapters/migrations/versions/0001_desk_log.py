"""The desk log, the session records that follow from it, and what clients report beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _log()
    _records()
    _rings_and_intervals()
    _reported()


def _log() -> None:
    op.create_table(
        "desk_events",
        sa.Column("desk", sa.String, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("session", sa.String),
        sa.Column("data", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("desk", "version", name="pk_desk_events"),
        sqlite_with_rowid=False,
    )
    _partial_index("ix_desk_events_session", "desk_events", "session", "session IS NOT NULL")
    op.create_table(
        "desk_snapshots",
        sa.Column("desk", sa.String, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("shape", sa.String, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("desk", name="pk_desk_snapshots"),
    )


def _records() -> None:
    op.create_table(
        "session_records",
        sa.Column("id", sa.String, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("desk", "site", "kiosk", "state")),
        sa.Column("in_line", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.String) for name in ("ticket", "ticket_day", "service", "step")),
        sa.Column("language", sa.String, nullable=False),
        *(sa.Column(name, sa.String) for name in ("last_service", "last_step")),
        sa.Column("last_language", sa.String, nullable=False),
        sa.Column("requested_at", sa.BigInteger, nullable=False),
        *(
            sa.Column(name, sa.BigInteger)
            for name in ("first_ring_at", "answered_at", "active_at", "ended_at", "closed_at", "talk_since")
        ),
        sa.Column("talk_ms", sa.BigInteger, nullable=False),
        sa.Column("setup_ms", sa.BigInteger),
        *(
            sa.Column(name, sa.Integer, nullable=False)
            for name in ("rings", "declined", "unanswered", "requeues", "interruptions", "media_restarts")
        ),
        sa.Column("relay_only", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.String) for name in ("agent", "end_reason", "ended_by", "outcome")),
        *(sa.Column(name, sa.Boolean) for name in ("consent_voice", "consent_screen", "consent_camera")),
        *(sa.Column(name, sa.String) for name in ("consent_text_version", "consent_language")),
        sa.Column("consent_at", sa.BigInteger),
        sa.Column("rating", sa.Integer),
        *(sa.Column(name, sa.BigInteger) for name in ("rated_at", "chat_deleted_at", "timeline_deleted_at")),
        sa.PrimaryKeyConstraint("id", name="pk_session_records"),
    )
    op.create_index("ix_session_records_requested_at_id", "session_records", ["requested_at", "id"])
    op.create_index("ix_session_records_desk_requested_at_id", "session_records", ["desk", "requested_at", "id"])
    _partial_index("ix_session_records_in_talk", "session_records", "agent", "state = 'talk'")
    closed = "closed_at IS NOT NULL AND {}_deleted_at IS NULL"
    for kept in ("chat", "timeline"):
        _partial_index(f"ix_session_records_{kept}_kept", "session_records", "closed_at", closed.format(kept))


def _rings_and_intervals() -> None:
    op.create_table(
        "session_rings",
        sa.Column("desk", sa.String, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False, autoincrement=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("id", "session", "agent")),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("deadline", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("result", sa.String, nullable=False),
        sa.Column("reason", sa.String),
        sa.PrimaryKeyConstraint("desk", "version", name="pk_session_rings"),
        sa.ForeignKeyConstraint(["session"], ["session_records.id"], name="fk_session_rings_session"),
    )
    op.create_index("ix_session_rings_session", "session_rings", ["session"])
    op.create_index("ix_session_rings_agent_started_at", "session_rings", ["agent", "started_at"])
    op.create_table(
        "agent_intervals",
        sa.Column("desk", sa.String, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("agent", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("reason", sa.String),
        sa.Column("session", sa.String),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("desk", "version", name="pk_agent_intervals"),
    )
    op.create_index("ix_agent_intervals_agent_started_at", "agent_intervals", ["agent", "started_at"])
    op.create_index("ix_agent_intervals_desk_started_at", "agent_intervals", ["desk", "started_at"])
    _partial_index("ix_agent_intervals_open", "agent_intervals", "agent", "ended_at IS NULL")


def _reported() -> None:
    op.create_table(
        "session_timeline",
        sa.Column("session", sa.String, nullable=False),
        sa.Column("origin", sa.String, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("session", "origin", "number", name="pk_session_timeline"),
        sa.ForeignKeyConstraint(["session"], ["session_records.id"], name="fk_session_timeline_session"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "session_chat",
        sa.Column("session", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("sender", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("session", "key", name="pk_session_chat"),
        sa.ForeignKeyConstraint(["session"], ["session_records.id"], name="fk_session_chat_session"),
    )
    op.create_table(
        "session_drafts",
        sa.Column("session", sa.String, nullable=False),
        sa.Column("outcome", sa.String),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("session", name="pk_session_drafts"),
        sa.ForeignKeyConstraint(["session"], ["session_records.id"], name="fk_session_drafts_session"),
    )


def _partial_index(name: str, table: str, column: str, where: str) -> None:
    op.create_index(name, table, [column], sqlite_where=sa.text(where), postgresql_where=sa.text(where))
