"""The table of guides. Times are milliseconds."""

from sqlalchemy import BigInteger, Column, Integer, String, Table, Text

from .database import metadata
from .directory_tables import ID

guide_versions = Table(
    "guide_versions",
    metadata,
    Column("service", ID, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("made_at", BigInteger, nullable=False),
    Column("made_by", ID, nullable=False),
    Column("note", String(500)),
    Column("restores", Integer),
    Column("document", Text, nullable=False),
)
