"""What the engine says by itself: which sentences there are, one set a language.

Their English words are in `english`, other languages have them from the catalogues (see
`phrasebook`). Fields in braces are filled with `str.format`; what is filled in is never read again.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from interview_flows.tongue import Counted
from interview_flows.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """All that the engine says by itself, and what it understands (`heard`), in one language."""

    language: str  # its code
    heard: Vocabulary

    # the small buttons below a prompt; their labels are command words
    controls: Mapping[str, str]

    # consent
    minutes: Counted
    anonymity: Mapping[str, str]
    contact: str
    agree: str
    decline: str
    consent_first: str
    declined: str

    # questions
    yes: str
    no: str
    faces: tuple[str, ...]  # −2 … +2
    face_signs: tuple[str, ...]
    step_of: str
    step_number: str
    next_section: str
    scale_ends: str
    asked_anew: str
    you_said: str
    you_skipped: str
    keeps: str
    empty: str
    needed: str
    tick_one: str
    nothing_to_finish: str
    first_question: str

    # rounds and follow-ups
    thats_all: str
    nothing: str

    # probes: wordings of follow-ups, taken in turn where a flow plans none of its own
    probe_too_short: tuple[str, ...]
    probe_no_example: tuple[str, ...]
    probe_no_cause: tuple[str, ...]
    probe_anything_else: tuple[str, ...]
    probe_why: tuple[str, ...]
    probe_time_gap: tuple[str, ...]
    probe_no_touchpoint: tuple[str, ...]
    probe_contradiction: tuple[str, ...]
    asked_and_said: str
    fits_earlier: str
    fits_now: str
    fits_both: str

    # stories
    go_on_telling: str
    still_telling: Counted
    tell_first: str
    steps_heading: str
    steps_help: str
    steps_right: str
    steps_wrong: str
    add_step: str
    step_added: str
    correction_undone: str
    finish_story_first: str
    parted: str  # between two steps that became one

    # where the finger is
    stale: str
    gone: str

    # changing one's mind
    not_answered: str
    no_such_number: str
    edited: str
    edited_story: str
    edit_unknown: str
    edit_refused: str
    deleted: str
    add_what: str
    added: str
    nothing_to_add_to: str

    # what one can ask for
    help: str
    answers: str
    no_answers: str
    change_how: str
    correct_after: str
    so_far: str
    skipped_answer: str
    did_not_happen: str
    my_data: str
    my_data_caption: str
    languages: str
    only_language: str
    language_changed: str
    unknown_command: str
    early: str
    kept_file: str
    file_limit: str
    file_too_large: str
    file_shows: str
    file_lost: str
    unreadable: str

    # ways to stop
    paused: str
    still_paused: str
    welcome_back: str
    withdrawn: str
    forget_sure: str
    forget_how: str
    not_forgotten: str
    forgotten: str
    expired: str

    # the end
    playback: str
    playback_question: str
    playback_help: str
    picture_caption: str
    verdicts: tuple[str, str, str, str]
    amiss: str
    off_noted: str
    leave_it: str
    need_line: str
    low_line: str
    wish_line: str
    added_after: str
    good_to_hear: str
    offer_anew: str
    already_completed: str
    is_finished: str
    already_declined: str
    already_withdrawn: str
    already_expired: str
    not_now: str

    agreed_at: str
    not_agreed: str

    # time
    reminders: tuple[str, str]  # the first, the second and last
    reminders_paused: tuple[str, str]
    no_reminders: str
    zone_kept: str
    zone_unknown: str
    moment_what: str
    moment_noted: str
    moment_dropped: str
    no_moments: str
    noted_so_far: str

    # refusals
    no_words: str
    too_long: str
    whole_number: str
    unsafe_number: str
    several_numbers: str
    some_number: str
    number_read: str
    number_alone: str
    closest_number: str
    range_between: str
    range_from: str
    range_up_to: str
    no_time: str
    other_unit: str
    unit_names: Mapping[str, str]
    yes_or_no: str
    send_file: str
    no_match: str
    no_option: str
    which_option: str
    type_number: str
    type_option: str
    stands_alone: str
    no_date: str
    whole_date: str
    which_day: str
    two_dates: str
    unknown_month: str
    odd_year: str
    no_such_day: str
    which_step: str
    not_understood: str
    one_step_stays: str
    too_many_steps: str
    no_such_step: str
    words_of_step: str
    merge_which: str
    swap_which: str
    both_parts: str
