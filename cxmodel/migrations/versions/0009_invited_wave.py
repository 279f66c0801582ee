"""An invitation knows the wave in which it was made: it asks nobody for a later one."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    # The default is for rows that a release before still writes: at worst somebody is asked twice.
    op.add_column(
        "invitation", sa.Column("wave", sa.Integer(), nullable=False, server_default=sa.text("1"))
    )
    op.execute(
        "UPDATE invitation SET wave ="
        " (SELECT study.wave FROM study WHERE study.id = invitation.study)"
    )


def downgrade() -> None:
    op.drop_column("invitation", "wave")
