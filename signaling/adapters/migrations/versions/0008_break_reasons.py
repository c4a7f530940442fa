"""Reasons for a break have titles, as services have; before, the consoles knew words for some codes."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

TITLES = {
    "meal": ("用餐", "Meal"),
    "rest": ("休息片刻", "Rest"),
    "paperwork": ("整理资料", "Paperwork"),
    "meeting": ("会议", "Meeting"),
    "training": ("培训", "Training"),
}


def upgrade() -> None:
    desks = sa.table("desks", sa.column("id"), sa.column("break_reasons"))
    for row in op.get_bind().execute(sa.select(desks)).all():
        reasons = _json(_titled(json.loads(row.break_reasons)))
        op.execute(desks.update().where(desks.c.id == row.id).values(break_reasons=reasons))
    versions = sa.table("desk_versions", *(sa.column(name) for name in ("desk", "number", "settings")))
    for row in op.get_bind().execute(sa.select(versions)).all():
        settings = json.loads(row.settings)
        kept = _json({**settings, "break_reasons": _titled(settings["break_reasons"])})
        this = (versions.c.desk == row.desk) & (versions.c.number == row.number)
        op.execute(versions.update().where(this).values(settings=kept))


def _titled(codes: list[str]) -> list[dict[str, Any]]:
    titles = [(code, *TITLES.get(code, (code, code))) for code in codes]
    return [{"code": code, "title": {"zh-CN": chinese, "en": english}} for code, chinese, english in titles]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
