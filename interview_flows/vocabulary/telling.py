"""What is said around a story: what puts off its beginning, and what leads an afterthought."""

from interview_flows.vocabulary.meanings import telling
from interview_flows.words import said

ENGLISH = telling(
    stalling=said(
        "where do i start|where to start|where do i begin|where to begin|where should i start"
        "|where should i begin|i don't know where to start|i don't know where to begin"
        "|let me think|let me see|let's see|how do i put it|how should i put it|how to say"
        "|how do i say this|what can i say|you know|i mean|good question|that's a good question"
        "|it's a long story|that's a long story|long story|give me a moment|one moment"
        "|uh|er|erm|hmmm|mmm|oh|ah|ok|okay|right|sorry|where was i|let me start|here goes"
        "|here we go|it goes like this|how does one start"
    ),
    openers="oh|ah|uh|um|hm+|sorry|wait(?=[,.!…])|well|ok(?:ay)?|yes|no|and|but|so"
    "|actually|by the way|right",
    lead=r"(?:what )?(?:I|we) (?:(?:also|just|completely|totally|nearly|almost|have|had) )*"
    r"(?:forgot(?:ten)?|left out)(?: to (?:say|mention|add|tell(?: you)?|write)(?: (?:is|was))?"
    r"(?: that)?| (?:something|one thing|a step|one step)(?=\W|$)|(?= ?(?:[:,.…\u2013-]|$)))"
    r"|I should (?:also )?(?:say|mention|add)(?: that)?"
    r"|(?:one more|another|one other) thing(?= ?(?:[:,.…\u2013-]|$))|p\.? ?s\.?(?= ?[:,.…\u2013-])",
    more=r"(?:I|we|you) forgot|(?:(?:I|we|they|he|she|it|there|you)(?: \w+)? )?also\b|additionally"
    r"|in addition|in between|meanwhile|later|afterwards|earlier|even before",
)

GERMAN = telling(
    stalling=said(
        "wo fange ich an|wo fang ich an|wo soll ich anfangen|womit fange ich an|wie fange ich an"
        "|ich weiß nicht wo ich anfangen soll|lass mich nachdenken|lassen sie mich nachdenken"
        "|lass mich überlegen|mal überlegen|mal sehen|wie soll ich sagen|wie sage ich das"
        "|weißt du|wissen sie|ich meine|gute frage|das ist eine lange geschichte|lange geschichte"
        "|moment|einen moment|moment mal|ach|oh|hmm|hmmm|mmm|ok|okay|wo war ich"
        "|los geht's|also los|nun|nun ja|nun gut|wo beginne ich"
    ),
    openers="oh|ach|ah|äh+m?|hm+|sorry|moment(?=[,.!…])|warte(?=[,.!…])|also|ok(?:ay)?|ja"
    "|nein|und|aber|übrigens|na ja",
    lead=r"(?:was )?(?:ich|wir) (?:(?:habe?n?|hatten?|noch|ganz|etwas|was|eins) )*"
    r"(?:vergessen|vergaß(?:en)?)(?: habe?n?)?(?:,? zu (?:sagen|erwähnen|erzählen|schreiben)"
    r"(?:,? dass)?|,? dass|(?= ?(?:[:,.…\u2013-]|$)))"
    r"|vergessen(?: (?:hab(?:e|en)?|hatte) (?:ich|wir))?(?= ?[:,.…\u2013-])"
    r"|(?:noch (?:etwas|was|eins)|eins noch|nachtrag)(?= ?(?:[:,.…\u2013-]|$))"
    r"|ich (?:muss|sollte) noch (?:sagen|erwähnen|ergänzen)(?:,? dass)?",
    more=r"(?:ich|wir) (?:habe?n? )?(?:noch |ganz )?(?:vergessen|vergaß)|(?:\w+ ){0,4}auch\b"
    r"|außerdem|zusätzlich|dazwischen|zwischendurch|zuvor|vorher|davor|danach|später|zwischenzeitlich",
)

SPANISH = telling(
    stalling=said(
        "por dónde empiezo|por dónde empezar|por dónde comienzo|por dónde comenzar"
        "|no sé por dónde empezar|déjeme pensar|déjame pensar|déjeme ver|déjame ver|vamos a ver"
        "|cómo le digo|cómo le explico|cómo decirlo|cómo lo digo|o sea|es decir|buena pregunta"
        "|es una larga historia|es una historia larga|larga historia|un momento"
        "|mm|este|ah|oh|ay|ok|veamos|dónde estaba|ahí va|allá voy|hmm"
    ),
    openers="oh|ah|ay|eh|uy|hm+|mm+|perdón|perdone|bueno|pues|ok(?:ay)?|sí|no|y|pero|por cierto",
    lead=r"(?:(?:me |se me )?(?:olvidó|olvidé|olvidaba|he olvidado|ha olvidado|había olvidado)"
    r"|se me pasó|me faltó)"
    r"(?: (?:decir(?:le)?|mencionar|contar(?:le)?|comentar|añadir|agregar)(?: que)?"
    r"|(?= ?(?:[:,.…\u2013-]|$))| (?:algo|una cosa|un paso)(?=\W|$))"
    r"|(?:una cosa más|otra cosa)(?= ?(?:[:,.…\u2013-]|$))|debo (?:decir|añadir|agregar) que",
    more=r"(?:me |se me )(?:olvidó|olvidé|olvidaba)|(?:\w+ ){0,3}también\b|además|entre medias"
    r"|entretanto|mientras tanto|más tarde|luego|previamente",
)

