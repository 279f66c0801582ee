"""The word tables by which a slanted or a doubled question is known, one for each language.

All are written as `folded` text is: small letters, plain apostrophes. Patterns are pieces of
regular expressions. What is meant by each, and how they are looked for, is in `asking.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Slants:
    """What makes a question leading or double-barrelled in one language."""

    pushes: tuple[str, ...]  # "don't you …", "obviously": they say which answer is expected
    loaded: str  # adjectives that judge already: great, terrible
    praised: str  # what a loaded adjective makes leading when it follows: how, our
    ands: str  # what joins two things
    asks: str  # what follows an "and" where a second thing is asked for
    why: str  # the one word that asks for a second thing where it stands alone at the end
    between: str  # "the difference between how … and how …" is one thing
    orders: str  # a sentence that wants a verdict without asking: "rate the …"
    judging: tuple[str, ...]  # a question that wants a verdict, up to the thing that is judged
    turns: str  # words that open a clause of circumstances, in which "and" is innocent
    persons: str  # "you and your team": one thing, not two
    pairs: tuple[str, ...]  # said together and meant as one
    severe: str = ""  # what may be said where the question measures how bad a pain is
    glued: bool = False  # "and" is a letter before the word, as in Arabic


_EN = Slants(
    pushes=(
        (r"^(?:and |so |but )?(?:do|did|does|would|is|was|are|were|have|has|could|should|wo|ca)n't"
        r" (?:you|it|this|that|we|they|he|she|there|the|our|your)\b"),
        r"^(?:do|did|would|should|could|are|were) you not\b",
        (r", (?:is|was|are|were|do|did|does|would|have|has|could|should)n't"
        r" (?:you|it|this|that|we|they|he|she|there)$"),
        r", (?:right|correct|no|yes|don't you think|wouldn't you say)$",
        r"\b(?:obviously|undoubtedly|needless to say|as you know|as everyone knows)\b",
        r"\b(?:surely|of course),|, (?:surely|of course)\b|^(?:surely|of course|clearly|naturally)",
        r"\b(?:do|would|will|don't|wouldn't) you (?:also |not )?agree (?:that|it|this|with)\b",
        r"\b(?:everyone|everybody|most people) (?:agrees?|knows?|thinks?|says?|loves?|likes?)\b",
        r"\byou must (?:have|be|feel)\b|\byou will surely\b|\bisn't it true\b",
        r"\bhow much (?:did|do|have) you (?:love|enjoy|hate|like|appreciate)d?\b",
        r"\bhow (?:bad|poor|perfect|nice|frustrating|annoying|disappointing|impressed)\b",
        (r"\bour (?:own )?(?:friendly|helpful|popular|award-winning|world-class|innovative|"
        r"improved|easy|state-of-the-art)\b"),
        r"^why do you (?:love|like|hate|prefer)\b",
        r"\bwhy (?:is|was|are|were) (?:our|the|this) \S+(?: \S+)? so\b",
    ),
    loaded=(
        "great|amazing|awesome|excellent|wonderful|fantastic|superb|brilliant|outstanding|lovely|"
        "delightful|incredible|terrific|marvellous|terrible|awful|horrible|dreadful|appalling|"
        "ridiculous|annoying|disgusting|pathetic|unacceptable|disastrous"
    ),
    praised="how|how truly|how very|our|this|these|your|such a|such an|that|the",
    ands="and|as well as|and also",
    asks=(
        r"(?!(?:what|who|which) (?:did|does|do|was|were|is|are)(?:n't| not)$)"
        r"(?:if (?:so|not),? (?:how|why|what|when|where|who)\b|who(?= \w+ed\b)|"
        r"(?:how|what|why|when|where|whom?|whose|which)(?: \w+){0,2} "
        r"(?:did|do|does|was|were|is|are|would|could|can|has|have|had|should|will)\b|(?:did|do|does|was|"
        r"were|is|are|would|could|can|has|have|had) (?:you|it|they|he|she|the|this|that|your)\b)"
    ),
    why="why",
    between="between",
    orders=r"^(?:please )?(?:rate|evaluate|assess|judge)\b",
    judging=(
        (r"^(?:and )?how (?!(?:did|do|does|is|are|was|were|can|could|would|will|should|has|have|"
        r"had|many|much|often|long|far|about|come|old|soon|big|else|exactly|might)\b)\w+"),
        r"^(?:was|were|is|are) (?!there\b|that\b|it you\b)",
        r"\b(?:satisfied|happy|pleased|unhappy) (?:are|were) you with\b",
        r"\b(?:satisfied|happy|pleased|unhappy|content) with\b",
        r"\b(?:do|did|would) you (?:like|find|recommend|trust|enjoy|understand|value)\b",
        r"\bhow (?:likely|willing|ready|able) (?:are|were|would) you (?:be )?to\b",
        r"^(?:was|were|is|are) .* \w+ to \w+ and (?=\w+$)",
        r"^(?:did|do|does|have|has|had|can|could|will|would) (?:the|our|your|this|they|we|it)\b",
        r"\b(?:think|feel|say) (?:of|about)\b",
        r"\b(?:rate|judge|assess|describe|evaluate|like|value)\b",
        r"\w+ly and (?=\w+ly\b)",
    ),
    turns=(
        "on|at|in|during|about|for|when|while|after|before|if|because|that|who|whom|"
        "which|where|once|since|until|as|between|from|so|than|without|to"
    ),
    persons="i|you|me|we|us|he|she|him|her|they|them|your|his|their|my|others|another|so|then|"
    "in|before|up",
    pairs=(
        "terms and conditions", "name and address", "bed and breakfast", "food and drink",
        "health and safety", "research and development", "pros and cons", "ups and downs",
        "back and forth", "up and running", "safe and sound", "trial and error", "black and white",
        "family and friends", "friends and family", "time and money", "parents and children",
        "staff and customers", "questions and answers", "clear and simple", "and so on",
    ),
    severe=r"how (?:bad|poor|frustrating|annoying|disappointing)",
)  # fmt: skip

_DE = Slants(
    pushes=(
        (r"^(?:und )?(?:finden|meinen|glauben|denken|würden|sind|findest|meinst|glaubst|denkst|"
        r"würdest|bist|wollen|willst|haben|hast) (?:sie|du) (?:nicht|auch|etwa)\b"),
        r"^(?:ist|war|waren|sind|wäre) (?:es|das|dies|der|die) (?:\S+ )?nicht\b",
        r", (?:nicht wahr|oder|oder nicht|richtig|stimmts|stimmt's|gell|nicht)$",
        (r"\b(?:offensichtlich|selbstverständlich|zweifellos|bekanntlich|wie jeder weiß|"
        r"wie sie wissen|wie du weißt)\b"),
        r"^(?:natürlich|sicher|sicherlich|klar)\b|\b(?:doch sicher|doch bestimmt|sicherlich)\b",
        r"\bstimm(?:en sie|st du) (?:nicht |auch )?zu, dass\b|\b(?:auch der meinung|auch, dass)\b",
        r"\b(?:alle|jeder|die meisten) (?:wissen|weiß|finden|findet|sagen|sagt|lieben)\b",
        (r"\bwie sehr (?:haben sie|hast du|lieben|liebst|genossen)\b.*(?:geliebt|genossen|gefreut|"
        r"gehasst)?"),
    ),
    loaded=(
        "großartig\\w*|fantastisch\\w*|wunderbar\\w*|hervorragend\\w*|ausgezeichnet\\w*|toll\\w*|"
        "exzellent\\w*|genial\\w*|herrlich\\w*|traumhaft\\w*|schrecklich\\w*|furchtbar\\w*|"
        "entsetzlich\\w*|grauenhaft\\w*|katastrophal\\w*|lächerlich\\w*|unmöglich\\w*|nervig\\w*"
    ),
    praised="wie|wie wirklich|unser\\w*|dies\\w*|euer|eure\\w*|so ein|so eine|der|die|das",
    ands="und|sowie|und auch|als auch",
    asks=(
        r"(?:wie|was|warum|wann|wo|wer|welche[rsnm]?|wen|wem|weshalb|wieso|woher|wohin)\b|"
        r"(?:hat|haben|hast|war|waren|ist|sind|konnten|konntest|würden|würdest) "
        r"(?:sie|du|es|das|der|die|er|ihnen|dir)\b"
    ),
    why="warum|weshalb|wieso",
    between="zwischen",
    orders=r"^(?:bitte )?(?:bewerten sie|bewerte|bewertet|beurteilen sie|beurteile)\b",
    judging=(
        (r"^(?:und )?wie (?!(?:war|waren|ist|sind|haben|hast|hat|würde|viel|oft|lange|kam|ging|"
        r"kann|sieht|wird|werden|soll|es|du|sie|gehst|gehen|fühlten|fühltest|genau|alt|weit|"
        r"wurde)\b)\w+"),
        r"^(?:war|waren|ist|sind) (?!es zwischen|das die zeit)",
        r"\b(?:zufrieden|glücklich|einverstanden)\b.*\bmit\b",
        r"\b(?:finden|findest|fanden|fandest|bewerten|bewertest|beurteilen) (?:sie|du)\b",
        r"\b(?:gefällt|gefallen|gefiel|gefielen|mögen|magst|empfehlen|halten|hältst)\b",
        r"\b(?:denken sie|denkst du) über\b",
    ),
    turns=(
        "im|in|am|an|auf|während|für|wegen|als|wenn|nachdem|bevor|falls|weil|"
        "dass|wo|seit|bis|zwischen|sowohl|ob|um|ohne|bei|beim"
    ),
    persons="ich|du|sie|mich|dich|wir|uns|er|ihn|ihr|ihre|ihren|ihrem|dein|deine|deinem|deinen|mir|"
    "dir|andere|anderen|so|dann",
    pairs=(
        "name und anschrift", "name und adresse", "hin und her", "ab und zu", "auf und ab",
        "forschung und entwicklung", "familie und freunde", "freunde und familie",
        "vor und zurück", "nach und nach", "kind und kegel", "höhen und tiefen", "zeit und geld",
        "speisen und getränke", "essen und trinken", "bus und bahn", "hier und da", "und so weiter",
    ),
)  # fmt: skip

_ES = Slants(
    pushes=(
        (r"^(?:y |pero )?¿?no (?:cree|crees|le parece|te parece|piensa|piensas|está de acuerdo|"
        r"estás de acuerdo|es|fue|era|diría|dirías|opina|opinas)\b"),
        r", (?:verdad|no|cierto|no es así|no es cierto|no cree|no crees|a que sí)$",
        (r"\b(?:obviamente|evidentemente|indudablemente|sin duda|por supuesto|claro que|"
        r"desde luego|como todos saben|como (?:usted )?sabe|como sabes)\b"),
        r"\b(?:está|estás|estaría|estarías) de acuerdo (?:en que|con que|en)\b",
        r"\b(?:todos|todo el mundo|la mayoría) (?:sabe|saben|opina|opinan|piensa|dice|está)\b",
        r"\bcuánto (?:le|te) (?:encantó|gustó|disgustó|ha gustado|ha encantado)\b",
    ),
    loaded=(
        "genial\\w*|maravillos\\w+|excelente\\w*|fantástic\\w+|estupend\\w+|increíble\\w*|"
        "magnífic\\w+|extraordinari\\w+|terrible\\w*|horrible\\w*|espantos\\w+|pésim\\w+|"
        "ridícul\\w+|desastros\\w+|inaceptable\\w*|fabulos\\w+"
    ),
    praised="qué tan|cuán|cómo de|nuestr\\w+|est\\w+|tan|el|la|los|las",
    ands="y|e|así como|y también|como también",
    asks=(
        r"(?:con |de |a |para )?(?:cómo|qué|por qué|cuándo|dónde|quién(?:es)?|cuál(?:es)?|"
        r"cuánt[oa]s?)\b"
    ),
    why="por qué",
    between="entre",
    orders=r"^(?:por favor,? )?(?:valore|valora|califique|califica|evalúe|evalúa|puntúe|puntúa)\b",
    judging=(
        r"^(?:y )?(?:qué tan|cuán|cómo de) \w+",
        (r"^(?:fue|fueron|era|eran|es|son|estuvo|estuvieron|estaba|estaban|le pareció|te pareció|"
        r"le parecieron|te parecieron)\b"),
        r"\b(?:satisfech\w+|content\w+|feliz|conforme)\b.*\bcon\b",
        (r"\b(?:gusta|gustan|gustó|gustaron|recomendaría|recomendarías|valora|valoras|calificaría|"
        r"calificarías|califica|evalúa|evalúas|evaluaría|opina de|opinas de|piensa de|piensas de|"
        r"parece|parecen|pareció|parecieron)\b"),
    ),
    turns=(
        "en|durante|sobre|por|cuando|mientras|después|antes|si|porque|que|quien|donde|desde|hasta|entre|tanto|al|como|"
        "para|sin"
    ),
    persons="yo|tú|usted|ustedes|me|mí|nosotros|él|ella|ellos|ellas|su|sus|tu|tus|mi|mis|otros|"
    "otra|otras|así|luego|ti",
    pairs=(
        "términos y condiciones", "nombre y dirección", "nombre y apellidos", "idas y vueltas",
        "ida y vuelta", "familia y amigos", "amigos y familia", "comida y bebida",
        "pros y contras", "altos y bajos", "tiempo y dinero", "y así", "de vez en cuando",
        "investigación y desarrollo", "cama y desayuno", "más y más", "una y otra",
        "salud y seguridad", "preguntas y respuestas",
    ),
)  # fmt: skip

_FR = Slants(
    pushes=(
        (r"^(?:et |mais )?ne (?:pensez|trouvez|croyez|diriez|seriez|voulez|penses|trouves|crois|"
        r"dirais|serais)-(?:vous|tu) pas\b"),
        r"^n'(?:êtes|était|est|étaient|avez|es|as|y a)\S* (?:\S+ )?pas\b|^n'(?:êtes|est)-\S+ pas\b",
        r", (?:n'est-ce pas|non|pas vrai|d'accord|hein|c'est bien ça)$",
        (r"\b(?:évidemment|manifestement|sans aucun doute|sans doute|bien sûr|bien entendu|"
        r"naturellement|comme (?:vous le savez|tu le sais|chacun sait))\b"),
        r"\b(?:êtes-vous|seriez-vous|es-tu|serais-tu) (?:aussi |bien )?d'accord (?:que|avec)\b",
        r"\b(?:tout le monde|chacun|la plupart des gens) (?:sait|pense|trouve|dit|aime)\b",
        r"\bà quel point (?:avez-vous|as-tu) (?:aimé|adoré|apprécié|détesté)\b",
        (r"\bà quel point .*\b(?:était|étaient|est|sont)-\w+ (?:si |vraiment )?(?:formidable|"
        r"fantastique|merveilleu|excellent|génia|superbe|extraordinaire|magnifique|incroyable|"
        r"terrible|horrible|affreu|épouvantable|catastrophique|ridicule|désastreu)"),
    ),
    loaded=(
        "formidable\\w*|fantastique\\w*|merveilleu\\w+|excellent\\w*|génia\\w+|superbe\\w*|"
        "extraordinaire\\w*|magnifique\\w*|incroyable\\w*|terrible\\w*|horrible\\w*|affreu\\w+|"
        "épouvantable\\w*|catastrophique\\w*|ridicule\\w*|inacceptable\\w*|désastreu\\w+|génial\\w*"
    ),
    praised="à quel point|combien|notre|nos|cet|cette|ce|ces|si|tellement|le|la|les|était|"
    "l'accueil était|service était|c'était",
    ands="et|ainsi que|et aussi",
    asks=(
        r"(?:comment|qu'est-ce|que s'est|qu'avez|qu'as|pourquoi|quand|où|quel(?:le)?s?|combien|"
        r"est-ce|de quoi|à quoi|avec qui|à qui)\b|(?:avez|as|était|étaient|a-t|êtes|es)-\w+"
    ),
    why="pourquoi",
    between="entre",
    orders=r"^(?:veuillez |merci de |merci d')?(?:noter|notez|évaluer|évaluez|évalue|jugez)\b",
    judging=(
        r"^(?:et )?(?:à quel point|dans quelle mesure)\b",
        r"\b(?:était|étaient|est|sont)-(?:il|elle|ils|elles|ce)\b",
        r"^est-ce que (?:le|la|les|l'\w+|notre|nos)\b.*\b(?:est|était|étaient|sont)\b",
        r"\b(?:satisfait\w*|content\w*|heureu\w+)\b.*\b(?:de|du|des|d'\w+)\b",
        (r"\b(?:trouvez-vous|trouves-tu|trouvé|pensez-vous|penses-tu|jugez-vous|juges-tu|"
        r"évaluez-vous|évaluez|notez|recommanderiez-vous|aimez-vous|aimes-tu|aimé|apprécié|plu)\b"),
    ),
    turns=(
        "dans|sur|pendant|chez|quand|lorsque|après|avant|si|parce|que|qui|où|depuis|jusqu'\\w+|entre|dont|comme|"
        "pour|sans|lorsqu'\\w+|qu'\\w+"
    ),
    persons="je|tu|vous|moi|toi|nous|il|elle|lui|eux|elles|ils|votre|vos|ton|ta|tes|leur|leurs|mon|"
    "d'autres|ainsi|puis",
    pairs=(
        "nom et adresse", "nom et prénom", "termes et conditions", "allers et retours",
        "aller et retour", "famille et amis", "amis et famille", "le pour et le contre",
        "les hauts et les bas", "des hauts et des bas", "temps et argent", "et ainsi de suite",
        "recherche et développement", "santé et sécurité", "questions et réponses", "va et vient",
        "vient et va",
    ),
)  # fmt: skip

_PT = Slants(
    pushes=(
        (r"^(?:e |mas )?(?:(?:você|vocês|tu|o senhor|a senhora) )?não "
        r"(?:acha|achas|concorda|concordas|pensa|pensas|diria|dirias|é|foi|era|"
        r"lhe parece|te parece|considera|consideras|gostaria|gostarias)\b"),
        r", (?:certo|não é|não foi|não|né|não é verdade|verdade|não acha|não achas|correto)$",
        (r"\b(?:obviamente|evidentemente|indubitavelmente|sem dúvida|é claro que|claro que|"
        r"com certeza|como todos sabem|como (?:você )?sabe|como sabes)\b"),
        r"\b(?:concorda|concordas|concordaria|concordarias) (?:que|em que|com)\b",
        r"\b(?:todos|toda a gente|todo mundo|a maioria) (?:sabem?|acham?|pensa|diz|adora)\b",
        r"\b(?:o quanto|quanto) (?:você )?(?:adorou|amou|gostou|gostaste|adoraste|odiou|odiaste)\b",
    ),
    loaded=(
        "ótim\\w+|maravilhos\\w+|excelente\\w*|fantástic\\w+|incríve\\w+|magnífic\\w+|"
        "extraordinári\\w+|espetacula\\w+|terríve\\w+|horríve\\w+|péssim\\w+|ridícul\\w+|"
        "desastros\\w+|inaceitáve\\w+|pavoros\\w+|genia\\w+"
    ),
    praised="quão|o quão|noss\\w+|est\\w+|tão|o|a|os|as|como foi",
    ands="e|bem como|assim como|e também",
    asks=(
        r"(?:com |de |a )?(?:como|o que|por que|porquê|porque|quando|onde|quem|qual|quais|"
        r"quant[oa]s?)\b"
    ),
    why="por que|porquê",
    between="entre",
    orders=r"^(?:por favor,? )?(?:avalie|avalia|classifique|classifica|pontue)\b",
    judging=(
        r"^(?:e )?(?:o )?quão \w+",
        r"^(?:foi|foram|era|eram|é|são|estava|estavam|esteve|estiveram)\b",
        r"\b(?:satisfeit\w+|content\w+|feliz)\b.*\b(?:com|pel\w+)\b",
        (r"\b(?:gosta|gostas|gostou|gostaste|recomendaria|recomendarias|avalia|avalias|avaliaria|"
        r"avaliarias|classifica|classificas|acha|achas|achou|achaste|pensa de|pensas de|pensa d\w|"
        r"pensas d\w|parece|parecem|pareceu|pareceram)\b"),
    ),
    turns=(
        "em|no|na|nos|nas|durante|sobre|quando|enquanto|depois|antes|se|porque|que|quem|onde|desde|até|entre|tanto|ao|como|para|"
        "sem"
    ),
    persons="eu|tu|você|vocês|me|mim|nós|ele|ela|eles|elas|seu|sua|seus|suas|teu|tua|teus|tuas|meu|"
    "outros|outra|outras|assim|depois|ti",
    pairs=(
        "termos e condições", "nome e morada", "nome e endereço", "nome e apelido", "ida e volta",
        "idas e voltas", "idas e vindas", "família e amigos", "amigos e família", "comida e bebida",
        "prós e contras", "altos e baixos", "tempo e dinheiro", "e assim por diante",
        "pesquisa e desenvolvimento", "investigação e desenvolvimento", "saúde e segurança",
        "perguntas e respostas", "vai e vem", "mais e mais",
    ),
)  # fmt: skip

_AR = Slants(
    pushes=(
        r"^(?:و)?(?:ألا|أليس|أليست|ألم|ألن|أما|أفلا)\b",
        r"[،,] ?(?:أليس كذلك|صحيح|أليس هذا صحيحا|أليس هذا صحيحًا|أليس صحيحا|أليس صحيحًا)$",
        (r"(?:^| )(?:بالطبع|طبعا|طبعًا|بالتأكيد|بلا شك|دون شك|لا شك|من الواضح أن|من الواضح|"
        r"من البديهي|بديهيا|كما تعلم|كما تعلمون|كما يعلم الجميع)(?: |$|[،,])"),
        r"هل (?:توافق|توافقين|توافقون|تتفق|تتفقين|تتفقون)(?: معنا| معي)? (?:على|في) ?أن",
        r"(?:الجميع|كل الناس|معظم الناس) (?:يعلم|يعلمون|يتفق|يتفقون|يقول|يقولون|يحب|يحبون)",
        r"(?:كم|ما مدى|إلى أي مدى) (?:أحببت|أعجبتك|أعجبك|استمتعت|حبك|استمتاعك|إعجابك|كرهت)",
    ),
    loaded=(
        "رائع\\w*|روعة|ممتاز\\w*|امتياز|مذهل\\w*|عظيم\\w*|خرافي\\w*|مدهش\\w*|رهيب\\w*|فظيع\\w*|"
        "فظاعة|مروع\\w*|كارثي\\w*|سخيف\\w*|سخافة|مزعج\\w*|مقرف\\w*|الرائع\\w*|الممتاز\\w*|"
        "المذهل\\w*|الفظيع\\w*|المروع\\w*|المزعج\\w*|الكارثي\\w*|السخيف\\w*"
    ),
    praised="كم كان|كم كانت|كم هو|كم هي|ما مدى|إلى أي مدى كان|إلى أي مدى كانت|"
    "\\w*نا|هذا|هذه|ال\\w+",
    ands="و",
    asks=r"(?:كيف|ماذا|لماذا|متى|أين|هل|كم|لمن|بماذا|ما الذي|ما هو|ما هي|من الذي)\b",
    why="لماذا",
    between="بين",
    orders=r"^(?:يرجى |الرجاء |من فضلك )?(?:قيم|قيمي|تقييم|قيموا)\b",
    judging=(
        r"^(?:و)?(?:ما مدى|إلى أي مدى|إلى أي حد|كم كان(?:ت)?)\b",
        r"^هل (?:كان|كانت|كانوا|هو|هي|ال\w+)\b",
        r"(?:راض\w*|راضي\w*|سعيد\w*|رضاك\w*) .*\bعن\b",
        r"(?:رأيك|تقييمك|تقيم|تقيمين|تقيّم|أعجبك|أعجبتك|يعجبك|تعجبك|تنصح|تنصحين|وجدت)",
    ),
    turns="في|على|أثناء|خلال|عندما|حين|حينما|بعد|قبل|إذا|لأن|الذي|التي|الذين|حيث|منذ|حتى|بين|أن|بينما|كلما|لما|عند",
    persons="أنا|أنت|نحن|هو|هي|هم|أنتم|غيرك|غيرهم|إياك|آخر|آخرين|أخرى|هكذا",
    pairs=("الشروط والأحكام", "الاسم والعنوان", "ذهابا وإيابا", "ذهابًا وإيابًا", "الأهل والأصدقاء",
           "الطعام والشراب", "الإيجابيات والسلبيات", "الوقت والمال", "الأسئلة والأجوبة", "أخذ ورد",
           "العائلة والأصدقاء", "البحث والتطوير", "الصحة والسلامة", "شيئا وشيئا"),
    glued=True,
)  # fmt: skip

SLANTS: Mapping[str, Slants] = MappingProxyType(
    {"en": _EN, "de": _DE, "es": _ES, "fr": _FR, "pt": _PT, "ar": _AR}
)
"""By base language; a language that is not among them is not looked at."""
