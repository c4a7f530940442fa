"""Tables of who and what is known: desks with their versions, sites, kiosks, staff, sign-ins, enrolments. Times are
milliseconds."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from .database import metadata

ID = String(64)

desks = Table(
    "desks",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("phone", String(40), nullable=False),
    Column("services", Text, nullable=False),
    Column("break_reasons", Text, nullable=False),
    Column("rules", Text, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("created_at", BigInteger, nullable=False),
)

desk_versions = Table(
    "desk_versions",
    metadata,
    Column("desk", ID, ForeignKey("desks.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("made_at", BigInteger, nullable=False),
    Column("made_by", ID, nullable=False),
    Column("note", String(500)),
    Column("restores", Integer),
    Column("settings", Text, nullable=False),
)

sites = Table(
    "sites",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("desk", ID, ForeignKey("desks.id"), nullable=False),
    Column("created_at", BigInteger, nullable=False),
)

kiosks = Table(
    "kiosks",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("site", ID, ForeignKey("sites.id"), nullable=False, index=True),
    Column("public_key", String(400), nullable=False, index=True),
    Column("enrolled_at", BigInteger, nullable=False),
    Column("last_seen_at", BigInteger),
    Column("revoked_at", BigInteger),
)

staff = Table(
    "staff",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", String(64), nullable=False, unique=True),
    Column("display_name", String(200), nullable=False),
    Column("role", String(20), nullable=False),
    Column("desk", ID, ForeignKey("desks.id")),
    Column("disabled", Boolean, nullable=False),
    Column("not_before", BigInteger, nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("must_change_password", Boolean, nullable=False),
    Column("profile", Text, nullable=False, server_default="{}"),
    Column("created_at", BigInteger, nullable=False),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("id", ID, primary_key=True),
    Column("agent", ID, ForeignKey("staff.id"), nullable=False, index=True),
    Column("secret_hash", String(64), nullable=False),
    Column("previous_hash", String(64)),
    Column("rotated_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
)

enrolments = Table(
    "enrolments",
    metadata,
    Column("id", ID, primary_key=True),
    Column("code", String(8), nullable=False, unique=True),
    Column("secret_hash", String(64), nullable=False),
    Column("public_key", String(400), nullable=False),
    Column("remote_address", String(64), nullable=False),
    Column("requested_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("state", String(10), nullable=False),
    Column("kiosk", ID, ForeignKey("kiosks.id")),
    Index("ix_enrolments_state_expires_at", "state", "expires_at"),
)
