"""What researchers write beside a map, the drafts that are kept, and where maps went."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_WORDS = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
_SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "overlay",
        sa.Column("study", _WORDS, nullable=False),
        sa.Column("place", _WORDS, nullable=False),
        sa.Column("key", _WORDS, nullable=False),
        sa.Column("field", _WORDS, nullable=False),
        sa.Column("mark", _WORDS, nullable=False),
        sa.ForeignKeyConstraint(["study"], ["study.id"], name="fk_overlay_study_study"),
        sa.PrimaryKeyConstraint("study", "place", "key", "field", name="pk_overlay"),
    )
    op.create_table(
        "draft",
        sa.Column("study", _WORDS, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("selection", _WORDS, nullable=False),
        sa.Column("fingerprint", _WORDS, nullable=False),
        sa.Column("made_at", _WORDS, nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("stale", _WORDS, nullable=False),
        sa.ForeignKeyConstraint(["study"], ["study.id"], name="fk_draft_study_study"),
        sa.PrimaryKeyConstraint("study", "number", name="pk_draft"),
    )
    op.create_table(
        "handout",
        sa.Column("id", _SERIAL, nullable=False),
        sa.Column("study", _WORDS, nullable=False),
        sa.Column("selection", _WORDS, nullable=False),
        sa.Column("form", _WORDS, nullable=False),
        sa.Column("fingerprint", _WORDS, nullable=False),
        sa.Column("at", _WORDS, nullable=False),
        sa.Column("went_to", _WORDS, nullable=False),
        sa.Column("stale", _WORDS, nullable=False),
        sa.ForeignKeyConstraint(["study"], ["study.id"], name="fk_handout_study_study"),
        sa.PrimaryKeyConstraint("id", name="pk_handout"),
    )
    op.create_index("ix_handout_study", "handout", ["study"])


def downgrade() -> None:
    for table in ("handout", "draft", "overlay"):
        op.drop_table(table)