FRENCH = telling(
    stalling=said(
        "par où commencer|par où je commence|par où est ce que je commence|où commencer"
        "|je ne sais pas par où commencer|laissez moi réfléchir|laisse moi réfléchir|voyons"
        "|voyons voir|comment dire|comment dirais je|tu sais|vous savez|je veux dire"
        "|bonne question|c'est une longue histoire|longue histoire|un moment|un instant"
        "|hmm|mmm|ah|oh|heu|ok|où en étais je|allons y|voilà|hein"
    ),
    openers="oh|ah|euh|heu|hm+|pardon|désolée?|attend(?:s|ez)(?=[,.!…])|bon|ben|ok(?:ay)?|oui|non|et|mais"
    "|au fait|alors",
    lead=r"(?:ce que )?(?:j'(?:ai|avais) (?:aussi |juste )?oublié|j'oubliais)"
    r"(?: (?:de |d')(?:(?:vous |te )?(?:dire|mentionner|préciser|ajouter|signaler|raconter))"
    r"(?: (?:que |qu'))?| (?:quelque chose|une chose|une étape)(?=\W|$)|(?= ?(?:[:,.…\u2013-]|$)))"
    r"|(?:encore une chose|autre chose|une chose encore)(?= ?(?:[:,.…\u2013-]|$))"
    r"|je dois (?:aussi )?(?:dire|ajouter|préciser) (?:que |qu')",
    more=r"j'(?:ai|avais) (?:aussi )?oublié|(?:[\w\x27\u2019]+ ){0,4}aussi\b|en plus|de plus"
    r"|entre[ -]temps|plus tard|auparavant|entre les deux|avant (?:cela|ça)",
)

PORTUGUESE = telling(
    stalling=said(
        "por onde começo|por onde começar|por onde eu começo|não sei por onde começar"
        "|deixe me pensar|deixa eu pensar|deixa me pensar|deixe me ver|deixa eu ver|vamos ver"
        "|vejamos|como direi|como dizer|como posso dizer|sabe|quer dizer|ou seja|boa pergunta"
        "|é uma longa história|é uma história longa|longa história|um momento"
        "|hmm|mmm|oh|ok|onde eu estava|lá vai|vamos lá|pois|pois é"
    ),
    openers="oh|ah|ai|hm+|eh|desculpe|desculpa|bom|bem|ok(?:ay)?|sim|não|e|mas|a propósito|aliás",
    lead=r"(?:eu )?(?:me )?(?:esqueci|ia esquecendo|tinha esquecido|esquecia)(?:-me)?"
    r"(?: (?:de )?(?:dizer|mencionar|contar|falar|acrescentar|referir)(?: que)?"
    r"| (?:algo|uma coisa|um passo)(?=\W|$)|(?= ?(?:[:,.…\u2013-]|$)))"
    r"|(?:mais uma coisa|outra coisa)(?= ?(?:[:,.…\u2013-]|$))|faltou dizer(?: que)?"
    r"|devo (?:dizer|acrescentar) que",
    more=r"(?:eu )?(?:me )?esqueci|(?:\w+ ){0,3}também\b|além disso|entretanto|mais tarde"
    r"|nesse meio tempo|entre uma coisa e outra|depois|então",
)

ARABIC = telling(
    stalling=said(
        "من أين أبدأ|من وين أبدأ|لا أعرف من أين أبدأ|دعني أفكر|دعني أرى|خليني أفكر|لنرى"
        "|كيف أقول|ماذا أقول|تعرف|أقصد|سؤال جيد|قصة طويلة|إنها قصة طويلة|لحظة|انتظر|همم|امم"
        "|ممم|اه|آه|أوه|والله|بصراحة|أين كنت|المهم|هيا نبدأ|حسنا|طيب|إذا"
    ),
    openers="أوه|آه|اه|عفوا|لحظة|انتظر|طيب|حسنا|نعم|لا|على فكرة|يعني",
    lead=r"و?نسيت(?: أن (?:أقول|أذكر|أضيف|أخبرك)(?: (?:أنني|أني|بأن|أن|إنني|إني|إن)\b)?"
    r"| (?:شيئا|شيئًا|خطوة|أمرا)(?=\W|$)|(?= ?(?:[:،,.…\u2013-]|$)))"
    r"|و?(?:شيء آخر|أمر آخر)(?= ?(?:[:،,.…\u2013-]|$))",
    more=r"و?نسيت|(?:\w+ ){0,4}أيضا|كذلك|كما أن|بالإضافة|في الأثناء|لاحقا|و?(?:قبل|بعد) (?:ذلك|هذا)"
    r"|و?قبلها|و?بعدها|بين ذلك",
)
