"""What is said around an amount: what leaves it open, what gives its number to something else."""

from interview_flows.vocabulary.meanings import Amounts
from interview_flows.words import said

ENGLISH = Amounts(
    bounds=(
        "(?:more|less|fewer|greater|longer|higher|lower) than|over|above|beyond|under"
        "|below|at (?:the )?(?:very )?(?:least|most)|up to|max|(?<![0-9] )min"
        "|(?:a )?(?:minimum|maximum)(?: of)?|upwards? of|min of"
    ),
    bounds_behind=(
        "and (?:more|up|over|above|counting)"
        "|or (?:more|longer|over|above|fewer|under|even more)"
        "|(?<!more )or (?:even )?less|at (?:the )?(?:very )?(?:least|most)"
        "|minimum|maximum|max|plus|tops"
    ),
    named=(
        "rooms?|tickets?|number|no|nr|num|versions?|v|page|floor|line|desk|counter"
        "|window|gate|platform|step|case|order|chapter|section|building|office|ext"
        "|extension|phone|tel|level|bus|train|flight|table|article|paragraph|appendix"
        "|id|code|pin|reference|ref|request|invoice|house|apartment|flat|zone|group"
        "|team|class|phase|form|box|queue|lane|street|road|windows|iphone|file|document"
        "|item|point|position|rule|policy|question|site|route|station|terminal|unit"
        "|block|branch|year|in the year"
    ),
    named_behind=("o'?clock|a[.]?m|p[.]?m"),
    dated="in|since|from|until|before|after|of|back in",
    often="times?|more times|once|twice|thrice",
    moment=r"(?<!put it )(?<!estimate it )(?<!stayed )at (?:about |around )?[0-9]{1,2}"
    r"(?:[:.][0-9]{2})?(?= ?(?:$|[,;!?.]))",
    rate="every|each",
    rate_behind="per",
    around=said(
        "about|around|roughly|approximately|approx|ca|circa|nearly|almost|like|maybe"
        "|perhaps|probably|likely|possibly|so|take|takes|took|taken|taking|last|lasts"
        "|lasted|lasting|wait|waits|waited|waiting|was|were|is|are|had|has|have|been|be"
        "|for|just|only|exactly|precisely|total|altogether|all|overall|in|me|us|i|we"
        "|you|they|he|she|it|that|this|the|a|an|of|my|our|id|ill|say|said|guess|guessed"
        "|think|thought|believe|would|could|should|must|might|may|estimate|estimated"
        "|reckon|suppose|need|needed|spend|spent|spending|lose|lost|pass|passed|went|go"
        "|by|until|till|then|its|thats|ok|okay|hmm|um|and|or|some|something|somewhere"
        "|give|long|bit|good|whole|sure|sorry|honestly|actually|really|answer|number"
        "|time|up|to|another|whats|there|did|do|make|made|ended|at|end|close|not|well"
        "|more|less|usually|normally|often"
        "|very|appr|same"
    ),
)

