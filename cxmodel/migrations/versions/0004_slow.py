"""What takes its time to be sent waits beside its chat's queue, in a state of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _index_unsent("state IN ('queued', 'uncertain', 'slow')")


def downgrade() -> None:
    op.execute("UPDATE outbox SET state = 'queued' WHERE state = 'slow'")
    _index_unsent("state IN ('queued', 'uncertain')")


def _index_unsent(condition: str) -> None:
    op.drop_index("ix_outbox_unsent", "outbox")
    op.create_index(
        "ix_outbox_unsent",
        "outbox",
        ["chat", "id"],
        unique=False,
        sqlite_where=sa.text(condition),
        postgresql_where=sa.text(condition),
    )
