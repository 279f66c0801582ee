"""Interviews are looked at again though nobody writes: to remind, to close them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_WORDS = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    # Interviews that were open before get theirs with the next thing their respondent does: an
    # upgrade writes to nobody.
    op.create_table(
        "timer",
        sa.Column("interview", _WORDS, nullable=False),
        sa.Column("what", _WORDS, nullable=False),
        sa.Column("due_at", _WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["interview"], ["interview.id"], name="fk_timer_interview_interview"
        ),
        sa.PrimaryKeyConstraint("interview", name="pk_timer"),
    )
    op.create_index("ix_timer_due_at", "timer", ["due_at"])


def downgrade() -> None:
    op.drop_table("timer")