GERMAN = Amounts(
    bounds=(
        "(?:mehr|weniger|langer|laenger|kurzer|kuerzer|hoher|hoeher) als|uber|ueber"
        "|unter|mindestens|wenigstens|minimal|zumindest|hochstens|hoechstens|maximal"
        "|max|mind|(?<![0-9] )min|bis(?: zu)?|zu mindest|im minimum|im maximum|oberhalb(?: von)?"
        "|unterhalb(?: von)?|minimum|maximum"
    ),
    bounds_behind=(
        "(?:oder|und) (?:mehr|langer|laenger|daruber|darueber|kurzer|kuerzer)"
        "|(?<!mehr )oder weniger"
        "|mindestens|wenigstens|hochstens|hoechstens|maximal|minimum|maximum|plus"
        "|aufwarts|aufwaerts"
    ),
    named=(
        "zimmer|raum|tickets?|ticketnummer|nummer|nr|version|v|seite|stock|stockwerk"
        "|etage|schalter|fenster|schritt|fall|vorgang|bestellung|auftrag|antrag"
        "|formular|kapitel|abschnitt|gebaude|gebaeude|haus|buro|buero|durchwahl|telefon"
        "|tel|linie|bus|zug|gleis|tor|tisch|artikel|paragraph|absatz|anlage|punkt|code"
        "|pin|gruppe|team|klasse|phase|teil|abteilung|platz|rechnung|vertrag|hausnummer"
        "|strasse|frage|jahr|im jahre?|position|box|warteschlange|ebene|zone|terminal"
        "|halle|§"
    ),
    named_behind=("uhr"),
    dated="in|seit|von|aus|vor|nach|anno",
    often="(?<!nicht )mal",
    moment="(?!)",
    rate="alle|aller|jede[nrs]?",
    rate_behind="pro|je",
    around=said(
        "etwa|ungefahr|ungefaehr|circa|ca|zirka|rund|knapp|gut|fast|beinahe|so|um|die"
        "|an|schatzungsweise|vielleicht|wohl|wahrscheinlich|vermutlich|gedauert|dauerte"
        "|dauert|dauerten|hat|haben|habe|hatte|war|waren|sind|ist|es|das|ich|wir|sie|er"
        "|mich|uns|gewartet|warten|wartete|warteten|gebraucht|brauchte|insgesamt|alles"
        "|allem|in|zusammen|genau|exakt|nur|bloss|glaube|denke|schatze|schaetze|meine"
        "|wurde|wuerde|sagen|durften|gewesen|sein|mussten|muesste|verloren|verging"
        "|vergingen|vergangen|lang|lange|oder|und|also|na|ja|rum|herum|gegen|ein|paar"
        "|mal|schon|noch|ganze|ganz|da|bei|von|zu|mehr|weniger|minder|wenn|man|mir"
        "|stimmt|immerhin|inklusive|im|schnitt|durchschnitt|durchschnittlich"
        "|musste|mussten|leider|sehr|lange"
    ),
)

SPANISH = Amounts(
    bounds=(
        "(?<!o )(?:mas|menos) de(?:l)?|al menos|(?:por|a) lo (?:menos|mas|sumo)"
        "|como (?:minimo|maximo|mucho|poco)|(?:un )?(?:minimo|maximo)(?: de)?|max|(?<![0-9] )min"
        "|hasta"
        "|sobre los|encima de|por encima de|por debajo de|debajo de|inferior a"
        "|superior a|mayor (?:a|que)|menor (?:a|que)|no mas de"
    ),
    bounds_behind=(
        "o mas|(?<!mas )o menos|(?:por|a) lo (?:menos|mas|sumo)|al menos"
        "|como (?:minimo|maximo|mucho|poco)|minimo|maximo|para arriba|y pico"
    ),
    named=(
        "salas?|habitacion|cuarto|aula|tickets?|tique|numero|num|nro|n[.]?[º°]|version|v"
        "|pagina|piso|planta|ventanilla|mostrador|taquilla|puerta|paso|caso|pedido"
        "|orden|solicitud|formulario|capitulo|seccion|edificio|oficina|despacho"
        "|extension|telefono|tel|linea|bus|autobus|tren|vuelo|anden|mesa|articulo"
        "|parrafo|anexo|codigo|pin|grupo|equipo|clase|fase|factura|contrato|casa|calle"
        "|pregunta|ano|punto|nivel|zona|box|expediente|referencia|terminal"
    ),
    named_behind=("de la (?:manana|tarde|noche)|en punto"),
    dated="en|desde|de|antes de|hasta",
    often="ve(?:z|ces)",
    moment=r"(?:a|hacia|desde|para) las (?:1?[0-9]|2[0-3])(?= ?(?:$|[,;!?.]|h(?:oras?|s)?\b"
    r"|y (?:media|cuarto)|de la|en punto))",
    rate="cada|tod[oa]s l[oa]s",
    rate_behind="por cada",
    around=said(
        "unos|unas|como|aproximadamente|aprox|alrededor|cerca|casi|mas|o|menos|tardo"
        "|tarde|tardaron|tardamos|duro|duraron|llevo|llevaron|fueron|fue|era|eran|es"
        "|son|pasaron|paso|espere|esperamos|esperando|en|total|todo|exactamente|solo"
        "|solamente|quiza|quizas|tal|vez|creo|pienso|diria|digo|serian|seria|habran"
        "|habra|sido|de|del|los|las|el|la|lo|que|me|nos|se|costo|tomo|tomaron|demoro"
        "|demoraron|demore|perdi|perdimos|por|ahi|calculo|supongo|un|una|yo|estuve"
        "|estuvimos|hubo|necesite|hasta|cada|asi|mi|y|pues|bueno|tuve|esperar|tiempo"
        "|tuvimos|muy|desgraciadamente|lamentablemente"
    ),
)

