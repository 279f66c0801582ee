"""What is said around a story: what puts off its beginning, and what leads an afterthought."""

from interview_flows.vocabulary.meanings import telling
from interview_flows.words import said

_STOPS = r"[:,.،…\u2013-]"


def _stops(going_on: str = "(?!)") -> str:
    """Pattern of where a lead ends; what goes on like this was itself a deed."""
    return rf"(?= ?(?:{_STOPS}|$))(?! ?{_STOPS}+ ?(?:{going_on}))"


_EN = _stops(r"(?:so|and|but|because|which|then)\b")
_DE = "(?! ?,)" + _stops(r"(?:also|und|aber|deshalb|darum|daher)\b")
_ES = _stops(r"(?:así|y|pero|por|porque|entonces)\b")
_FR = _stops(r"(?:donc|et|mais|alors|du coup|car|parce)\b")
_PT = _stops(r"(?:então|e|mas|por|porque|daí|aí|assim)\b")
_AR = _stops("ف|و|لذ|لكن")

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
    r"(?:forgot(?:ten)?|left out)(?: to (?:say|mention|add|tell you|write)"
    rf"(?:(?: (?:is|was))? that\b|(?= (?:I|we|they|he|she|there)\b)|{_EN})"
    rf"| (?:something|one thing|a step|one step){_EN}|{_EN})"
    r"|you (?:forgot|missed|left out) that\b"
    rf"|(?:(?:one|another) thing|something) (?:that )?(?:I|we|you) (?:forgot|missed|left out){_EN}"
    r"|(?:I|we|you) (?:forgot|missed|left out|skipped) the (?:part|bit|step)"
    r" (?:where|when|in which)\b"
    rf"|(?:what(?: is|'s) )?(?:still )?missing(?: is)?(?= ?[:,…\u2013-])"
    rf"|I should (?:also )?(?:say|mention|add)(?: that\b|{_EN})"
    r"|(?:one more|another|one other) thing(?= ?(?:[:,.…\u2013-]|$))|p\.? ?s\.?(?= ?[:,.…\u2013-])",
    more=r"(?:I|we|you) forgot|(?:(?:I|we|they|he|she|it|there|you)(?: \w+)? )?also\b|additionally"
    r"|in addition|in between|meanwhile|later|afterwards|earlier|even before"
    r"|(?:before|after) (?:that|this|then|it)\b|(?:I|we) missed the part\b",
    deed=r"(?:also |then |only |just )?(?:I|we|they|he|she|someone|somebody)(?:['’](?:d|ve))? \w+",
    lacks=r"(?:something|(?:a|one|another) (?:step|thing|part)|one|steps?)(?:'s| is| was| are)?"
    r"(?: still)? missing\b|(?:I|you|we)(?: have| had)? (?:forgot(?:ten)?|missed|left out|skipped)"
    r" (?:something|(?:a|one) (?:step|thing)|steps)\b|missing (?:something|a step)\b",
    judges=r"(?:I|we)(?: (?:also|really|just|still|do))* (?:think|believe|feel|guess|suppose|want"
    r"|like|love|hate|wish|hope|wonder|don't|do not|am|are)\b|I'm\b|I (?:was|felt|got)"
    r" (?:very|so|really|quite|pretty|too|extremely|a bit|tired|angry|happy|annoyed|sad|glad"
    r"|frustrated|confused|stressed|exhausted|relieved|bored|nervous|upset)\b"
    r"|(?:it|that|this|everything|all|order|steps?)(?:'s| is| are| was| were| seems?| looks?"
    r"| sounds?)(?: (?:all|really|quite|very|not|also|still))* (?:right|wrong|fine|ok(?:ay)?"
    r"|correct|good|bad|true|false|incorrect|missing|mixed|perfect|great|clear|unclear)\b"
    r"|(?:is|are|looks?) (?:not )?(?:right|wrong|correct|incorrect)\b|in the wrong order"
    r"|not sure|nothing (?:happened(?! (?:for|until|till|over|in)\b)|else|more)",
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
    r"(?:vergessen|vergaß(?:en)?)(?: habe?n?)?(?:,? zu (?:sagen|erwähnen|erzählen)"
    rf"(?:,? dass\b|{_stops()})|{_DE})"
    rf"|vergessen(?: (?:hab(?:e|en)?|hatte) (?:ich|wir))?{_DE}(?!$)"
    rf"|(?:eins|eines|(?:eine|die) sache|etwas|was) (?:habe?n?|hatte|hab) (?:ich|wir|sie) "
    rf"(?:vergessen|ausgelassen|weggelassen|übersehen){_stops()}"
    r"|(?:ich|wir|sie|du) (?:habe?n?|hast) den (?:teil|schritt) (?:vergessen|ausgelassen"
    r"|weggelassen)(?:,? (?:wo|als|in dem)\b)"
    r"|(?:sie|du) (?:haben|hast) vergessen,? dass\b"
    r"|(?:was fehlt|es fehlt(?: noch)?|(?:noch )?fehlt)(?: ist)?(?= ?[:…\u2013-])"
    r"|(?:noch (?:etwas|was|eins)|eins noch|nachtrag)(?= ?(?:[:,.…\u2013-]|$))"
    rf"|ich (?:muss|sollte) noch (?:sagen|erwähnen|ergänzen)(?:,? dass\b|{_stops()})",
    more=r"(?:ich|wir) (?:habe?n? )?(?:noch |ganz )?(?:vergessen|vergaß)|(?:\w+ ){0,4}auch\b"
    r"|außerdem|zusätzlich|dazwischen|zwischendurch|zuvor|vorher|davor|danach|später"
    r"|zwischenzeitlich",
    deed=r"(?:(?:habe?n?|hatten?|hat|bin|ist|sind|mussten?|sollten?|konnten?|durften?|wurden?|rief"
    r"|ging|bekam|fand|sah|kam|nahm|las|bat|schrieb|\w+te) (?:ich|wir|er|sie|man|mich|mir|uns)"
    r"|(?:ich|wir|er|sie|man) (?:habe?n?|hatten?|hat|bin|ist|sind|rief|ging|bekam|fand|sah|kam|nahm"
    r"|las|bat|schrieb|\w+ten?))\b",
    lacks=r"(?:etwas|was|ein schritt|einer|schritte) fehlt|(?:fehlt|fehlen)(?: (?:noch|da|hier))*"
    r" (?:etwas|was|ein schritt|einer|schritte)|(?:etwas|was|einen schritt) vergessen",
    judges=r"ich (?:auch )?(?:glaube|denke|finde|meine|liebe|mag|hasse|möchte|will|hoffe|weiß)\b"
    r"|(?:glaube|denke|finde|meine|liebe|mag|hasse|möchte|will|hoffe|weiß) ich\b"
    r"|(?:(?:war|bin) ich|ich (?:war|bin)) (?:sehr|so|ganz|ziemlich|echt|total|müde|froh|sauer"
    r"|glücklich|traurig|genervt|verärgert|unsicher)\b|(?:ist|sind|war|stimmt|scheint"
    r"|passt)(?: (?:auch"
    r"|alles|so|noch|die|das|reihenfolge|nicht))* (?:richtig|falsch|verkehrt|gut|okay|ok"
    r"|korrekt|unklar)\b"
    r"|stimmt (?:alles|so|nicht|die)\b|falschen? reihenfolge"
    r"|(?<!lang )(?<!lange )(?<!wochen )(?<!tage )(?<!monate )"
    r"nichts (?:passiert|geschehen)|(?:passierte|geschah) nichts(?! (?:für|während|bis)\b)"
    r"|nicht sicher",
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
    rf"(?: (?:decir(?:le)?|mencionar|contar(?:le)?|comentar|añadir|agregar)(?: que\b|{_ES})"
    rf"|{_ES}| (?:algo|una cosa|un paso){_ES})"
    r"|(?:una cosa más|otra cosa)(?= ?(?:[:,.…\u2013-]|$))|debo (?:decir|añadir|agregar) que"
    rf"|(?:una cosa|algo) que (?:me |se me )?(?:olvid\w+|omit\w+|salté|faltó){_ES}"
    r"|(?:(?:me|le|te) )?(?:faltó|salté|olvid\w+|omit\w+) (?:de )?la parte (?:donde|en (?:la )?que)"
    r"|(?:se (?:le|te) olvidó|olvidaste|olvidó) que\b"
    r"|(?:lo que falta|falta(?: (?:algo|un paso|una cosa))?)(?: es)?(?= ?[:…\u2013-])",
    more=r"(?:me |se me )(?:olvidó|olvidé|olvidaba)|(?:\w+ ){0,3}también\b|además|entre medias"
    r"|entretanto|mientras tanto|más tarde|luego|previamente|(?:antes|después) de (?:eso|esto"
    r"|ello)\b",
    deed=r"(?:yo |nosotros )?(?:(?:no|me|le|les|nos|se|lo|la|los|las|ya"
    r"|también) )*(?:\w{2,}[éí]|tuve"
    r"|fui|hice|pude|puse|vine|dije|quise|estuve|vi|di|tuvimos|fuimos|hicimos|llamaron"
    r"|\w{2,}aron)\b",
    lacks=r"faltan? (?:algo|un paso|una cosa|pasos)|(?:olvid\w+) (?:algo|un paso|una cosa)",
    judges=r"(?:creo|pienso|opino|quiero|quisiera|me gusta|me encanta|odio|amo|siento|no sé)\b"
    r"|(?:estaba|estuve|estoy|me sentí|me sentía) (?:muy|tan|bastante|cansad|feliz|enfadad|content"
    r"|triste|nervios)|(?:es|está|están|son|estaba)(?: (?:todo|muy|también))* (?:correct[oa]s?"
    r"|bien|mal"
    r"|incorrect[oa]s?|equivocad[oa]s?)\b|orden (?:incorrecto|equivocado)"
    r"|no (?:pasó|ocurrió) nada(?! (?:durante|por|en|hasta)\b)|nada más|no estoy segur",
    hour="las",
)

