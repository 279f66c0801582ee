"""The tables of the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_WORDS = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
_SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    _chat()
    _flow_version()
    _note()
    _study()
    _inbox()
    _invitation()
    _respondent()
    _sender()
    _identity()
    _interview()
    _answer()
    _attachment()
    _outbox()


def downgrade() -> None:
    for table in (
        "outbox",
        "attachment",
        "answer",
        "interview",
        "identity",
        "sender",
        "respondent",
        "invitation",
        "inbox",
        "study",
        "note",
        "flow_version",
        "chat",
    ):
        op.drop_table(table)


def _chat() -> None:
    op.create_table(
        "chat",
        sa.Column("id", _SERIAL, nullable=False),
        sa.Column("messenger", _WORDS, nullable=False),
        sa.Column("installation", _WORDS, nullable=False),
        sa.Column("lookup", _WORDS, nullable=False),
        sa.Column("address", _WORDS, nullable=False),
        sa.Column("interview", _WORDS, nullable=True),
        sa.Column("paused", _WORDS, nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chat"),
        sa.UniqueConstraint(
            "lookup", "messenger", "installation", name="uq_chat_lookup_messenger_installation"
        ),
    )


def _flow_version() -> None:
    op.create_table(
        "flow_version",
        sa.Column("version", _WORDS, nullable=False),
        sa.Column("flow", _WORDS, nullable=False),
        sa.Column("text", _WORDS, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_flow_version"),
    )


def _note() -> None:
    op.create_table(
        "note",
        sa.Column("name", _WORDS, nullable=False),
        sa.Column("value", _WORDS, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_note"),
    )


def _study() -> None:
    op.create_table(
        "study",
        sa.Column("id", _WORDS, nullable=False),
        sa.Column("title", _WORDS, nullable=False),
        sa.Column("document", _WORDS, nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("created_at", _WORDS, nullable=False),
        sa.Column("closed_at", _WORDS, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_study"),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", _SERIAL, nullable=False),
        sa.Column("messenger", _WORDS, nullable=False),
        sa.Column("installation", _WORDS, nullable=False),
        sa.Column("event", _WORDS, nullable=False),
        sa.Column("chat", _SERIAL, nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", _WORDS, nullable=False),
        sa.Column("state", _WORDS, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failed_at", _WORDS, nullable=True),
        sa.ForeignKeyConstraint(["chat"], ["chat.id"], name="fk_inbox_chat"),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint(
            "messenger", "installation", "event", name="uq_inbox_messenger_installation_event"
        ),
    )
    op.create_index("ix_inbox_chat", "inbox", ["chat"], unique=False)
    op.create_index(
        "ix_inbox_open",
        "inbox",
        ["chat", "position", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "ix_inbox_poison",
        "inbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'poison'"),
        postgresql_where=sa.text("state = 'poison'"),
    )


def _invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", _WORDS, nullable=False),
        sa.Column("token_hash", _WORDS, nullable=False),
        sa.Column("study", _WORDS, nullable=False),
        sa.Column("messenger", _WORDS, nullable=False),
        sa.Column("segment", _WORDS, nullable=True),
        sa.Column("expires_at", _WORDS, nullable=True),
        sa.Column("reusable", sa.Boolean(), nullable=False),
        sa.Column("allowed", sa.Integer(), nullable=True),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("bound", _WORDS, nullable=True),
        sa.Column("interview", _WORDS, nullable=True),
        sa.ForeignKeyConstraint(["study"], ["study.id"], name="fk_invitation_study"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("token_hash", name="uq_invitation_token_hash"),
    )
    op.create_index("ix_invitation_study", "invitation", ["study"], unique=False)


def _respondent() -> None:
    op.create_table(
        "respondent",
        sa.Column("study", _WORDS, nullable=False),
        sa.Column("pseudonym", _WORDS, nullable=False),
        sa.Column("segment", _WORDS, nullable=True),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["study"], ["study.id"], name="fk_respondent_study"),
        sa.PrimaryKeyConstraint("study", "pseudonym", name="pk_respondent"),
    )


def _sender() -> None:
    op.create_table(
        "sender",
        sa.Column("chat", _SERIAL, autoincrement=False, nullable=False),
        sa.Column("lease_until", _WORDS, nullable=True),
        sa.Column("fence", sa.BigInteger(), nullable=False),
        sa.Column("prompt_turn", sa.Integer(), nullable=True),
        sa.Column("prompt_message", _WORDS, nullable=True),
        sa.Column("prompt_row", sa.BigInteger(), nullable=True),
        sa.Column("prompt_unsure", sa.Boolean(), nullable=False),
        sa.Column("forget", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["chat"], ["chat.id"], name="fk_sender_chat"),
        sa.PrimaryKeyConstraint("chat", name="pk_sender"),
    )


def _identity() -> None:
    op.create_table(
        "identity",
        sa.Column("id", _SERIAL, nullable=False),
        sa.Column("study", _WORDS, nullable=False),
        sa.Column("respondent", _WORDS, nullable=False),
        sa.Column("messenger", _WORDS, nullable=False),
        sa.Column("installation", _WORDS, nullable=False),
        sa.Column("lookup", _WORDS, nullable=False),
        sa.Column("sealed", _WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["study", "respondent"],
            ["respondent.study", "respondent.pseudonym"],
            name="fk_identity_study_respondent",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_identity"),
        sa.UniqueConstraint(
            "study",
            "messenger",
            "installation",
            "lookup",
            name="uq_identity_study_messenger_installation_lookup",
        ),
    )
    op.create_index(
        "ix_identity_study_respondent", "identity", ["study", "respondent"], unique=False
    )


def _interview() -> None:
    op.create_table(
        "interview",
        sa.Column("id", _WORDS, nullable=False),
        sa.Column("study", _WORDS, nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("side", _WORDS, nullable=False),
        sa.Column("respondent", _WORDS, nullable=False),
        sa.Column("segment", _WORDS, nullable=True),
        sa.Column("messenger", _WORDS, nullable=False),
        sa.Column("language", _WORDS, nullable=False),
        sa.Column("flow", _WORDS, nullable=False),
        sa.Column("flow_version", _WORDS, nullable=False),
        sa.Column("phase", _WORDS, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("chat", _SERIAL, nullable=True),
        sa.Column("started_at", _WORDS, nullable=False),
        sa.Column("completed_at", _WORDS, nullable=True),
        sa.Column("touched_at", _WORDS, nullable=False),
        sa.Column("state", _WORDS, nullable=False),
        sa.ForeignKeyConstraint(["chat"], ["chat.id"], name="fk_interview_chat"),
        sa.ForeignKeyConstraint(
            ["flow_version"], ["flow_version.version"], name="fk_interview_flow_version"
        ),
        sa.ForeignKeyConstraint(
            ["study", "respondent"],
            ["respondent.study", "respondent.pseudonym"],
            name="fk_interview_study_respondent",
        ),
        sa.ForeignKeyConstraint(["study"], ["study.id"], name="fk_interview_study"),
        sa.PrimaryKeyConstraint("id", name="pk_interview"),
    )
    op.create_index("ix_interview_chat", "interview", ["chat"], unique=False)
    op.create_index("ix_interview_study_id", "interview", ["study", "id"], unique=False)
    op.create_index(
        "ix_interview_study_respondent", "interview", ["study", "respondent"], unique=False
    )


def _answer() -> None:
    op.create_table(
        "answer",
        sa.Column("interview", _WORDS, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question", _WORDS, nullable=False),
        sa.Column("step", _WORDS, nullable=True),
        sa.Column("kind", _WORDS, nullable=False),
        sa.Column("value", _WORDS, nullable=False),
        sa.Column("verbatim", _WORDS, nullable=False),
        sa.Column("at", _WORDS, nullable=False),
        sa.Column("absence", _WORDS, nullable=True),
        sa.Column("excluded", sa.Boolean(), nullable=False),
        sa.Column("probe", _WORDS, nullable=True),
        sa.Column("revision_of", _WORDS, nullable=True),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("messages", _WORDS, nullable=True),
        sa.ForeignKeyConstraint(["interview"], ["interview.id"], name="fk_answer_interview"),
        sa.PrimaryKeyConstraint("interview", "number", name="pk_answer"),
    )
    op.create_index(
        "uq_answer_interview_turn",
        "answer",
        ["interview", "turn"],
        unique=True,
        sqlite_where=sa.text("turn IS NOT NULL"),
        postgresql_where=sa.text("turn IS NOT NULL"),
    )


def _attachment() -> None:
    op.create_table(
        "attachment",
        sa.Column("interview", _WORDS, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", _WORDS, nullable=False),
        sa.Column("kind", _WORDS, nullable=False),
        sa.Column("name", _WORDS, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", _WORDS, nullable=False),
        sa.Column("answer", _WORDS, nullable=True),
        sa.Column("source", _WORDS, nullable=False),
        sa.ForeignKeyConstraint(["interview"], ["interview.id"], name="fk_attachment_interview"),
        sa.PrimaryKeyConstraint("interview", "number", name="pk_attachment"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", _SERIAL, nullable=False),
        sa.Column("chat", _SERIAL, nullable=False),
        sa.Column("interview", _WORDS, nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("body", _WORDS, nullable=False),
        sa.Column("prompt", sa.Boolean(), nullable=False),
        sa.Column("state", _WORDS, nullable=False),
        sa.Column("not_before", _WORDS, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("message", _WORDS, nullable=True),
        sa.Column("error", _WORDS, nullable=False),
        sa.Column("created_at", _WORDS, nullable=True),
        sa.Column("sent_at", _WORDS, nullable=True),
        sa.ForeignKeyConstraint(["chat"], ["chat.id"], name="fk_outbox_chat"),
        sa.ForeignKeyConstraint(["interview"], ["interview.id"], name="fk_outbox_interview"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index(
        "ix_outbox_dead",
        "outbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'dead'"),
        postgresql_where=sa.text("state = 'dead'"),
    )
    op.create_index("ix_outbox_interview", "outbox", ["interview"], unique=False)
    op.create_index(
        "ix_outbox_unsent",
        "outbox",
        ["chat", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('queued', 'uncertain')"),
        postgresql_where=sa.text("state IN ('queued', 'uncertain')"),
    )