FRENCH = Amounts(
    bounds=(
        "(?<!ou )(?:plus|moins) d[e']|au (?:moins|plus|minimum|maximum)|jusqu'?a"
        "|minimum|maximum|max|(?<![0-9] )min|(?:un )?(?:minimum|maximum) d[e']|au[ -]dela de"
        "|au[ -]dessus de|au[ -]dessous de|en dessous de|pas (?:plus|moins) d[e']"
        "|superieur a|inferieur a|a partir de"
    ),
    bounds_behind=(
        "ou plus|(?<!plus )ou moins|au (?:moins|plus|minimum|maximum)"
        "|minimum|maximum|max|et plus|et demi et plus"
    ),
    named=(
        "salles?|chambre|bureau|tickets?|numero|num|n[.]?[º°]|no|version|v|page|etage"
        "|guichet|fenetre|quai|porte|etape|cas|dossier|commande|demande|formulaire"
        "|chapitre|section|batiment|poste|telephone|tel|ligne|bus|train|vol|table"
        "|article|paragraphe|annexe|code|pin|groupe|equipe|classe|phase|facture|contrat"
        "|maison|rue|question|annee|l'an|point|niveau|zone|box|reference|terminal|voie"
    ),
    named_behind=("(?:h|heures?) (?:du (?:matin|soir)|de l'apres[ -]midi|pile)"),
    dated="en|depuis|de|avant|apres",
    often="fois",
    moment=r"(?:(?<!y )(?<!il )(?<![0-9] )a|vers|des) [0-9]{1,2} ?h(?:eures?)?(?!\w)",
    rate="tous les|toutes les|chaque",
    rate_behind=r"pour chaque|par(?= (?:personne|dossier|formulaire|demande|appel)s?\b)",
    around=said(
        "environ|a|peu|pres|presque|quasiment|peut|etre|plus|ou|moins|autour|vers"
        "|approximativement|ca|cela|pris|dure|duree|j'ai|attendu|attendus|nous|avons|il"
        "|fallu|faut|au|total|en|tout|exactement|seulement|juste|je|dirais|dirai|crois"
        "|pense|c'etait|etait|etaient|ont|une|un|y|mis|bien|de|d|des|du|le|la|les"
        "|l'attente|ete|est|c'est|sont|on|passe|perdu|pour|me|m'a|fait|bon|quelque"
        "|quelques|disons|genre|chose|estime"
        "|j'ai dû|dû|devoir|attendre|très|malheureusement"
    ),
)

