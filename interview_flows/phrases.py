"""The engine's own sentences, one set a language; what a flow asks stands in the flow.

Fields in braces are filled with `str.format`; what is filled in is never read again.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from interview_flows.vocabulary import Vocabulary, vocabulary_in
from interview_flows.words import base_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """All that the engine says by itself, and what it understands (`heard`), in one language."""

    language: str  # its code
    heard: Vocabulary

    # consent
    minutes: str
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

    # stories
    go_on_telling: str
    still_telling: str
    tell_first: str
    steps_heading: str
    steps_help: str
    steps_right: str
    steps_wrong: str
    finish_story_first: str

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
    skipped_answer: str
    did_not_happen: str
    my_data: str
    languages: str
    only_language: str
    language_changed: str
    unknown_command: str
    early: str
    kept_file: str
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
    not_forgotten: str
    forgotten: str
    expired: str

    # the end
    playback: str
    playback_question: str
    playback_help: str
    verdicts: tuple[str, str, str, str]
    amiss: str
    leave_it: str
    need_line: str
    low_line: str
    wish_line: str
    added_after: str
    offer_anew: str
    already_completed: str
    already_declined: str
    already_withdrawn: str
    already_expired: str
    not_now: str

    language_names: Mapping[str, str]
    agreed_at: str
    not_agreed: str


ENGLISH = Phrases(
    language="en",
    heard=vocabulary_in("en"),
    minutes="It takes about {minutes} minutes.",
    anonymity={
        "identified": (
            "The researchers see your name beside your answers, and may show your answers in maps "
            "of this journey. Say “forget me” at any time, and everything of yours is deleted."
        ),
        "pseudonymous": (
            "Your answers are kept under a made-up name, apart from who you are, and are compiled "
            "with those of others into maps of this journey. Say “forget me” at any time, and "
            "everything of yours is deleted."
        ),
        "anonymous": (
            "Your answers are compiled with those of others into maps of this journey. When you "
            "have finished, the link between you and your answers is deleted, and of all dates "
            "only the week stays: from then on nobody, you included, can look them up, add to "
            "them, change or delete them. Until then, say “forget me” at any time, and everything "
            "of yours is deleted."
        ),
    },
    contact="Questions? A person will answer: {contact}",
    agree="I agree",
    decline="No, thanks",
    consent_first="Before we start I need your agreement; nothing has been stored yet.",
    declined="That is fine. Nothing has been stored. Thank you for your time!",
    yes="Yes",
    no="No",
    faces=("😞 Very bad", "🙁 Bad", "😐 Neither good nor bad", "🙂 Good", "😀 Very good"),
    face_signs=("😞", "🙁", "😐", "🙂", "😀"),
    step_of="Step {number} of {count}: “{step}”",
    step_number="Step {number} of {count}",
    next_section="Thank you. Next: {title}.",
    scale_ends="{low} = {low_label}, {high} = {high_label}",
    you_said="You said: “{words}”",
    you_skipped="You left this one out.",
    keeps="Answer again, or say “skip” to keep it as it is.",
    empty="I could not see any words in that.",
    needed="I need an answer to this one to go on. A short one will do.",
    tick_one="Please tick at least one, or say “skip”.",
    nothing_to_finish="There is nothing to finish here yet. Please answer, or say “skip”.",
    first_question="This is the first question; there is nothing before it.",
    thats_all="That's all",
    nothing="Nothing",
    go_on_telling="Got it. Go on, or press Done when that was everything.",
    still_telling="{count} messages so far. Go on, or press Done when that was everything.",
    tell_first=(
        "I have nothing of your story yet. Please tell me first, in as many messages as you like."
    ),
    steps_heading="These are the steps that I understood:",
    steps_help=(
        "Is that right? If not, type for example: “remove 3”, “merge 2 and 3”, "
        "“swap 2 and 3”, “add after 2: …”, “change 3: …” or “split 3: … / …”."
    ),
    steps_right="That's right",
    steps_wrong="What should be different? Type for example “remove 3” or “change 3: …”.",
    finish_story_first=(
        "Let us finish the story that we are in first: press Done, then confirm its steps."
    ),
    stale="This question has been answered already.",
    gone="This option is not on offer here.",
    not_answered="You have not answered that one yet, so there is nothing to change.",
    no_such_number="There is no answer with that number. Say “answers” to see them all.",
    edited="I have noted your edit.",
    edited_story=(
        "I have noted your edit. The steps stay as you confirmed them; say “answers” to find "
        "and change them."
    ),
    edit_unknown=(
        "I saw your edit, but that message is none of your answers, so nothing has changed."
    ),
    edit_refused="Your edit was not used, the answer before it stays. {reason}",
    deleted="You deleted that message, so I have taken back what it said.",
    add_what="What would you like to add to “{words}”?",
    added="Added, thank you.",
    nothing_to_add_to="There is no answer in words yet that you could add to.",
    help=(
        "You can answer by button or in your own words. At any time you can also say:\n"
        "skip – leave this question out\n"
        "back – change your answer before this one\n"
        "answers – see all your answers, then “change 3” to change the third\n"
        "add – add to your last answer\n"
        "pause, resume – stop for now, go on later\n"
        "language – talk in another language\n"
        "my data – see all that is stored about you\n"
        "stop – end here and take your answers out of the study\n"
        "forget me – have everything deleted"
    ),
    answers="Your answers so far:\n{list}",
    no_answers="You have not given any answers yet.",
    change_how="To change one, say “change” and its number.",
    skipped_answer="left out",
    did_not_happen="did not happen",
    my_data=(
        "This is stored about you in the study “{title}”: the name {respondent} in place of yours, "
        "the messenger ({messenger}), your language ({language}), {consent}, "
        "and your answers with their times (answers: {count}, files: {files})."
    ),
    languages="I speak these languages: {list}. Say for example “language {other}”.",
    only_language="This interview is in {language} only.",
    language_changed="From here on we talk in English.",
    unknown_command="I do not know that command. Say “help” to see what you can do.",
    early="You wrote that before you could see my question, so I have not taken it as its answer.",
    kept_file=(
        "Thank you. I keep your file with your answers (up to 20 MB a file), but I cannot look "
        "into it: please tell me in words what it shows."
    ),
    file_too_large=(
        "I can keep files of up to 20 MB, so I have not kept what is larger. Please send it "
        "smaller, or tell me in words what it shows."
    ),
    file_shows=(
        "One thing to know: the file stays as you sent it. What it shows or says about you, "
        "nobody takes out."
    ),
    file_lost=(
        "I am sorry: I could not keep your file “{name}”. It could not be downloaded, or was "
        "larger than 20 MB. Please tell me in words what it shows, or send it once more."
    ),
    unreadable="I cannot read that ({what}). Please answer with a button or in words.",
    paused="We stop here for now; all your answers are kept. Say “resume” when you want to go on.",
    still_paused="We are paused, so I have not taken that as an answer. Say “resume” to go on.",
    welcome_back="Welcome back! We go on where we were.",
    withdrawn=(
        "We stop here, and your answers will not be used. Thank you for your time. "
        "They are still stored: say “forget me” to have everything deleted."
    ),
    forget_sure=(
        "This deletes everything of yours for good: your answers, your files and who you are. "
        "Say “forget me” once more to do it. Anything else, and all stays as it is."
    ),
    not_forgotten="Good, nothing is deleted.",
    forgotten="Everything of yours is deleted. Thank you for your time, and good-bye.",
    expired=(
        "It has been quiet for a long time, so I close our interview here. Thank you for what"
        " you told me!"
    ),
    playback="This is what I understood:",
    playback_question="Does this describe your experience?",
    playback_help="If something is wrong, say “answers” to see and change it.",
    verdicts=("Not at all", "A little", "Mostly", "Completely"),
    amiss=(
        "Which part is off? Tell me in your words, or say “answers” to see the list and change one."
    ),
    leave_it="Leave it as it is",
    need_line="You needed: {words}",
    low_line="The low point: {words}",
    wish_line="You would have wished: {words}",
    offer_anew=(
        "We have finished that one, so I have not added this to it. Is there something new to "
        "tell? Say “new”, and we begin."
    ),
    added_after="Thank you, I have added that to your answers.",
    already_completed="Our interview is finished, so I have not stored that. Thank you again!",
    already_declined=(
        "You chose not to take part, and nothing has been stored. Thank you all the same!"
    ),
    already_withdrawn=(
        "You stopped this interview, so nothing more is stored. Say “forget me” to have "
        "everything deleted."
    ),
    already_expired=(
        "This interview was closed because it had been quiet for long, so nothing more is "
        "stored. Thank you!"
    ),
    not_now="That does not work at this point.",
    language_names={
        "en": "English",
        "de": "German",
        "es": "Spanish",
        "fr": "French",
        "pt": "Portuguese",
        "ar": "Arabic",
    },
    agreed_at="your consent of {at}",
    not_agreed="no consent so far",
)

_LANGUAGES = {"en": ENGLISH}


def phrases_in(language: str) -> Phrases:
    """Take the engine's sentences in `language`, else in English."""
    return _LANGUAGES.get(base_language(language), ENGLISH)
