"""The keys of a flow file: what the loader reads, and what the editors' schema is made from."""

FLOW_KEYS = (
    *("id", "title", "languages", "audience", "minutes", "consent", "closing"),
    *("screened_out", "playback", "repeatable", "probe_budget", "sections"),
)
SECTION_KEYS = ("id", "title", "stage", "when", "probe_budget", "items")
REPEAT_KEYS = ("repeat", "each", "until", "questions")
QUESTION_KEYS = (
    *("id", "kind", "text", "hint", "lane", "measure", "effort", "unit", "options", "options_from"),
    *("free", "low", "high", "low_label", "high_label", "skippable", "when", "screens", "probes"),
)
OPTION_KEYS = ("id", "label", "absence", "channel", "exclusive")
PROBE_KEYS = ("reason", "times", "words", "contradicts", "wordings")
EFFORT_KEYS = ("kind", "moment")
