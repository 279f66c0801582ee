"""The engine's own sentences in English, the msgids of the catalogues."""

from interview_flows.phrases import Phrases
from interview_flows.tongue import counted_sentence
from interview_flows.vocabulary import vocabulary_in

ENGLISH = Phrases(
    language="en",
    heard=vocabulary_in("en"),
    controls={
        "skip": "Skip",
        "back": "Back",
        "pause": "Pause",
        "resume": "Resume",
        "done": "Done",
        "no_reminders": "No reminders",
    },
    minutes=counted_sentence("It takes about a minute.", "It takes about {number} minutes."),
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
    asked_anew=(
        "You answered “{words}” before. The question has changed since, so I ask it again."
    ),
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
    probe_too_short=(
        "Could you say a little more about that?",
        "Can you put that in a few more words?",
    ),
    probe_no_example=(
        "Is there one moment of it that you remember?",
        "Can you give me one example?",
    ),
    probe_no_cause=("What made you feel that way?", "Where did that feeling come from?"),
    probe_anything_else=("Was there anything else?", "What else comes to mind about it?"),
    probe_why=(
        "Why was that so, as far as you can tell?",
        "What do you think is the reason behind that?",
        "How did it come to be like that?",
    ),
    probe_time_gap=(
        "Some time seems to lie between “{earlier}” and “{later}”. What happened in between?",
        "What happened between “{earlier}” and “{later}”?",
    ),
    probe_no_touchpoint=(
        "That is quite all right. Roughly, was it a person, a screen or a piece of paper?",
        "No matter. Was anyone or anything else part of it at that point, even in passing?",
    ),
    probe_contradiction=(
        (
            "I would like to get this right.\nEarlier: {earlier}\nNow: {later}\n"
            "Which of the two fits better?"
        ),
        (
            "I am not sure that I understand these two together.\nEarlier: {earlier}\n"
            "Now: {later}\nWhich of them fits better?"
        ),
    ),
    asked_and_said="“{question}” – {words}",
    fits_earlier="What I said earlier",
    fits_now="What I said now",
    fits_both="Both fit",
    go_on_telling="Got it. Go on, or press Done when that was everything.",
    still_telling=counted_sentence(
        "One message so far. Go on, or press Done when that was everything.",
        "{number} messages so far. Go on, or press Done when that was everything.",
    ),
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
    add_step=(
        "To add a step, write it behind the word, for example “add: …”, or with its place: "
        "“add after 2: …”."
    ),
    step_added=(
        "I have added that as step {number}. If it belongs elsewhere, type for example "
        "“move {number} after {other}”."
    ),
    correction_undone="I have taken this back: “{words}”.",
    finish_story_first=(
        "Let us finish the story that we are in first: press Done, then confirm its steps."
    ),
    parted="; ",
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
    correct_after=(
        "Our interview is finished, so no question is asked again. To correct something, just "
        "write here what should be different: it is added to your answers."
    ),
    so_far="so far: {words}",
    skipped_answer="left out",
    did_not_happen="did not happen",
    my_data=(
        "This is stored about you in the study “{title}”: the name {respondent} in place of yours, "
        "the messenger ({messenger}), your language ({language}), {consent}, "
        "and your answers with their times (answers: {count}, files: {files})."
    ),
    my_data_caption="All that is stored of this interview, as a file to keep.",
    languages="Which language shall we talk in? Type its name: {list}.",
    only_language="This interview is in {language} only.",
    language_changed="From here on we talk in English.",
    unknown_command="I do not know that command. Say “help” to see what you can do.",
    early="You wrote that before you could see my question, so I have not taken it as its answer.",
    kept_file=(
        "Thank you. I keep your file with your answers (up to 20 MB a file), but I cannot look "
        "into it: please tell me in words what it shows."
    ),
    file_limit="A photo, a voice message or another file may have up to 20 MB.",
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
    forget_how=(
        "I take no plain yes for this, because it cannot be undone. If you want everything "
        "deleted, type these exact words: “forget me”."
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
    picture_caption="The same as a picture, for you to keep.",
    verdicts=("Not at all", "A little", "Mostly", "Completely"),
    amiss=(
        "Which part is off? Tell me in your words, or say “answers” to see the list and change one."
    ),
    off_noted="Thank you, I have noted that. And on the whole?",
    leave_it="Leave it as it is",
    need_line="You needed: {words}",
    low_line="The low point: {words}",
    wish_line="You would have wished: {words}",
    offer_anew=(
        "We have finished that one, so I have not added this to it. Is there something new to "
        "tell? Say “new”, and we begin."
    ),
    added_after="Thank you, I have added that to your answers.",
    good_to_hear=(
        "Good to hear from you! Our interview is finished. If something else comes to mind, just "
        "write it here."
    ),
    already_completed="Our interview is finished, so I have not stored that. Thank you again!",
    is_finished="Our interview is finished. Thank you again!",
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
    agreed_at="your consent of {at}",
    not_agreed="no consent so far",
    reminders=(
        (
            "Hello again! Our interview is still open, and I would be glad to hear the rest of it. "
            "If you would rather not be reminded, say “no reminders”."
        ),
        (
            "A last reminder from me: what you have told me so far is kept, and this is where we "
            "stopped. Say “no reminders” if you want none, or “stop” to end here."
        ),
    ),
    reminders_paused=(
        (
            "Hello again! Our interview is still paused; all your answers are kept. Say “resume” "
            "when it suits you. If you would rather not be reminded, say “no reminders”."
        ),
        (
            "A last reminder from me: the interview waits where you paused it. Say “resume” to go "
            "on, “no reminders” if you want none, or “stop” to end it here."
        ),
    ),
    no_reminders="All right, I will not remind you any more.",
    zone_kept=(
        "I go by the clock of {zone}, and do not write by myself there between {first} and "
        "{last}. To change it, say for example “time zone Europe/Berlin”."
    ),
    zone_unknown=(
        "I do not know that time zone. I go by {zone} as before, and do not write by myself there "
        "between {first} and {last}. Please name one like this: “time zone Europe/Berlin”."
    ),
    moment_what="What is happening just now? Tell me in one message.",
    moment_noted="Noted, with the time. Say “moment” whenever something else happens.",
    moment_dropped="All right, I have noted nothing.",
    no_moments="There is no story in this interview that a moment could belong to.",
    noted_so_far=(
        "You noted already:\n{list}\nPlease tell me the rest of it, or say “done” if that is all."
    ),
    # refusals
    no_words="I did not get any words there. Please type your answer once more.",
    too_long="That is more than I can read here. Please answer in a few words.",
    whole_number="Please answer with one whole number.",
    unsafe_number=(
        "I could not read that number safely. Please type it in plain digits, for example 3."
    ),
    several_numbers="I see more than one number there. Please type just the one you mean.",
    some_number="Please type a number, for example 3.",
    number_read="I read {number} there.",
    number_alone="If that is your answer, please type the number alone.",
    closest_number="Please type the one number that comes closest.",
    range_between="It should be from {low} to {high}.",
    range_from="It should be {low} or more.",
    range_up_to="It should be {high} or less.",
    no_time="I need a number without a time here. Please type just the number, for example 3.",
    other_unit="I need that in this unit: {unit}. Please type just the number.",
    unit_names={
        "minutes": "minutes",
        "hours": "hours",
        "days": "days",
        "weeks": "weeks",
        "months": "months",
        "years": "years",
    },
    yes_or_no="I am not sure whether that is a yes or a no. Please type yes or no.",
    send_file="Here I would need a picture, a voice message or a file. Please send one.",
    no_match="I could not match that to an option.",
    no_option="There is no option {number}.",
    which_option=("Did you mean {list} or {last}? Please type its number or a little more of it."),
    type_number="Please type a number from 1 to {count}, or the words of one option.",
    type_option="Please type a number or the words: {list}.",
    stands_alone=(
        "“{option}” cannot go together with another option. "
        "Please choose either that one alone, or the others."
    ),
    no_date=(
        "I could not read a date there. Please type day, month and year, for example 3 May 2026 "
        "or 2026-05-03."
    ),
    whole_date=(
        "I am not sure which is the day, the month and the year. Please type the date with the "
        "month as a word and the whole year, for example 3 May 2026 or 2026-05-03."
    ),
    which_day=(
        "Do you remember the day? Please type it, for example 3 May 2026 or 2026-05-03. "
        "If you do not know it, your best guess will do."
    ),
    two_dates="Do you mean {one} or {other}? Please type the month as a word.",
    unknown_month=(
        "I do not know the month “{name}”. Please type the date once more, for example "
        "3 May 2026 or 2026-05-03."
    ),
    odd_year=(
        "Please check the year: I read {year}. A good date is, for example, 3 May 2026 or "
        "2026-05-03."
    ),
    no_such_day=(
        "There is no such day as {day}.{month}.{year}. Please type the date once more, for "
        "example 3 May 2026 or 2026-05-03."
    ),
    which_step="I did not understand which step to correct.",
    not_understood="I did not understand “{words}”.",
    one_step_stays=("One step has to stay. You can change its words, like this: “change 1: …”."),
    too_many_steps="I can keep {count} steps. Please merge some before adding more.",
    no_such_step="There is no step {number}. The steps go from 1 to {count}.",
    words_of_step="Please tell me the words of the step as well.",
    merge_which="Please name the steps to merge, like this: “merge 2 and 3”.",
    swap_which="Please name the two steps to swap, like this: “swap 2 and 3”.",
    both_parts=(
        "Please tell me both parts, like this: “split {number}: first part / second part”."
    ),
)
