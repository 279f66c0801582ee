"""What the bot says where no interview speaks: to strangers, to groups, about dead links.

In English; `Visit.tell` says them in the language of whom it talks to.
"""

from interview_flows.tongue import sentence

NO_STUDY = sentence(
    "Hello! I hold short interviews, and I need an invitation link to know which one is yours. "
    "Please open the link that you were sent, or ask the person who told you about me."
)
NOTHING_OF_YOURS = sentence(
    "I know of no answers of yours here, so there is nothing to show, to change or to delete. If "
    "you once completed an anonymous interview, that is how it should be: your answers can no "
    "longer be told from those of others, not by me either."
)
WHICH_STUDY = sentence(
    "Hello! These interviews are open just now. Which one did you come for? "
    "Please type its number.\n\n{list}"
)
UNKNOWN_LINK = sentence(
    "I don't know this invitation. It may have been cut off on its way: please open the link "
    "from the original message again, or ask for a new one."
)
EXPIRED_LINK = sentence(
    "This invitation has expired. Please ask the person who sent it for a new one."
)
TAKEN_LINK = sentence(
    "This invitation has already been used from another account. Each one is for one person: "
    "please ask for one of your own."
)
USED_INVITATION = sentence(
    "This invitation has been used already: each one is for one interview. Thank you for coming!"
)
CLOSED_STUDY = sentence(
    "This study has ended, so I can't take an interview any more. Thank you for coming!"
)
FULL_STUDY = sentence("This study has all the interviews it can take. Thank you for coming!")
WHICH_OF_FLOW = sentence(
    "Several studies ask about this just now. Which one is it for? "
    "Please type its number.\n\n{list}"
)
NO_STUDY_OF_FLOW = sentence(
    "No study asks about this just now. Please ask the person who told you about me, or the team "
    "that improves things where you work."
)
TOO_MANY_AT_ONCE = sentence(
    "Many people are starting this very minute, and I want to have time for each of you. "
    "Please come back in a minute and try again."
)
PUT_OFF = sentence(
    "All right, not now. The invitation above stays good: press Start whenever it suits you, "
    "or just leave it."
)
NEVER_INVITED = sentence(
    "All right, I will not invite you to interviews again, whoever asks. "
    "What you have told me so far is not touched."
)
FORM_TAKEN_ALREADY = sentence(
    "You have told me about this before; each person tells it once. Thank you!"
)
FORM_TAKEN_IN_PART = sentence(
    "Thank you! I could not take all of the form as it was. This is left of what you wrote; please "
    "send it again where I ask for it:\n\n{words}"
)
OUTSIDER = sentence(
    "Thank you for writing! I may only interview people of the organisation that I work for here. "
    "Please ask the person who told you about me for an invitation link."
)
NOT_YOURS = sentence("I don't know this interview. Your own ones are on my Home page.")
NO_MAP_YET = sentence("There is nothing on your map yet: it grows with your answers.")
NO_MAP_OF_ONE = sentence(
    "In an anonymous study I make no map of one person's answers: it would show who said what."
)
NO_MAP_HERE = sentence("I cannot send a map of this interview here.")
WROTE_THERE = sentence("I have written to you in our direct messages.")
NOT_IN_GROUPS = sentence(
    "I only talk one to one. Please write to me in a private chat; nothing here is read."
)
PAUSED_FOR_ANOTHER = sentence(
    "I have paused the interview we were in; nothing is lost. "
    "Say “resume” when this one is done and we go on there."
)
WHICH_INTERVIEW = sentence(
    "We are in the middle of an interview. Shall we finish it first, or shall I pause it and turn "
    "to “{title}”? Nothing is lost either way."
)
FINISH_FIRST = sentence("Finish this one first")
TO_OTHER = sentence("Pause it and turn to the other")
FIRST_IS_FINISHED = sentence(
    "All right, we finish this one first. Say “resume” when it is done, and I turn to the other."
)
TROUBLE = sentence(
    "Something went wrong on my side with your last message, and I could not use it. "
    "All you said before is safe. Please try again, in other words perhaps."
)
NOT_DONE = sentence(
    "I could not do what you asked for just now: {reason}. Please ask again; if that does not "
    "help, tell whoever runs desirepath here."
)
OLD_REPLY = sentence(
    "That is a reply to an earlier message of mine, so I have not taken it as an answer. What I "
    "asked last still waits for you; to change an earlier answer, say “answers”."
)
OLD_BUTTON = sentence("This button belongs to an earlier interview.")
"""Shown where the finger is."""

# ── to researchers ────────────────────────────────────────────────────────────────────────────────

NO_RESEARCHER = (
    "I take such orders from researchers only, and I don't know you as one. The person who runs "
    "desirepath here can change that: desirepath user link NAME --{messenger} {account}"
)
VIEWERS_MAY = (
    "As a viewer you can ask for “status” and “map”. Please ask a researcher for the rest."
)
DESK_HELP = """\
study: the studies there are
study new FLOW TITLE [--open] [--anonymity identified|pseudonymous|anonymous]: a new one
invite STUDY @people #channel @group [flow:FLOW] [SEGMENT]: ask them, each in their own chat
status [STUDY]: how many were invited, started, completed, broke off
map STUDY [FORMAT …]: the map, to you alone
notices STUDY on|off: whether I tell you of completed interviews"""
UNKNOWN_ORDER = "I don't know “{word}”. What I can do:\n{help}"
COMPLETE = "An interview in “{title}” is complete: {done} of {of}."
