"""The tables of tickets. Times are milliseconds."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from .database import metadata
from .directory_tables import ID

tickets = Table(
    "tickets",
    metadata,
    Column("id", ID, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("desk", ID, nullable=False),
    Column("site", ID, nullable=False),
    Column("kiosk", ID, nullable=False),
    Column("session", String, ForeignKey("session_records.id"), nullable=False),
    Column("service", String),
    Column("step", String),
    Column("language", String, nullable=False),
    Column("reason", String(40), nullable=False),
    Column("day", String(10), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("holder", ID),
    Column("held_until", BigInteger),
    Column("called", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", BigInteger),
    Column("sealed_phone", String(200)),
    UniqueConstraint("session", "kind"),
    UniqueConstraint("desk", "kind", "day", "sequence"),
    Index("ix_tickets_desk_state", "desk", "state"),
    Index("ix_tickets_state_expires_at", "state", "expires_at"),
    Index("ix_tickets_desk_made_at", "desk", "made_at"),
)
"""`sealed_phone` is null once the ticket is done or expired."""

ticket_events = Table(
    "ticket_events",
    metadata,
    Column("ticket", ID, ForeignKey("tickets.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("by", ID),
    Column("result", String(20)),
    Column("until", BigInteger),
)
