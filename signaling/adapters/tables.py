"""The tables of the desk log and of the session records. Times are milliseconds since the Unix epoch.

`desk_events` is the authority. `session_records`, `session_rings` and `agent_intervals` follow from it (projection.py);
what clients report beside it is in the other tables and refers to a record, so that retention reaches all of it.
"""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text

from .database import metadata


def _partial(name: str, column: Column[Any], where: str) -> None:
    """The condition is literal text: with a bound value neither database would use the index."""
    Index(name, column, sqlite_where=text(where), postgresql_where=text(where))


desk_events = Table(
    "desk_events",
    metadata,
    Column("desk", String, primary_key=True),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("kind", String, nullable=False),
    Column("session", String),
    Column("data", Text, nullable=False),
    sqlite_with_rowid=False,
)
_partial("ix_desk_events_session", desk_events.c.session, "session IS NOT NULL")

desk_snapshots = Table(
    "desk_snapshots",
    metadata,
    Column("desk", String, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("shape", String, nullable=False),
    Column("data", Text, nullable=False),
)

session_records = Table(
    "session_records",
    metadata,
    Column("id", String, primary_key=True),
    Column("desk", String, nullable=False),
    Column("site", String, nullable=False),
    Column("kiosk", String, nullable=False),
    Column("state", String, nullable=False),
    Column("in_line", Boolean, nullable=False),
    Column("ticket", String),
    Column("ticket_day", String),
    Column("service", String),
    Column("step", String),
    Column("language", String, nullable=False),
    Column("last_service", String),
    Column("last_step", String),
    Column("last_language", String, nullable=False),
    Column("requested_at", BigInteger, nullable=False),
    Column("first_ring_at", BigInteger),
    Column("answered_at", BigInteger),
    Column("active_at", BigInteger),
    Column("ended_at", BigInteger),
    Column("closed_at", BigInteger),
    Column("talk_since", BigInteger),
    Column("talk_ms", BigInteger, nullable=False),
    Column("setup_ms", BigInteger),
    Column("rings", Integer, nullable=False),
    Column("declined", Integer, nullable=False),
    Column("unanswered", Integer, nullable=False),
    Column("requeues", Integer, nullable=False),
    Column("transfers", Integer, nullable=False, server_default="0"),
    Column("interruptions", Integer, nullable=False),
    Column("media_restarts", Integer, nullable=False),
    Column("relay_only", Boolean, nullable=False),
    Column("agent", String),
    Column("end_reason", String),
    Column("ended_by", String),
    Column("outcome", String),
    Column("consent_voice", Boolean),
    Column("consent_screen", Boolean),
    Column("consent_camera", Boolean),
    Column("consent_text_version", String),
    Column("consent_language", String),
    Column("consent_at", BigInteger),
    Column("rating", Integer),
    Column("rated_at", BigInteger),
    Column("chat_deleted_at", BigInteger),
    Column("timeline_deleted_at", BigInteger),
)
_recs = session_records.c
Index(None, _recs.requested_at, _recs.id)
Index(None, _recs.desk, _recs.requested_at, _recs.id)


IN_TALK = "state = 'talk'"
CHAT_KEPT = "closed_at IS NOT NULL AND chat_deleted_at IS NULL"
TIMELINE_KEPT = "closed_at IS NOT NULL AND timeline_deleted_at IS NULL"
_partial("ix_session_records_in_talk", _recs.agent, IN_TALK)
_partial("ix_session_records_chat_kept", _recs.closed_at, CHAT_KEPT)
_partial("ix_session_records_timeline_kept", _recs.closed_at, TIMELINE_KEPT)

session_rings = Table(
    "session_rings",
    metadata,
    Column("desk", String, primary_key=True),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False),
    Column("session", String, ForeignKey("session_records.id"), nullable=False, index=True),
    Column("agent", String, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("deadline", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("result", String, nullable=False),
    Column("reason", String),
)
Index(None, session_rings.c.agent, session_rings.c.started_at)

agent_intervals = Table(
    "agent_intervals",
    metadata,
    Column("desk", String, primary_key=True),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("agent", String, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", String),
    Column("session", String),
    Column("started_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
)
Index(None, agent_intervals.c.agent, agent_intervals.c.started_at)
Index(None, agent_intervals.c.desk, agent_intervals.c.started_at)
OPEN_INTERVAL = "ended_at IS NULL"
_partial("ix_agent_intervals_open", agent_intervals.c.agent, OPEN_INTERVAL)

session_timeline = Table(
    "session_timeline",
    metadata,
    Column("session", String, ForeignKey("session_records.id"), primary_key=True),
    Column("origin", String, primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("kind", String, nullable=False),
    Column("data", Text, nullable=False),
    sqlite_with_rowid=False,
)

session_chat = Table(
    "session_chat",
    metadata,
    Column("session", String, ForeignKey("session_records.id"), primary_key=True),
    Column("key", String, primary_key=True),
    Column("sender", String, nullable=False),
    Column("agent", String),
    Column("at", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
)

session_drafts = Table(
    "session_drafts",
    metadata,
    Column("session", String, ForeignKey("session_records.id"), primary_key=True),
    Column("outcome", String),
    Column("note", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)