PORTUGUESE = Amounts(
    bounds=(
        "(?<!ou )(?:mais|menos) d[eo]s?|(?:pelo|ao|no) (?:menos|minimo|maximo|mais)"
        "|(?:um )?(?:minimo|maximo)(?: de)?|max|(?<![0-9] )min|ate|acima de|abaixo de|superior a"
        "|inferior a|nao mais de"
    ),
    bounds_behind=(
        "ou mais|(?<!mais )ou menos|(?:pelo|ao|no) (?:menos|minimo|maximo)"
        "|minimo|maximo|para cima|e tal"
    ),
    named=(
        "salas?|quarto|tickets?|bilhete|senha|numero|num|n[.]?[º°]|versao|v|pagina|andar"
        "|piso|guiche|balcao|janela|porta|passo|etapa|caso|pedido|processo|ordem"
        "|formulario|capitulo|secao|seccao|edificio|predio|escritorio|gabinete|ramal"
        "|extensao|telefone|tel|linha|onibus|autocarro|comboio|trem|voo|plataforma|mesa"
        "|artigo|paragrafo|anexo|codigo|pin|grupo|equipe|equipa|turma|fase|fatura"
        "|contrato|casa|rua|pergunta|ano|ponto|nivel|zona|box|referencia|protocolo"
        "|chamado|terminal"
    ),
    named_behind=("da (?:manha|tarde|noite)|em ponto"),
    dated="em|desde|de|antes de|ate",
    often="ve(?:z|zes)",
    moment=r"(?<!todas )(?:as|pelas) [0-9]{1,2}(?= ?(?:$|[,;!?.]|h(?:oras?|s)?\b|e meia|da "
    r"|em ponto))",
    rate="cada|tod[oa]s [oa]s",
    rate_behind="(?:por|para) cada",
    around=said(
        "cerca|de|uns|umas|aproximadamente|mais|ou|menos|quase|por|volta|em|torno"
        "|demorou|demoraram|durou|duraram|levou|levaram|foram|foi|era|eram|e|sao"
        "|esperei|esperamos|esperando|ao|todo|no|total|exatamente|so|apenas|talvez|acho"
        "|penso|diria|creio|perdi|perdemos|passaram|ficou|fiquei|ficamos|tipo|me|nos|o"
        "|a|os|as|que|um|uma|isso|do|da|dos|das|precisei|levei|levamos|tive|calculo"
        "|suponho|eu|cada|tempo|demorei|tudo|na|ja"
        "|esperar|tivemos|infelizmente|muito"
    ),
)

ARABIC = Amounts(
    bounds=(
        "(?:اكثر|اقل|ازيد|اطول|اعلى|ادنى|اكبر|اصغر) من|(?:علي|علي) (?:الاقل|الاكثر)|حتي"
        "|لا (?:يقل|يزيد|تقل|تزيد) عن|ما (?:يزيد|يقل) (?:عن|علي)|كحد (?:اقصي|ادني)"
        "|بحد (?:اقصي|ادني)|الحد (?:الاقصي|الادني)|فوق|تحت|دون|يفوق"
    ),
    bounds_behind=(
        "(?:او )?ف?اكثر|(?:او )?ف?اقل|علي (?:الاقل|الاكثر)|كحد (?:اقصي|ادني)|بحد (?:اقصي|ادني)"
    ),
    named=(
        "(?:ال)?(?:غرفه|قاعه|مكتب|تذكره|بطاقه|رقم|نمره|نسخه|اصدار|صفحه|طابق|دور|شباك|نافذه|باب|خطوه|حاله|طلب|طلبيه|نموذج|استماره|فصل|قسم|مبني|هاتف|تحويله|خط|حافله|قطار|رحله|رصيف|طاوله|ماده|فقره|ملحق|رمز|كود|مجموعه|فريق|صف|مرحله|فاتوره|عقد|بيت|شارع|سؤال|نقطه|مستوي|منطقه|مرجع|بوابه)"
    ),
    named_behind=("صباحا|مساء|ظهرا"),
    dated="عام|سنه|في|منذ|من",
    often="مر(?:ه|ات|تين|تان)",
    moment="الساعه [0-9]",
    rate="كل",
    rate_behind="لكل",
    around=said(
        "حوالي|تقريبا|نحو|قرابة|ما|يقارب|استغرق|استغرقت|استغرقني|يستغرق|تستغرق|الأمر"
        "|الامر|ذلك|هذا|انتظرت|انتظرنا|انتظار|كان|كانت|مدة|لمدة|المجموع|مجموع|في|فقط"
        "|بالضبط|ربما|أظن|أعتقد|اعتقد|يمكن|هو|هي|قد|أخذ|اخذ|أخذت|دام|دامت|من|على|طوال"
        "|خلال|المدة|الوقت|وقت|لقد|حدود|بحدود|زهاء|أقول|منه|مني|معي|لي|إجمالا|أنا|نحن"
        "|كل|بعد|مرت|مر"
        "|اضطررت|للانتظار|الانتظار|للأسف"
    ),
)