FRENCH = telling(
    stalling=said(
        "par où commencer|par où je commence|par où est ce que je commence|où commencer"
        "|je ne sais pas par où commencer|laissez moi réfléchir|laisse moi réfléchir|voyons"
        "|voyons voir|comment dire|comment dirais je|tu sais|vous savez|je veux dire"
        "|bonne question|c'est une longue histoire|longue histoire|un moment|un instant"
        "|hmm|mmm|ah|oh|heu|ok|où en étais je|allons y|voilà|hein"
    ),
    openers="oh|ah|euh|heu|hm+|pardon|désolée?|attend(?:s|ez)(?=[,.!…])|bon|ben|ok(?:ay)?|oui"
    "|non|et|mais"
    "|au fait|alors",
    lead=r"(?:ce que )?(?:j'(?:ai|avais) (?:aussi |juste )?oublié|j'oubliais)"
    r"(?: (?:de |d')(?:(?:vous |te )?(?:dire|mentionner|préciser|ajouter|signaler|raconter))"
    rf"(?: (?:que |qu')|{_FR})| (?:quelque chose|une chose|une étape){_FR}|{_FR})"
    r"|(?:encore une chose|autre chose|une chose encore)(?= ?(?:[:,.…\u2013-]|$))"
    r"|je dois (?:aussi )?(?:dire|ajouter|préciser) (?:que |qu')"
    rf"|(?:une|la) chose que (?:j'ai|vous avez|tu as) (?:oubliée?|omise?|sautée?){_FR}"
    r"|(?:j'ai|vous avez|tu as) (?:oublié|omis|sauté) la partie où"
    r"|(?:vous avez|tu as) oublié (?:que |qu')"
    r"|(?:ce qui manque|il manque(?: (?:quelque chose|une étape|une chose))?)(?: c'est)?"
    r"(?= ?[:…\u2013-])",
    more=r"j'(?:ai|avais) (?:aussi )?oublié|(?:[\w\x27\u2019]+ ){0,4}aussi\b|en plus|de plus"
    r"|entre[ -]temps|plus tard|auparavant|entre les deux|(?:avant|après) (?:cela|ça)",
    deed=r"(?:(?:j['’](?:ai|avais)|nous avons|on (?:a|m['’]a|nous a)|(?:ils|elles) (?:ont|m['’]ont)"
    r"|(?:il|elle) (?:a|m'a)) \w+|(?:je suis|nous sommes) (?:all|retourn|pass|ven|mont|descend"
    r"|sorti|entr|rest|arriv|parti)\w*)",
    lacks=r"il manque (?:encore )?(?:quelque chose|une étape|une chose|des étapes)"
    r"|oublié (?:quelque chose|une étape|une chose)",
    judges=r"je (?:crois|pense|trouve|veux|voudrais|tiens|ne sais|sais pas|n'aime|déteste"
    r"|suis (?:sûr|pas"
    r"|très|d'accord|content|fatigu))|j'(?:aime|adore|espère|étais (?:très|trop|si|fatigu"
    r"|content|énerv"
    r"|déç))|j'ai (?:aussi )?(?:aimé|adoré|détesté)|(?:est|sont|était|c'est)(?: (?:tout|bien"
    r"|très|aussi|pas))*"
    r" (?:juste|faux|fausse|correcte?s?|bon|bonne|mauvaise?|bien|exact|mal)\b|mauvais ordre"
    r"|rien (?:ne s'est|de plus)|pas sûr",
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
    rf"(?: (?:de )?(?:dizer|mencionar|contar|falar|acrescentar|referir)(?: que\b|{_PT})"
    rf"| (?:algo|uma coisa|um passo){_PT}|{_PT})"
    rf"|(?:mais uma coisa|outra coisa)(?= ?(?:[:,.…\u2013-]|$))|faltou dizer(?: que\b|{_PT})"
    r"|devo (?:dizer|acrescentar) que"
    rf"|(?:uma coisa|algo) que (?:eu )?(?:me )?(?:esqueci|omiti|deixei de fora|faltou|pulei){_PT}"
    r"|(?:faltou|esqueci|pulei|omiti) (?:de )?a parte (?:em que|onde)|esqueci da parte em que"
    r"|(?:você|o senhor|a senhora) (?:se )?esqueceu (?:de )?que\b"
    r"|(?:o que falta|falt(?:a|ou)(?: (?:algo|um passo|uma coisa|uma etapa))?)(?: é)?"
    r"(?= ?[:…\u2013-])",
    more=r"(?:eu )?(?:me )?esqueci|(?:\w+ ){0,3}também\b|além disso|entretanto|mais tarde"
    r"|nesse meio tempo|entre uma coisa e outra|depois|então|antes (?:disso|disto)",
    deed=r"(?:eu |nós )?(?:(?:não|me|lhe|lhes|nos|já|também|o|a) )*(?!aqui\b)(?:\w{2,}ei"
    r"|\w{3,}i|fui"
    r"|tive|fiz|pude|pus|vim|disse|quis|estive|vi|tivemos|fomos|fizemos|\w{2,}aram)\b",
    lacks=r"falt(?:a|ou|am) (?:algo|um passo|uma coisa|uma etapa|passos)"
    r"|esquec\w+ (?:algo|um passo|uma coisa|uma etapa)",
    judges=r"(?:acho|penso|creio|quero|queria|gosto|adoro|amo|odeio|não sei)\b|(?:estava|fiquei"
    r"|estou"
    r"|me senti) (?:muito|tão|bastante|cansad|feliz|triste|zangad|content|nervos)"
    r"|(?:é|está|estão|são|estava)(?: (?:tudo|muito|também))* (?:cert[oa]s?|corret[oa]s?"
    r"|correct[oa]s?"
    r"|errad[oa]s?|bem|mal)\b|ordem errada"
    r"|não (?:aconteceu|houve) nada(?! (?:por|durante|em|até)\b)"
    r"|nada (?:aconteceu(?! (?:por|durante|em|até)\b)|mais)"
    r"|não tenho certeza",
    hour="das|as|às",
)

