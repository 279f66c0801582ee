"""What is said in English, spoken words by their meaning."""

from interview_flows.vocabulary.meanings import Vocabulary

_FACE_WORDS = (
    frozenset(
        {"terrible", "awful", "horrible", "dreadful", "miserable", "the worst", "really bad"}
        | {"extremely bad", "absolutely terrible", "really terrible", "really awful", "furious"}
    ),
    frozenset(
        {
            "quite bad",
            "pretty bad",
            "rather bad",
            "a bit bad",
            "not good",
            "not so good",
            "poor",
        }
        | {"not great", "not very good", "not really good", "unhappy", "annoying", "annoyed"}
        | {"frustrating", "frustrated", "sad", "not happy"}
    ),
    frozenset(
        {
            "ok",
            "okay",
            "so so",
            "neutral",
            "average",
            "meh",
            "indifferent",
            "neither",
            "alright",
        }
        | {"all right", "neither good nor bad", "in between", "mixed", "just ok", "just okay"}
    ),
    frozenset(
        {"quite good", "pretty good", "rather good", "fairly good", "nice", "pleased", "happy"}
        | {"glad", "quite happy", "pretty happy", "quite nice"}
    ),
    frozenset(
        {"great", "excellent", "wonderful", "fantastic", "amazing", "perfect", "awesome"}
        | {"brilliant", "superb", "delighted", "really good", "extremely good", "really great"}
        | {
            "very happy",
            "really happy",
            "really nice",
            "very nice",
            "so good",
            "so happy",
            "lovely",
        }
    ),
)

_NO_MORE = frozenset(
    {"no", "nope", "nothing", "none", "nothing else", "no more", "nothing more", "n", "nah"}
    | {"no thats all", "no thats it", "nothing to add", "no nothing", "no nothing else"}
    | {"no thanks", "no thank you", "not really", "nothing at all", "nothing special", "n a"}
    | {"nothing in particular", "nothing much", "not that i know of", "nothing comes to mind"}
    | {"none at all", "there was nothing", "there is nothing", "there was none", "not anything"}
)

_DONT_KNOW = frozenset(
    {"dont know", "i dont know", "do not know", "i do not know", "dunno", "no idea", "idk"}
    | {"not sure", "im not sure", "i am not sure", "i have no idea", "ive no idea", "no clue"}
    | {"hard to say", "its hard to say", "cant say", "i cant say", "i couldnt say", "who knows"}
    | {"i dunno", "dont remember", "i dont remember", "i do not remember", "cant remember"}
    | {"i cant remember", "havent a clue", "no comment"}
    | {"havent got a clue", "not the faintest idea", "i have no clue", "i wouldnt know"}
    | {"how should i know", "how would i know", "difficult to say", "just because", "because"}
    | {"id rather not say", "i would rather not say", "rather not say", "prefer not to say"}
    | {"i prefer not to say", "no answer", "pass", "i dont want to say", "dont want to say"}
)

_HEDGES = frozenset(
    {"sorry", "honestly", "really", "well", "um", "uh", "er", "hm", "hmm", "oh", "tbh"}
    | {"actually", "frankly", "im", "afraid", "just", "simply", "right", "now", "so", "lol"}
)

_HOW_OFTEN = {
    "once": frozenset(
        {"once", "only once", "one time", "the first time", "a one off", "never", "never again"}
        | {"never before", "never since", "not again", "not since", "not before"}
    ),
    "sometimes": frozenset(
        {"sometimes", "at times", "now and then", "now and again", "from time to time", "often"}
        | {"once in a while", "occasionally", "rarely", "seldom", "hardly ever", "almost never"}
        | {"frequently", "regularly", "usually", "normally", "mostly", "most of the time"}
        | {"a lot", "more than once", "twice", "a few times", "several times", "many times"}
        | {"not always", "almost always", "nearly always", "not every time", "more often"}
    ),
    "always": frozenset(
        {"always", "constantly", "every time", "each time", "every single time", "all the time"}
        | {"continually", "without exception", "without fail", "without end", "permanently"}
    ),
}

_CAUSES = frozenset({"because", "since", "due", "cause", "cos", "cuz", "reason", "thanks"})

_EXAMPLES = frozenset(
    {"example", "for instance", "last", "yesterday", "today", "once", "ago", "when i"}
    | {"when we", "when my", "that day", "week", "month", "year", "morning", "then"}
    | {"one day", "first time", "such as", "like when", "at first", "in the end"}
)

_NEVER_MIND = frozenset(
    {"never mind", "nevermind", "cancel", "dont", "do not", "keep it", "leave it"}
)

_VERDICT_WORDS: tuple[frozenset[str], ...] = (
    frozenset(),
    frozenset({"somewhat", "partly", "a bit", "a little bit", "in part", "in parts"}),
    frozenset(
        {"mostly right", "mostly correct", "mostly yes", "yes mostly", "mostly true"}
        | {
            "mostly fine",
            "almost",
            "nearly",
            "almost completely",
            "pretty much",
            "more or less",
        }
        | {"largely", "for the most part", "by and large", "yes pretty much"}
        | {"yes more or less", "quite well", "pretty well", "fairly well", "almost right"}
    ),
    frozenset(
        {"completely right", "completely correct", "completely true", "yes completely"}
        | {"fully", "entirely", "very well", "perfectly", "yes perfectly", "yes it does"}
        | {"it does", "that describes it", "very much so", "yes very much"}
    ),
)

_ANEW = frozenset(
    {"new", "a new one", "new one", "again", "another", "another one", "one more", "once more"}
    | {"yes", "yes please", "begin", "begin again", "start", "start again", "new report"}
)

_COMMANDS = {
    "skip": "skip",
    "back": "back",
    "answers": "answers",
    "my answers": "answers",
    "pause": "pause",
    "resume": "resume",
    "continue": "resume",
    "start": "start",
    "help": "help",
    "language": "language",
    "stop": "stop",
    "withdraw": "stop",
    "my data": "my_data",
    "mydata": "my_data",
    "forget me": "forget_me",
    "forgetme": "forget_me",
    "forget": "forget_me",
    "add": "add",
}

ENGLISH = Vocabulary(
    face_words=_FACE_WORDS,
    no_more=_NO_MORE,
    dont_know=_DONT_KNOW,
    hedges=_HEDGES,
    how_often=_HOW_OFTEN,
    causes=_CAUSES,
    examples=_EXAMPLES,
    never_mind=_NEVER_MIND,
    verdict_words=_VERDICT_WORDS,
    anew=_ANEW,
    commands=_COMMANDS,
    change="change",
)
