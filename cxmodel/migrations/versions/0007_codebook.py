"""What a researcher decided about raw texts: which are one theme, and its name."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_WORDS = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "theme",
        sa.Column("study", _WORDS, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", _WORDS, nullable=False),
        sa.Column("stage", _WORDS, nullable=False),
        sa.Column("name", _WORDS, nullable=False),
        sa.Column("speaker", _WORDS, nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("texts", _WORDS, nullable=False),
        sa.ForeignKeyConstraint(["study"], ["study.id"], name="fk_theme_study_study"),
        sa.PrimaryKeyConstraint("study", "number", name="pk_theme"),
    )


def downgrade() -> None:
    op.drop_table("theme")
