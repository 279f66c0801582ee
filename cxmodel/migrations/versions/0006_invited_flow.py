"""An invitation may lead to one of its study's guides, not only to the first."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_WORDS = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    # Null, as in every row of before and in those of a release before: the study's first.
    op.add_column("invitation", sa.Column("flow", _WORDS))


def downgrade() -> None:
    op.drop_column("invitation", "flow")
