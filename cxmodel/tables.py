"""The tables, once for both databases. Times are `instants` text, enums and JSON are text too."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnClause,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    and_,
    false,
    literal_column,
)
from sqlalchemy.dialects import postgresql

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# Byte order on both databases: ids sort the same, and no locale of a server changes an export.
Words = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
# SQLite numbers rows by itself only where the key is declared INTEGER.
Serial = BigInteger().with_variant(Integer, "sqlite")

# Literals, not parameters: a partial index is used only where the query spells its condition out.
OPEN: ColumnClause[str] = literal_column("'open'")
DONE: ColumnClause[str] = literal_column("'done'")
POISON: ColumnClause[str] = literal_column("'poison'")
QUEUED: ColumnClause[str] = literal_column("'queued'")
UNCERTAIN: ColumnClause[str] = literal_column("'uncertain'")
SLOW: ColumnClause[str] = literal_column("'slow'")
SENT: ColumnClause[str] = literal_column("'sent'")
DEAD: ColumnClause[str] = literal_column("'dead'")

study = Table(
    "study",
    metadata,
    Column("id", Words, primary_key=True),
    Column("title", Words, nullable=False),
    Column("document", Words, nullable=False),  # JSON of the whole Study
    Column("wave", Integer, nullable=False),  # the current one
    Column("created_at", Words, nullable=False),
    Column("closed_at", Words),
)

note = Table(
    "note",
    metadata,
    Column("name", Words, primary_key=True),
    Column("value", Words, nullable=False),
)

flow_version = Table(
    "flow_version",
    metadata,
    Column("version", Words, primary_key=True),  # hash of the text
    Column("flow", Words, nullable=False),
    Column("text", Words, nullable=False),
)

respondent = Table(
    "respondent",
    metadata,
    Column("study", Words, ForeignKey("study.id"), primary_key=True),
    Column("pseudonym", Words, primary_key=True),
    Column("segment", Words),
    # A tombstone: who was erased stays erased.
    Column("erased", Boolean, nullable=False),
)

identity = Table(
    "identity",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("study", Words, nullable=False),
    Column("respondent", Words, nullable=False),
    Column("messenger", Words, nullable=False),
    Column("installation", Words, nullable=False),
    Column("lookup", Words, nullable=False),  # keyed hash of the account
    Column("sealed", Words, nullable=False),  # account and name, encrypted
    ForeignKeyConstraint(["study", "respondent"], ["respondent.study", "respondent.pseudonym"]),
    UniqueConstraint("study", "messenger", "installation", "lookup"),
    Index(None, "study", "respondent"),
)

invitation = Table(
    "invitation",
    metadata,
    Column("id", Words, primary_key=True),
    # Of one that was sent to an account: "sent" and its id, for there is no token.
    Column("token_hash", Words, nullable=False, unique=True),
    Column("study", Words, ForeignKey("study.id"), nullable=False, index=True),
    Column("messenger", Words, nullable=False),
    Column("segment", Words),
    Column("expires_at", Words),
    Column("reusable", Boolean, nullable=False),
    Column("allowed", Integer),  # uses of a reusable one; null: any number
    Column("used", Integer, nullable=False),
    Column("bound", Words),  # keyed hash of the first account, or of the one it was sent to
    Column("interview", Words),
    Column("flow", Words),  # which of the study's guides; null: its first, or an open one's choice
    Column("wave", Integer, nullable=False, server_default=literal_column("1")),  # as it was made
)

chat = Table(
    "chat",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("messenger", Words, nullable=False),
    Column("installation", Words, nullable=False),
    Column("lookup", Words, nullable=False),  # keyed hash of the address
    Column("address", Words, nullable=False),  # sealed
    # No foreign key: interviews point here, and two tables cannot be each other's first.
    Column("interview", Words),
    Column("paused", Words, nullable=False),  # JSON list of interview ids
    Column("refused", Boolean, nullable=False),
    # Whoever is there said: never ask me to an interview again.
    Column("no_invitations", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("lookup", "messenger", "installation"),
)

# What sending changes of a chat, in a row of its own: a chat that is being sent to can still be
# locked for its next turn.
sender = Table(
    "sender",
    metadata,
    Column("chat", Serial, ForeignKey("chat.id"), primary_key=True, autoincrement=False),
    Column("lease_until", Words),
    Column("fence", BigInteger, nullable=False),
    Column("prompt_turn", Integer),
    Column("prompt_message", Words),
    Column("prompt_row", BigInteger),  # the outbox row that it was sent from
    # An earlier try to send it may have arrived: it may be older than its message says.
    Column("prompt_unsure", Boolean, nullable=False),
    # The respondent was erased: the address goes with the last message to it.
    Column("forget", Boolean, nullable=False),
)

interview = Table(
    "interview",
    metadata,
    Column("id", Words, primary_key=True),
    Column("study", Words, ForeignKey("study.id"), nullable=False),
    Column("wave", Integer, nullable=False),
    Column("side", Words, nullable=False),
    Column("respondent", Words, nullable=False),
    Column("segment", Words),
    Column("messenger", Words, nullable=False),
    Column("language", Words, nullable=False),
    Column("flow", Words, nullable=False),
    Column("flow_version", Words, ForeignKey("flow_version.version"), nullable=False),
    Column("phase", Words, nullable=False),
    Column("version", Integer, nullable=False),
    Column("chat", Serial, ForeignKey("chat.id"), index=True),
    Column("started_at", Words, nullable=False),
    Column("completed_at", Words),
    Column("touched_at", Words, nullable=False),
    Column("state", Words, nullable=False),  # JSON of what no query looks at
    ForeignKeyConstraint(["study", "respondent"], ["respondent.study", "respondent.pseudonym"]),
    Index(None, "study", "id"),
    Index(None, "study", "respondent"),
    Index(None, "study", "started_at"),
)

answer = Table(
    "answer",
    metadata,
    Column("interview", Words, ForeignKey("interview.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # 7 of a7
    Column("question", Words, nullable=False),
    Column("step", Words),
    Column("kind", Words, nullable=False),
    Column("value", Words, nullable=False),  # JSON
    Column("verbatim", Words, nullable=False),
    Column("at", Words, nullable=False),
    Column("absence", Words),
    Column("excluded", Boolean, nullable=False),
    Column("probe", Words),  # JSON list: reason, rung, of, perhaps against
    Column("revision_of", Words),
    Column("turn", Integer),
    Column("messages", Words),  # JSON list
)
# The last net: a turn is answered once.
Index(
    "uq_answer_interview_turn",
    answer.c.interview,
    answer.c.turn,
    unique=True,
    sqlite_where=answer.c.turn.is_not(None),
    postgresql_where=answer.c.turn.is_not(None),
)

attachment = Table(
    "attachment",
    metadata,
    Column("interview", Words, ForeignKey("interview.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # place in the interview
    Column("id", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", Words, nullable=False),
    Column("answer", Words),
    Column("source", Words, nullable=False),
    # When its file may be fetched (again); while somebody is at it, when their lease runs out.
    Column("due_at", Words, nullable=False, server_default=literal_column("''")),
    Column("attempts", Integer, nullable=False, server_default=literal_column("0")),
    Column("lost", Words),  # why its file will never be kept
)
FETCHING = frozenset({"due_at", "attempts", "lost"})
"""Columns of `attachment` that only fetching looks at; an interview knows nothing of them."""
_empty: ColumnClause[str] = literal_column("''")
unfetched = and_(
    attachment.c.sha256 == _empty, attachment.c.source != _empty, attachment.c.lost.is_(None)
)
Index(
    "ix_attachment_unfetched",
    attachment.c.due_at,
    sqlite_where=unfetched,
    postgresql_where=unfetched,
)
Index("ix_attachment_sha256", attachment.c.sha256)

# Files whose respondent was erased: they go as soon as no attachment has the same content.
discarded = Table("discarded", metadata, Column("sha256", Words, primary_key=True))

inbox = Table(
    "inbox",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("messenger", Words, nullable=False),
    Column("installation", Words, nullable=False),
    Column("event", Words, nullable=False),  # keyed hash of the platform's id
    Column("chat", Serial, ForeignKey("chat.id")),
    Column("position", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("received_at", Words, nullable=False),
    Column("state", Words, nullable=False),  # open, done, poison
    Column("attempts", Integer, nullable=False),
    Column("failed_at", Words),
    UniqueConstraint("messenger", "installation", "event"),
    Index(None, "chat"),
)
Index(
    "ix_inbox_open",
    inbox.c.chat,
    inbox.c.position,
    inbox.c.id,
    sqlite_where=inbox.c.state == OPEN,
    postgresql_where=inbox.c.state == OPEN,
)
Index(
    "ix_inbox_poison",
    inbox.c.id,
    sqlite_where=inbox.c.state == POISON,
    postgresql_where=inbox.c.state == POISON,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("chat", Serial, ForeignKey("chat.id"), nullable=False),
    Column("interview", Words, ForeignKey("interview.id"), index=True),
    Column("turn", Integer, nullable=False),
    Column("body", Words, nullable=False),  # JSON
    Column("prompt", Boolean, nullable=False),
    Column("state", Words, nullable=False),  # queued, uncertain, slow, sent, dead
    Column("not_before", Words),
    Column("attempts", Integer, nullable=False),
    Column("message", Words),
    Column("error", Words, nullable=False),
    Column("created_at", Words),
    Column("sent_at", Words),
)
unsent = outbox.c.state.in_([QUEUED, UNCERTAIN, SLOW])
Index("ix_outbox_unsent", outbox.c.chat, outbox.c.id, sqlite_where=unsent, postgresql_where=unsent)
Index(
    "ix_outbox_dead",
    outbox.c.id,
    sqlite_where=outbox.c.state == DEAD,
    postgresql_where=outbox.c.state == DEAD,
)

# When an interview is looked at again though nobody writes: to remind, to close it.
timer = Table(
    "timer",
    metadata,
    Column("interview", Words, ForeignKey("interview.id"), primary_key=True),
    Column("what", Words, nullable=False),  # what is due next
    # Never too late; too early where the respondent wrote since: then it is set anew.
    Column("due_at", Words, nullable=False, index=True),
)

# Where a messenger's app was installed by others than its operator: a workspace of Slack, say.
installation = Table(
    "installation",
    metadata,
    Column("messenger", Words, primary_key=True),
    Column("key", Words, primary_key=True),  # as `installation` everywhere else
    Column("sealed", Words, nullable=False),  # tokens and what belongs to them, encrypted
    Column("version", Integer, nullable=False),
    # One process at a time may turn in a token for its successor.
    Column("refreshing_until", Words),
    Column("updated_at", Words, nullable=False),
)

portal_user = Table(
    "portal_user",
    metadata,
    Column("name", Words, primary_key=True),
    Column("role", Words, nullable=False),  # viewer, researcher, admin
    Column("password", Words, nullable=False),  # Argon2id, with its salt and parameters
    Column("created_at", Words, nullable=False),
)

user_account = Table(
    "user_account",
    metadata,
    Column("messenger", Words, primary_key=True),
    Column("installation", Words, primary_key=True),
    Column("lookup", Words, primary_key=True),  # keyed hash of the account
    Column("name", Words, ForeignKey("portal_user.name"), nullable=False, index=True),
    Column("sealed", Words, nullable=False),  # the account, encrypted
)

# Who hears of completed interviews, and who has asked not to.
watch = Table(
    "watch",
    metadata,
    Column("study", Words, ForeignKey("study.id"), primary_key=True),
    Column("chat", Serial, ForeignKey("chat.id"), primary_key=True, autoincrement=False),
    Column("wanted", Boolean, nullable=False),
)

# What a researcher decided about raw texts: hashes of them, never the words themselves.
theme = Table(
    "theme",
    metadata,
    Column("study", Words, ForeignKey("study.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Words, nullable=False),  # step, touchpoint, pain
    Column("stage", Words, nullable=False),  # of a step
    Column("name", Words, nullable=False),  # empty: one of its texts names it
    Column("speaker", Words, nullable=False),  # the key of that text
    Column("pinned", Boolean, nullable=False),
    Column("texts", Words, nullable=False),  # JSON list of keys
)

# What researchers wrote beside the map: one field of one thing a row.
overlay = Table(
    "overlay",
    metadata,
    Column("study", Words, ForeignKey("study.id"), primary_key=True),
    Column("place", Words, primary_key=True),  # map, step, claim, quote, pair
    Column("key", Words, primary_key=True),
    Column("field", Words, primary_key=True),
    Column("mark", Words, nullable=False),  # JSON of the whole Mark
)

# Maps as they were compiled. Rows, not files: who is erased goes from them in the same commit.
draft = Table(
    "draft",
    metadata,
    Column("study", Words, ForeignKey("study.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("selection", Words, nullable=False),  # JSON of the Selection
    Column("fingerprint", Words, nullable=False),
    Column("made_at", Words, nullable=False),
    Column("people", Integer, nullable=False),
    Column("document", LargeBinary, nullable=False),  # compressed; empty where it had to go
    Column("stale", Words, nullable=False),  # why it should not be relied on any more; or empty
)

# Where maps went: files written, downloads, uploads. None of their words.
handout = Table(
    "handout",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("study", Words, ForeignKey("study.id"), nullable=False, index=True),
    Column("selection", Words, nullable=False),  # as the name of the file says it
    Column("form", Words, nullable=False),
    Column("fingerprint", Words, nullable=False),
    Column("at", Words, nullable=False),
    Column("went_to", Words, nullable=False),  # a file's path, or by which way it left
    Column("stale", Words, nullable=False),
)
