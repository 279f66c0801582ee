"""What the bot says where no interview speaks: to strangers, to groups, about dead links."""

NO_STUDY = (
    "Hello! I hold short interviews, and I need an invitation link to know which one is yours. "
    "Please open the link that you were sent, or ask the person who told you about me."
)
WHICH_STUDY = (
    "Hello! These interviews are open just now. Which one did you come for? "
    "Please type its number.\n\n{list}"
)
UNKNOWN_LINK = (
    "I don't know this invitation. It may have been cut off on its way: please open the link "
    "from the original message again, or ask for a new one."
)
EXPIRED_LINK = "This invitation has expired. Please ask the person who sent it for a new one."
TAKEN_LINK = (
    "This invitation has already been used from another account. Each one is for one person: "
    "please ask for one of your own."
)
CLOSED_STUDY = "This study has ended, so I can't take an interview any more. Thank you for coming!"
FULL_STUDY = "This study has all the interviews it can take. Thank you for coming!"
NOT_IN_GROUPS = (
    "I only talk one to one. Please write to me in a private chat; nothing here is read."
)
PAUSED_FOR_ANOTHER = (
    "I have paused the interview we were in; nothing is lost. "
    "Say “resume” when this one is done and we go on there."
)
TROUBLE = (
    "Something went wrong on my side with your last message, and I could not use it. "
    "All you said before is safe. Please try again, in other words perhaps."
)
OLD_BUTTON = "This button belongs to an earlier interview."
"""Shown where the finger is."""
