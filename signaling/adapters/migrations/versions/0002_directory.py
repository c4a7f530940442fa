"""Who and what is known: sites, desks, kiosks, staff, sign-ins, enrolments."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.String(64)


def upgrade() -> None:
    _places()
    _kiosks()
    _staff()
    _enrolments()


def _places() -> None:
    op.create_table(
        "desks",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("services", sa.Text, nullable=False),
        sa.Column("break_reasons", sa.Text, nullable=False),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desks"),
    )
    op.create_table(
        "sites",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("desk", ID, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sites"),
        sa.ForeignKeyConstraint(["desk"], ["desks.id"], name="fk_sites_desk"),
    )


def _kiosks() -> None:
    op.create_table(
        "kiosks",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("site", ID, nullable=False),
        sa.Column("public_key", sa.String(400), nullable=False),
        sa.Column("enrolled_at", sa.BigInteger, nullable=False),
        sa.Column("last_seen_at", sa.BigInteger),
        sa.Column("revoked_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_kiosks"),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name="fk_kiosks_site"),
    )
    op.create_index("ix_kiosks_site", "kiosks", ["site"])
    op.create_index("ix_kiosks_public_key", "kiosks", ["public_key"])


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("display_name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("desk", ID),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("not_before", sa.BigInteger, nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("must_change_password", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("name", name="uq_staff_name"),
        sa.ForeignKeyConstraint(["desk"], ["desks.id"], name="fk_staff_desk"),
    )
    op.create_table(
        "sign_ins",
        sa.Column("id", ID, nullable=False),
        sa.Column("agent", ID, nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("previous_hash", sa.String(64)),
        sa.Column("rotated_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_ins"),
        sa.ForeignKeyConstraint(["agent"], ["staff.id"], name="fk_sign_ins_agent"),
    )
    op.create_index("ix_sign_ins_agent", "sign_ins", ["agent"])
    op.create_index("ix_sign_ins_expires_at", "sign_ins", ["expires_at"])


def _enrolments() -> None:
    op.create_table(
        "enrolments",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("public_key", sa.String(400), nullable=False),
        sa.Column("remote_address", sa.String(64), nullable=False),
        sa.Column("requested_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("kiosk", ID),
        sa.PrimaryKeyConstraint("id", name="pk_enrolments"),
        sa.UniqueConstraint("code", name="uq_enrolments_code"),
        sa.ForeignKeyConstraint(["kiosk"], ["kiosks.id"], name="fk_enrolments_kiosk"),
    )
    op.create_index("ix_enrolments_state_expires_at", "enrolments", ["state", "expires_at"])
