"""Files are fetched: when they are due, how often it was tried, why not; which ones are to go."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_WORDS = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
_UNFETCHED = "sha256 = '' AND source != '' AND lost IS NULL"


def upgrade() -> None:
    # With defaults: the release before this one, still running, does not name these columns.
    op.add_column(
        "attachment", sa.Column("due_at", _WORDS, nullable=False, server_default=sa.text("''"))
    )
    op.add_column(
        "attachment", sa.Column("attempts", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("attachment", sa.Column("lost", _WORDS, nullable=True))
    op.create_index(
        "ix_attachment_unfetched",
        "attachment",
        ["due_at"],
        sqlite_where=sa.text(_UNFETCHED),
        postgresql_where=sa.text(_UNFETCHED),
    )
    op.create_index("ix_attachment_sha256", "attachment", ["sha256"])
    op.create_table(
        "discarded",
        sa.Column("sha256", _WORDS, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_discarded"),
    )


def downgrade() -> None:
    op.drop_table("discarded")
    op.drop_index("ix_attachment_sha256", "attachment")
    op.drop_index("ix_attachment_unfetched", "attachment")
    for column in ("lost", "attempts", "due_at"):
        op.drop_column("attachment", column)
