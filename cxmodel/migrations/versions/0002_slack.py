"""Installations, users and their accounts, invitations sent to people, notices to researchers."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_WORDS = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
_SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    # With a default: the release before this one, still running, does not name the column.
    op.add_column(
        "chat",
        sa.Column("no_invitations", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_index("ix_interview_study_started_at", "interview", ["study", "started_at"])
    _installation()
    _portal_user()
    _user_account()
    _watch()


def downgrade() -> None:
    for table in ("watch", "user_account", "portal_user", "installation"):
        op.drop_table(table)
    op.drop_index("ix_interview_study_started_at", "interview")
    op.drop_column("chat", "no_invitations")


def _installation() -> None:
    op.create_table(
        "installation",
        sa.Column("messenger", _WORDS, nullable=False),
        sa.Column("key", _WORDS, nullable=False),
        sa.Column("sealed", _WORDS, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("refreshing_until", _WORDS, nullable=True),
        sa.Column("updated_at", _WORDS, nullable=False),
        sa.PrimaryKeyConstraint("messenger", "key", name="pk_installation"),
    )


def _portal_user() -> None:
    op.create_table(
        "portal_user",
        sa.Column("name", _WORDS, nullable=False),
        sa.Column("role", _WORDS, nullable=False),
        sa.Column("password", _WORDS, nullable=False),
        sa.Column("created_at", _WORDS, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_portal_user"),
    )


def _user_account() -> None:
    op.create_table(
        "user_account",
        sa.Column("messenger", _WORDS, nullable=False),
        sa.Column("installation", _WORDS, nullable=False),
        sa.Column("lookup", _WORDS, nullable=False),
        sa.Column("name", _WORDS, nullable=False),
        sa.Column("sealed", _WORDS, nullable=False),
        sa.ForeignKeyConstraint(["name"], ["portal_user.name"], name="fk_user_account_name"),
        sa.PrimaryKeyConstraint("messenger", "installation", "lookup", name="pk_user_account"),
    )
    op.create_index("ix_user_account_name", "user_account", ["name"], unique=False)


def _watch() -> None:
    op.create_table(
        "watch",
        sa.Column("study", _WORDS, nullable=False),
        sa.Column("chat", _SERIAL, autoincrement=False, nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["chat"], ["chat.id"], name="fk_watch_chat"),
        sa.ForeignKeyConstraint(["study"], ["study.id"], name="fk_watch_study"),
        sa.PrimaryKeyConstraint("study", "chat", name="pk_watch"),
    )