ARABIC = telling(
    stalling=said(
        "من أين أبدأ|من وين أبدأ|لا أعرف من أين أبدأ|دعني أفكر|دعني أرى|خليني أفكر|لنرى"
        "|كيف أقول|ماذا أقول|تعرف|أقصد|سؤال جيد|قصة طويلة|إنها قصة طويلة|لحظة|انتظر|همم|امم"
        "|ممم|اه|آه|أوه|والله|بصراحة|أين كنت|المهم|هيا نبدأ|حسنا|طيب|إذا"
    ),
    openers="أوه|آه|اه|عفوا|لحظة|انتظر|طيب|حسنا|نعم|لا|على فكرة|يعني",
    lead=rf"و?نسيت(?: أن (?:أقول|أذكر|أضيف|أخبرك)(?: (?:أنني|أني|بأن|أن|إنني|إني|إن)\b|{_AR})"
    rf"| (?:شيئا|شيئًا|خطوة|أمرا){_AR}|{_AR})"
    r"|و?(?:شيء آخر|أمر آخر)(?= ?(?:[:،,.…\u2013-]|$))"
    rf"|(?:شيء|أمر)(?: واحد)? (?:نسيته|تركته|فاتني|أغفلته){_AR}"
    r"|(?:نسيت|فاتني|تركت) الجزء الذي|نسيتم أن(?:ني)?\b"
    r"|(?:(?:ما )?(?:ينقص|الناقص)(?: (?:شيء|خطوة))?)(?: هو)?(?= ?[:…\u2013-])",
    more=r"و?نسيت|(?:\w+ ){0,4}أيضا|كذلك|كما أن|بالإضافة|في الأثناء|لاحقا|و?(?:قبل|بعد) (?:ذلك|هذا)"
    r"|و?قبلها|و?بعدها|بين ذلك",
    deed=r"(?:(?:لقد|أنا|نحن|قد) )*و?(?!كانت|ليست|نسيت|شعرت|لدينا|عندنا|علينا)\w{2,}(?:(?<!ا)ت"
    r"|نا)\b",
    lacks=r"(?:ينقص|تنقص|ناقص|هناك|يوجد)(?: \w+)? ?(?:شيء|خطوة)(?: ناقصة?| مفقودة?)?"
    r"|نسيت (?:شيئا|خطوة)",
    judges=r"(?:أظن|أعتقد|أرى|أحب|أكره|أريد|أود|أشعر|أتمنى|لا أعرف|لست متأكد)|(?:كنت"
    r"|أنا) (?:متعب|سعيد"
    r"|غاضب|حزين|مستاء|محبط)|(?:كل شيء|الترتيب|هذا|هي|هو) (?:صحيح|خطأ|غلط|خاطئ)"
    r"|لم يحدث شيء(?! (?:ل|طوال|خلال|حتى|مدة))",
)
