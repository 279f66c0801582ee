"""What is said in English."""

from interview_flows.vocabulary import amounts, counts, kindness, telling
from interview_flows.vocabulary.meanings import (
    Calendar,
    Numerals,
    Times,
    Vocabulary,
    by_words,
    connectives,
    count_words,
    counted,
    names,
    ways,
)
from interview_flows.words import said, word_set

_NOT_IN_TIME = r"(?!(?:to|door|day|week|month|year|time|one|step|point|call|meeting|again)\b)"

ENGLISH = Vocabulary(
    yes=ways(
        "that's|that is|this is|that was|it's",
        "how it was|how it went|how it happened|exactly how it was|exactly how it went"
        "|exactly how it happened|what happened|exactly what happened|what i did|what we did"
        "|exactly right|all correct|all right|absolutely right",
    )
    | said(
        "this is right|this is correct|looks correct|looks fine to me"
        "|looks right to me|it looks good|it looks right|it looks correct|seems right"
        "|seems correct|sounds right to me|"
        "yes|y|yep|yeah|yup|ya|yes please|ok|okay|okey|sure|sure thing|fine|all right|alright"
        "|of course|certainly|definitely|absolutely|totally|exactly|precisely|indeed|agree|i agree"
        "|agreed|i do agree|i do|accept|i accept|gladly|with pleasure|go ahead|let's go|let's do it"
        "|sounds good|sounds right|looks good|looks right|looks fine|looks good to me|good|great"
        "|perfect|correct|right|true|that's right|that is right|that's correct|that is correct"
        "|that's it exactly|that's fine|that is fine|that's ok|it's fine|it's ok|it's right"
        "|it's correct|it's perfect|all good|all correct|all right so far|spot on|100 percent"
        "|hundred percent|you may|you can|i don't mind"
    ),
    no=said(
        "no|n|nope|nah|not now|not really|not at all|not ok|not okay|not right|not correct"
        "|not quite|no way|of course not|absolutely not|definitely not|certainly not|better not"
        "|rather not|i'd rather not|i would rather not|decline|i decline|disagree|i disagree"
        "|i don't|i do not|i don't agree|i do not agree|i don't think so|wrong|that's wrong"
        "|it's wrong|that's not right|that's not correct|it's not right"
    ),
    finished=said(
        "done|i'm done|i am done|all done|finished|i'm finished|i am finished|i have finished"
        "|i've finished|that's all|that is all|that's it|that is it|that was it|that was all"
        "|that's everything|that is everything|that was everything|that's about it|that's the end"
        "|that was the end|that is the end|that's the whole story"
    ),
    polite=word_set("please thanks thank you pls plz thx ty thnx tnx tks cheers"),
    subjects=word_set("it i we they he she that there"),
    doubt=word_set("but maybe perhaps if except yet sometimes"),
    never_mind=said("never mind|nevermind|cancel|don't|do not|keep it|leave it"),
    undo=said(
        "undo that|undo it|undo this|undo the last one|undo last|undo the last correction"
        "|undo the last change|undo my last change|no undo that|no undo|oops undo|oops undo that"
        "|take that back|take it back|take back|put it back|revert|revert that|reverse that"
    ),
    anew=said(
        "new|a new one|new one|again|another|another one|one more|once more|yes|yes please|begin"
        "|begin again|start|start again|new report"
    ),
    verdict_words=names(
        ","
        "somewhat|partly|a bit|a little bit|in part|in parts|kind of|sort of|kinda|sorta"
        "|so so|yes and no|half|halfway|half right|partially|to some extent|in a way,"
        "mostly right|mostly correct|mostly yes|yes mostly|mostly true|mostly fine|almost|nearly"
        "|almost completely|pretty much|more or less|largely|for the most part|by and large"
        "|yes pretty much|yes more or less|quite well|pretty well|fairly well|almost right,"
        "completely right|completely correct|completely true|yes completely|fully|entirely"
        "|very well|perfectly|yes perfectly|yes it does|it does|that describes it|very much so"
        "|yes very much"
    ),
    face_words=names(
        "terrible|awful|horrible|dreadful|miserable|the worst|really bad|extremely bad"
        "|absolutely terrible|really terrible|really awful|furious,"
        "quite bad|pretty bad|rather bad|a bit bad|not good|not so good|poor|not great"
        "|not very good|not really good|unhappy|annoying|annoyed|frustrating|frustrated|sad"
        "|not happy,"
        "ok|okay|so so|neutral|average|meh|indifferent|neither|alright|all right"
        "|neither good nor bad|in between|mixed|just ok|just okay,"
        "quite good|pretty good|rather good|fairly good|nice|pleased|happy|glad|quite happy"
        "|pretty happy|quite nice,"
        "great|excellent|wonderful|fantastic|amazing|perfect|awesome|brilliant|superb|delighted"
        "|really good|extremely good|really great|very happy|really happy|really nice|very nice"
        "|so good|so happy|lovely"
    ),
    how_often=counted(
        {
            "once": "once|only once|one time|the first time|a one off|never|never again"
            "|never before|never since|not again|not since|not before",
            "sometimes": "sometimes|at times|now and then|now and again|from time to time|often"
            "|once in a while|occasionally|rarely|seldom|hardly ever|almost never|frequently"
            "|regularly|usually|normally|mostly|most of the time|a lot|more than once|twice"
            "|a few times|several times|many times|not always|almost always|nearly always"
            "|not every time|more often",
            "always": "always|constantly|every time|each time|every single time|all the time"
            "|continually|without exception|without fail|without end|permanently",
        }
    ),
    no_more=said(
        "no|nope|nothing|none|nothing else|no more|nothing more|n|nah|no that's all|no that's it"
        "|nothing to add|no nothing|no nothing else|no thanks|no thank you|not really"
        "|nothing at all|nothing special|n a|nothing in particular|nothing much"
        "|not that i know of|nothing comes to mind|none at all|there was nothing"
        "|there is nothing|there was none|not anything"
    ),
    dont_know=said(
        "don't know|i don't know|do not know|i do not know|dunno|no idea|idk|not sure|i'm not sure"
        "|i am not sure|i have no idea|i've no idea|no clue|hard to say|it's hard to say|can't say"
        "|i can't say|i couldn't say|who knows|i dunno|don't remember|i don't remember"
        "|i do not remember|can't remember|i can't remember|haven't a clue|no comment"
        "|haven't got a clue|not the faintest idea|i have no clue|i wouldn't know"
        "|how should i know|how would i know|difficult to say|just because|because"
        "|i'd rather not say|i would rather not say|rather not say|prefer not to say"
        "|i prefer not to say|no answer|pass|i don't want to say|don't want to say"
    ),
    hedges=word_set(
        "sorry honestly really well um uh er hm hmm oh tbh actually frankly im afraid just simply "
        "right now so lol"
    ),
    causes=word_set("because since due cause cos cuz reason thanks"),
    examples=said(
        "example|for instance|last|yesterday|today|once|ago|when i|when we|when my|that day|week"
        "|month|year|morning|then|one day|first time|such as|like when|at first|in the end"
    ),
    fillers=word_set(
        "the a an it is its was i im me my we felt feel feeling think guess say choose pick take "
        "through via by on in at over with from to please mostly just"
    ),
    intensity=word_set("happens happened that this so very quite rather pretty really"),
    denials=word_set(
        "not no never none nor neither without except but wrong incorrect untrue false isnt wasnt "
        "arent werent dont didnt doesnt wont cant cannot couldnt hardly"
    ),
    everything=said("all|all of them|all of these|everything"),
    nothing=said("none|none of them|none of these|none of the above|nothing|neither"),
    joins="and|or",
    numbered="option|number|no|nr|answer|choice|step",
    numerals=Numerals(
        words=count_words(
            0,
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen twenty",
        )
        | {"hundred": 100, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
        | {"seventy": 70, "eighty": 80, "ninety": 90},
        alone=frozenset(),
        none=said("none|no|nil|nothing|nobody|no one|none at all|not any|not one|never|zero"),
        half=said("half|a half|one half"),
        unsafe=word_set(
            "thousand million half quarter quarters third thirds fourth fourths fifth fifths tenth "
            "tenths dozen dozens hundreds thousands"
        ),
        and_a_half="and (?:a|one) half",
        minus="minus|negative",
        out_of=word_set("of"),
        decimal_comma=False,
        up_to="to|till|until",
        unsure="(?<!or )less|minus",
    ),
    amounts=amounts.ENGLISH,
    counts=counts.ENGLISH,
    times=Times(
        units=counted(
            {
                "minutes": "minute|minutes|min|mins",
                "hours": "hour|hours|hr|hrs|h",
                "days": "day|days|d",
                "weeks": "week|weeks|wk|wks",
                "months": "month|months",
                "years": "year|years",
            }
        ),
        one="an?|one",
        half="half an?|an? half|half",
        quarter="(?:a )?quarter of an?",
        three_quarters="3 quarters of an?",
        couple="a couple of",
        idle="working|business|calendar|full|whole|long|solid",
        several="several|some|a few|quite a few|many",
        after="after|after another",
        later="later|afterwards?|after that|passed|went by",
        fixed={"fortnight": "2 weeks", "a fortnight": "2 weeks"},
    ),
    calendar=Calendar(
        months=names(
            "january,february,march,april,may,june,july,august,september,october,november,december"
        ),
        month_names=(
            *("January", "February", "March", "April", "May", "June", "July", "August"),
            *("September", "October", "November", "December"),
        ),
        weekdays=names(
            "monday|mon,tuesday|tue|tues,wednesday|wed,thursday|thu|thurs,friday|fri,saturday|sat"
            ",sunday|sun"
        ),
        days_ago={
            "today": 0,
            "this morning": 0,
            "just now": 0,
            "yesterday": 1,
            "last night": 1,
            "the day before yesterday": 2,
        },
        ago="(?P<number>.+) (?:(?P<day>days?)|(?P<week>weeks?)) ago",
        last=word_set("last past this"),
        small=word_set("the of on in around about it was"),
        periods=said(
            "last week|last month|last year|this week|this month|this year|a while ago|recently"
            "|long ago|some time ago|the other day|last summer|last winter|last spring|last autumn"
        ),
        day_first=False,
    ),
    connectives=connectives(
        rf"(?:,| and|, and|, but| but) (?:then|after that|after this|afterwards?|subsequently"
        rf"|later on|next|finally|lastly|eventually),? {_NOT_IN_TIME}"
        rf"|(?<=\w) (?:after that|afterwards), |(?<=\w)(?P<bare> then),? {_NOT_IN_TIME}",
        rf"(?:(?:and|so|but) )?(?:then|after that|after this|afterwards?|next|finally|lastly)"
        rf"(?: ?[,:]| -)? {_NOT_IN_TIME}"
        r"|(?:first of all|firstly|secondly|thirdly|lastly)[,:]? "
        r"|(?:first|second|third|fourth|fifth)(?:[,:] | (?=(?:i|we|you|he|she|they|it|there)\b))",
        "if|when|whenever|once|unless|because|since|as soon as|while|until|although|though",
        "back by until till since even just only right now from what if i we you he she they it "
        "who which that this and or but so had have has was were is are be been did do does to "
        "must should could would will can may might the a an my our his her their of in on at for",
    ),
    telling=telling.ENGLISH,
    then="and then|and|then",
    greetings=said(
        "well|so|hmm|hm|um|hi|hello|hey|thanks|thank you|the end|end|good morning|good afternoon"
        "|good evening|good day|hi there|hello there|hello again|hi again|bye|goodbye|good bye"
        "|bye bye|see you|see you soon|take care|cheers|ciao|thanks a lot|many thanks"
        "|thank you very much|thank you so much|thanks so much|thanks again|thank you again"
        "|you too|same to you|have a nice day|have a good day|you're welcome|you are welcome"
    ),
    kind_words=kindness.ENGLISH,
    orders=by_words(
        {
            "remove": "remove|delete|drop|erase|take out|get rid of|cut|scratch|forget about"
            "|cross out|leave out|strike|strike out|discard|omit|kick out|skip|throw out"
            "|take away|exclude|out|without|is not needed|not needed|isn't needed|unnecessary"
            "|superfluous|redundant|removed|deleted|dropped|did not happen|didn't happen"
            "|never happened|i don't need|don't need|cancel",
            "merge": "merge|join|combine|put together|are the same|are one|is the same as"
            "|belong together|unite"
            "|should be one|should be one step|are one step|were the same|were the same thing"
            "|are the same thing|are the same step|were the same step|merged|combined|joined",
            "swap": "swap|switch|exchange|swap around"
            "|interchange|reverse|flip|trade|the wrong way round|the wrong way around"
            "|wrong way round|the other way round|the other way around|mixed up"
            "|in the wrong order|swapped|switched|reversed|exchanged|swap places of"
            "|swap the order of|change the order of|change places of",
            "move": "move|put|place|shift|comes|come|should come|goes|should go|belongs|happened"
            "|was|came|bring",
            "insert": "add|insert|include|put in",
            "change": "change",
            "reword": "replace|edit|rename|correct|rewrite|reword|update|modify|fix|revise|amend"
            "|alter",
            "split": "split|divide|separate",
            "before": "before|above|in front of|ahead of|right before|directly before",
            "after": "after|behind|below|right after|directly after",
            "between": "between|in between",
            "to": "to|at|as|into|in|by|into position|to position|to place",
            "up": "up|up one|one up|higher",
            "down": "down|down one|one down|lower",
            "first": "first|start|beginning|top|very beginning|very start",
            "last": "last|end|bottom|very end",
            "with": "with|and|plus|from",
            "through": "through|thru",
            "is": "is|should be|should read|must be|has to be|needs to be|should say|reads"
            "|must say|must read|should have been|is actually|can be|could be|are|were"
            "|have to be|need to be|ought to be",
            "joining": "together|one step|a single step|into one|into one step|as one|as one step"
            "|into a single step|to one step",
            "small": "the|a|an|step|steps|number|no|item|items|one|ones|it|please|can|could|would"
            "|you|i|want|like|then|so|now|just|also|for|me|pls|let's|we|should|need"
            "|actually|new|yes|ok|okay|both"
            "|make|turn|take|leave",
        }
    ),
    steps=count_words(
        2,
        "second|2nd third|3rd fourth|4th fifth|5th sixth|6th seventh|7th eighth|8th ninth|9th "
        "tenth|10th eleventh|11th twelfth|12th",
    ),
    opinions=word_set(
        "not wrong missing incorrect false fine ok okay right correct good too a the dup duplicate "
        "same twice double off"
    ),
    commands=by_words(
        {
            "skip": "skip|skip it|skip this|skip this one|skip this question|skip question",
            "back": "back|go back|previous|previous question|undo|one back",
            "answers": "answers|my answers|show my answers|show answers|list answers",
            "pause": "pause|take a break|let's pause|i need a break",
            "resume": "resume|continue|go on|carry on|let's continue",
            "start": "start",
            "help": "help|help me",
            "language": "language|languages|change language|another language",
            "stop": "stop|withdraw|i want to stop|quit|stop the interview",
            "my_data": "my data|mydata|show my data|download my data",
            "forget_me": "forget me|forgetme|forget|delete my data|erase me|delete everything",
            "add": "add|add something|i want to add something",
            "moment": "moment|a moment|diary",
            "time_zone": "time zone|timezone|my time zone",
            "no_reminders": "no more reminders|no reminders|noreminders|stop reminding me"
            "|don't remind me"
            "|stop reminders",
        }
    ),
    change=said("change|change answer|change number|edit"),
)
