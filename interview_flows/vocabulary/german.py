"""What is said in German."""

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
from interview_flows.words import said

_ORDINALS = (
    "zweite",
    "dritte",
    "vierte",
    "funfte",
    "sechste",
    "siebte",
    "achte",
    "neunte",
    "zehnte",
)

GERMAN = Vocabulary(
    yes=ways(
        "so|genau so|genauso",
        "war's|lief es|lief es ab|lief's|ist es gewesen|ist es passiert|ist es abgelaufen"
        "|war das|ging es|ist's",
    )
    | said(
        "sieht gut aus|ja sieht gut aus|das sieht gut aus|sieht richtig aus|das sieht richtig aus"
        "|das stimmt so|das passt so|alles richtig so|das ist alles richtig|das ist so richtig"
        "|so stimmt es|so stimmt's|so passt es|so passt's|stimmt alles|alles stimmt|passt alles|"
        "ja|j|jo|joa|jup|jep|jepp|jap|jawohl|jaja|ja klar|klar|na klar|aber klar|klaro|logisch"
        "|logo|genau|ganz genau|exakt|stimmt|das stimmt|stimmt so|passt|passt so|das passt"
        "|ja passt|gern|gerne|sehr gerne|in ordnung|alles in ordnung|ist in ordnung"
        "|das ist in ordnung|einverstanden|ich bin einverstanden|bin einverstanden|natürlich"
        "|selbstverständlich|sicher|na sicher|sicherlich|auf jeden fall|unbedingt|richtig"
        "|das ist richtig|ist richtig|alles richtig|so ist es|so war es|genau so|genauso"
        "|genau so war es|korrekt|gut|alles gut|perfekt|super|prima|bestens|okay|oki|okidoki|doch"
        "|ja doch|ich stimme zu|stimme zu|zustimmen|ich akzeptiere|akzeptiert|von mir aus"
        "|los geht's"
        "|los|kann losgehen|absolut|definitiv|meinetwegen|geht klar|wahr|das ist wahr"
    ),
    no=said(
        "nein|n|nee|ne|nö|nein danke|nee danke|nicht|jetzt nicht|nicht jetzt|nicht wirklich"
        "|eigentlich nicht|überhaupt nicht|gar nicht|auf keinen fall|auf gar keinen fall"
        "|keinesfalls"
        "|niemals|keineswegs|stimmt nicht|das stimmt nicht|stimmt so nicht|nicht richtig"
        "|das ist nicht richtig"
        "|nicht korrekt|nicht ganz|nicht so ganz|falsch|das ist falsch"
        "|lieber nicht|besser nicht|möchte ich nicht|will ich nicht|ich möchte nicht|ich will nicht"
        "|ablehnen|ich lehne ab|nicht einverstanden|ich bin nicht einverstanden|natürlich nicht"
        "|sicher nicht|bestimmt nicht|passt nicht|das passt nicht|kein interesse|glaube nicht"
        "|ich glaube nicht"
    ),
    finished=said(
        "fertig|ich bin fertig|bin fertig|ich bin durch|bin durch|erledigt|alles erledigt|das war's"
        "|das wars|das wars schon|das war's schon|das war es|das war alles|das ist alles"
        "|das wäre alles|das wär's|das wäre es|mehr nicht|das war's dann|das wars dann"
        "|das war die ganze geschichte|ende|schluss|zu ende|alles gesagt|alles erzählt|war's|wars"
    ),
    polite=said("bitte|danke|vielen|dank|dankeschön|schön|sehr"),
    subjects=said("das|es|er|sie|wir|ich|man|die|der|da"),
    doubt=said("aber|vielleicht|außer|doch|jedoch|wenn|teilweise|manchmal|eventuell|evtl"),
    never_mind=said(
        "egal|schon gut|abbrechen|doch nicht|lieber nicht|lass es|lass mal|vergiss es|behalten"
        "|behalte es|nicht löschen|lass es so|so lassen|bleibt so|bitte nicht"
    ),
    undo=said(
        "rückgängig machen|mach das rückgängig|mach rückgängig|mache das rückgängig"
        "|das rückgängig machen|bitte rückgängig|nimm das zurück|zurücknehmen"
        "|das zurücknehmen"
    ),
    anew=said(
        "neu|nochmal|noch mal|noch einmal|noch eins|noch einer|noch eine|neue|neues|neuer|ein neues"
        "|von vorn|von vorne|ja|ja bitte|anfangen|starten|start|beginnen|los|neue meldung"
        "|noch eine meldung|wieder"
    ),
    verdict_words=names(
        ","
        "teilweise|zum teil|ein bisschen|ein wenig|etwas|teils|teils teils|nur teilweise|bisschen"
        "|geht so|so halb|halb|halbwegs|einigermaßen|irgendwie|jein|ja und nein|so lala|so la la"
        "|halb richtig|naja geht so|na ja geht so|bedingt,"
        "größtenteils|zum größten teil|im großen und ganzen|fast|beinahe|so ziemlich"
        "|mehr oder weniger|meistens|ziemlich gut|ziemlich genau|weitgehend|überwiegend"
        "|ja größtenteils|im grunde|fast ganz|fast richtig|grob|hauptsächlich,"
        "völlig|vollkommen|voll und ganz|komplett|ganz und gar|sehr gut|vollständig|ja völlig"
        "|absolut richtig|völlig richtig|ja das tut es|tut es|trifft zu|trifft voll zu|total"
    ),
    face_words=names(
        "schrecklich|furchtbar|grauenhaft|grauenvoll|katastrophal|eine katastrophe|katastrophe"
        "|miserabel|entsetzlich|unerträglich|zum kotzen|beschissen|scheiße|richtig schlecht"
        "|extrem schlecht|total schlecht|mies|richtig mies|fürchterlich|wütend|stinksauer|horror"
        "|sehr unzufrieden|ganz schlecht|super schlecht|grottenschlecht,"
        "eher schlecht|ziemlich schlecht|gar nicht gut|überhaupt nicht gut|nicht zufrieden"
        "|gar nicht zufrieden|nicht gut|nicht so gut|nicht besonders|nicht so toll"
        "|nicht toll|unzufrieden|genervt|verärgert|ärgerlich|nervig|frustriert|frustrierend"
        "|traurig|enttäuscht|enttäuschend|blöd|doof|unangenehm|schlechter|nicht sehr gut"
        "|nicht schön|nicht berauschend|naja schlecht,"
        "neutral|mittel|mittelmäßig|geht so|es geht|ging so|so lala|so la la|na ja|naja"
        "|durchschnittlich|egal|weder noch|weder gut noch schlecht|okay|ok|in ordnung|ganz ok"
        "|ganz okay|passt schon|gemischt|gleichgültig|normal,"
        "ganz gut|ziemlich gut|recht gut|eher gut|nett|schön|ganz schön|zufrieden|froh|angenehm"
        "|erfreut|ganz nett|erleichtert|positiv|fein,"
        "super|toll|großartig|ausgezeichnet|hervorragend|wunderbar|fantastisch|perfekt|prima"
        "|klasse|spitze|genial|begeistert|richtig gut|total gut|mega|geil|sehr zufrieden"
        "|sehr glücklich|glücklich|super gut|bestens|spitzenmäßig|sehr schön|top|hammer|mega gut"
        "|unglaublich gut|überglücklich"
    ),
    how_often=counted(
        {
            "once": "einmal|nur einmal|ein mal|1 mal|das erste mal|zum ersten mal|einmalig|nie"
            "|niemals|noch nie|nie wieder|nie zuvor|vorher nie|bisher nie|erstmals|nur dieses mal"
            "|nur diesmal",
            "sometimes": "manchmal|ab und zu|ab und an|hin und wieder|gelegentlich|selten|oft"
            "|öfter|öfters|häufig|häufiger|regelmäßig|meistens|meist|mehrmals|ein paar mal|zweimal"
            "|mehr als einmal|von zeit zu zeit|fast nie|kaum|fast immer|nicht immer|viel|schon oft"
            "|sehr oft|normalerweise|in der regel|dann und wann|ziemlich oft",
            "always": "immer|jedes mal|jedesmal|ständig|dauernd|andauernd|immer wieder|stets"
            "|ausnahmslos|ohne ausnahme|die ganze zeit|permanent|jeden tag|täglich|immer noch",
        }
    ),
    no_more=said(
        "nein|nee|ne|nö|nichts|nix|nichts mehr|nichts weiter|nichts weiteres|sonst nichts"
        "|nein nichts|nein danke|nein das war's|nein das wars|nein das war alles|keine|keins|keiner"
        "|keines|kein|gar nichts|überhaupt nichts|nichts besonderes|nicht wirklich"
        "|eigentlich nichts|eigentlich nicht|nicht dass ich wüsste|mir fällt nichts ein"
        "|fällt mir nichts ein|nichts hinzuzufügen|es gab nichts|da war nichts|da gab es nichts"
        "|alles gesagt|weiter nichts|nein sonst nichts|nein nichts weiter|n"
    ),
    dont_know=said(
        "weiß nicht|weiss nicht|ich weiß nicht|weiß ich nicht|ich weiß es nicht|keine ahnung|ka"
        "|k a|kein plan|keinen plan|ich habe keine ahnung|hab keine ahnung|ich hab keine ahnung"
        "|nicht sicher|bin nicht sicher|ich bin nicht sicher|bin mir nicht sicher"
        "|ich bin mir nicht sicher|schwer zu sagen|kann ich nicht sagen|das kann ich nicht sagen"
        "|kann man nicht sagen|wer weiß|wer weiß das schon|keine angabe|keine angaben"
        "|kein kommentar|erinnere mich nicht|ich erinnere mich nicht|weiß ich nicht mehr"
        "|weiß nicht mehr|ich weiß nicht mehr|ich weiß es nicht mehr|vergessen|hab ich vergessen"
        "|will ich nicht sagen|möchte ich nicht sagen|sag ich nicht|dazu sage ich nichts"
        "|keine antwort|einfach so|nur so|halt so|darum|woher soll ich das wissen|keinen schimmer"
        "|keinen blassen schimmer|weißnich|weiß nich|kp|null ahnung"
    ),
    hedges=said(
        "sorry|entschuldigung|ehrlich|gesagt|eigentlich|wirklich|also|äh|ähm|hm|hmm|oh|naja|na"
        "|leider"
        "|tja|echt|so|jetzt|halt|eben|mal|da|gerade|grad|ganz|puh|ach|genau|ja|eher"
    ),
    causes=said("weil|da|denn|wegen|deshalb|deswegen|darum|aufgrund|dank|grund|nämlich|daher"),
    examples=said(
        "beispiel|zum beispiel|z b|zb|beispielsweise|letzte|letzten|letztes|letzter|gestern|heute"
        "|neulich|kürzlich|einmal|vor|als ich|als wir|als mein|als meine|an dem tag|tag|woche|monat"
        "|jahr|morgens|damals|eines tages|zuerst|erst|am ende|dann|wie zum beispiel|das erste mal"
    ),
    fillers=said(
        "der|die|das|dem|den|ein|eine|einen|einer|es|ist|war|ich|mir|mich|mein|meine|wir|fühle"
        "|fühlte|gefühlt|finde|fand|glaube|denke|würde|sagen|wähle|nehme|per|über|mit|bei|auf|im|in"
        "|am|an|von|zum|zur|bitte|eher|mal|halt|hab|habe|hat|sich|wohl|eigentlich|so|durch|via|nur"
    ),
    intensity=said("passiert|passierte|sehr|ziemlich|ganz|recht|wirklich|echt|das|ist|richtig"),
    denials=said(
        "nicht|nich|nein|nie|niemals|kein|keine|keinen|keiner|keins|ohne|außer|aber|weder|falsch"
        "|kaum|sondern"
    ),
    everything=said("alle|alles|alle davon|alle zusammen|alle diese|sämtliche|alle genannten"),
    nothing=said("keine|keines|keins|keiner|nichts|nix|keine davon|keins davon|nichts davon"),
    joins="und|oder|u|bzw",
    numbered="option|antwort|nummer|nr|auswahl|wahl|schritt|punkt",
    numerals=Numerals(
        words=count_words(
            0,
            "null eins zwei|zwo drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn "
            "vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
        )
        | {"hundert": 100, "einhundert": 100, "dreissig": 30, "vierzig": 40, "funfzig": 50}
        | {"sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90, "anderthalb": 1.5}
        | {"eineinhalb": 1.5, "einundeinhalb": 1.5, "zweieinhalb": 2.5, "dreieinhalb": 3.5}
        | {"viereinhalb": 4.5, "funfeinhalb": 5.5},
        alone=said(
            "ein|eine|einen|einer|einem|eines|einmal|ein einziges|eine einzige|einen einzigen"
            "|ein einziger"
        ),
        none=said(
            "keine|keiner|keinen|keins|kein|keines|null|nichts|nix|niemand|nie|gar keine"
            "|überhaupt keine|gar nicht|nein"
        ),
        half=said("halb|halbe|halben|halber|ein halbes|eine halbe|die hälfte"),
        unsafe=said(
            "tausend|million|millionen|halb|halbe|halben|dutzend|viertel|hälfte|drittel|dritteln"
            "|fünftel|zehntel"
        ),
        and_a_half="und ein(?:e|en)? halb(?:e|en|es|er)?|einhalb",
        minus="minus",
        out_of=said("von|aus"),
        decimal_comma=True,
        up_to="bis(?: zu)?",
        unsure="(?<!oder )weniger|minus",
    ),
    amounts=amounts.GERMAN,
    counts=counts.GERMAN,
    times=Times(
        units=counted(
            {
                "minutes": "minute|minuten|min|mins|minütchen",
                "hours": "stunde|stunden|std|stdn|h",
                "days": "tag|tage|tagen|d|arbeitstag|arbeitstage|arbeitstagen|werktag|werktage"
                "|werktagen",
                "weeks": "woche|wochen|wo",
                "months": "monat|monate|monaten",
                "years": "jahr|jahre|jahren",
            }
        ),
        one="eine?|ein|einen|einer|einem",
        half="(?:eine?n?r?m? )?halb(?:e|en|er|es)?",
        quarter="(?:eine )?viertel",
        three_quarters="(?:eine )?(?:dreiviertel|3 viertel)",
        couple="ein paar wenige",
        idle="volle|vollen|ganze|ganzen|ganzer|lange|ganzes",
        several="mehrere|mehreren|einige|einigen|viele|vielen|etliche|etlichen|ein paar",
        after="nach",
        later="spater|spaeter|danach|vergingen|verstrichen",
        fixed={
            "viertelstunde": "0.25 stunden",
            "eine viertelstunde": "0.25 stunden",
            "dreiviertelstunde": "0.75 stunden",
            "eine dreiviertelstunde": "0.75 stunden",
            "halbstunde": "0.5 stunden",
            "halbes jahr": "6 monate",
            "ein halbes jahr": "6 monate",
            "halbjahr": "6 monate",
        },
    ),
    calendar=Calendar(
        months=names(
            "januar|jänner|jaenner,februar|feber,märz|maerz,april,mai,juni|juno,juli|julei,august"
            ",september,oktober,november,dezember"
        ),
        month_names=(
            *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August"),
            *("September", "Oktober", "November", "Dezember"),
        ),
        weekdays=names(
            "montag|mo,dienstag|di,mittwoch|mi,donnerstag|do,freitag|fr,samstag|sonnabend|sa"
            ",sonntag|so"
        ),
        days_ago={
            "heute": 0,
            "heute morgen": 0,
            "heute fruh": 0,
            "gerade eben": 0,
            "gestern": 1,
            "gestern abend": 1,
            "vorgestern": 2,
            "vorvorgestern": 3,
        },
        ago="vor (?P<number>.+) (?:(?P<day>tag(?:en|e)?)|(?P<week>wochen?))",
        last=said("letzten|letzter|letzte|letztes|vorigen|vergangenen|diesen|am|seit"),
        small=said("am|der|den|dem|des|im|vom|war|es|das|um|ca|ungefähr|etwa|seit"),
        periods=said(
            "letzte woche|letzten monat|letztes jahr|diese woche|diesen monat|dieses jahr|neulich"
            "|kürzlich|vor kurzem|vor langem|vor langer zeit|vorige woche|vergangene woche"
            "|letzter woche|letzten sommer|letzten winter|letzter zeit|in letzter zeit"
        ),
        day_first=True,
    ),
    connectives=connectives(
        r"(?:,| und|, und|, aber| aber) (?:dann|danach|anschließend|im anschluss|nachher"
        r"|hinterher|daraufhin|später|schließlich|endlich|zuletzt|zum schluss|als nächstes"
        r"|am ende) "
        r"|(?P<bare> (?:dann|danach|anschließend)) (?=\w+ (?:ich|wir|er|sie|es|man)\b)",
        r"(?:und |also )?(?:dann|danach|anschließend|im anschluss|daraufhin|schließlich|endlich"
        r"|zuletzt|zuerst|zunächst|als erstes|als nächstes|zum schluss|erstens|zweitens|drittens)"
        r"[,:]? ",
        "wenn|als|sobald|falls|weil|da|nachdem|bevor|während|obwohl|bis",
        "und oder aber erst wenn als da ich wir er sie es man bis nur auch habe hat haben bin ist",
    ),
    telling=telling.GERMAN,
    then="und dann|und danach|und|dann",
    greetings=said(
        "also|hallo|hi|guten tag|moin|naja|äh|ähm|hm|danke|vielen dank|ende|so|tja|na ja|hey"
        "|guten morgen|guten abend|grüß gott|servus|hallo nochmal|tschüss|tschüs|ciao"
        "|auf wiedersehen|bis bald|bis dann|danke schön|dankeschön|danke sehr|danke nochmal"
        "|danke nochmals|herzlichen dank|besten dank|tausend dank|vielen lieben dank"
        "|gern geschehen|schönen tag|schönen tag noch|ebenfalls|ihnen auch|dir auch"
    ),
    kind_words=kindness.GERMAN,
    orders=by_words(
        {
            "remove": "entferne|entfernen|entfern|lösche|löschen|lösch|streiche|streichen|streich"
            "|raus|weg|wegnehmen|nimm|rausnehmen|herausnehmen|weglassen|tilge|kann weg|muss weg"
            "|nehmen|nehme|fällt weg|entfällt|ohne|gab es nicht|gab's nicht|brauche ich nicht"
            "|brauchen wir nicht|brauche nicht|unnötig|überflüssig|ist nicht nötig|nicht nötig"
            "|herausstreichen|wegstreichen|wegmachen|rauslassen|entfällt",
            "merge": "verbinde|verbinden|verbind|fasse|fass|zusammenfassen|zusammenführen"
            "|zusammenlegen|vereine|vereinen|führe|lege|leg|fusioniere|kombiniere|kombinieren"
            "|gehören zusammen|gehört zusammen|sind dasselbe|sind das gleiche|sind eins|verschmelze"
            "|vereinige|vereinigen|zusammenfügen|ist dasselbe wie|ist das gleiche wie"
            "|fassen|zusammengefasst|zusammengehören|sind ein schritt|sind ein und dasselbe"
            "|war dasselbe wie|vereinen sie|führen|legen",
            "swap": "tausche|tauschen|tausch|vertausche|vertauschen|vertausch|wechsle|austauschen"
            "|vertauscht|getauscht|andersherum|andersrum|umgekehrt|drehe|dreh|drehen|umdrehen"
            "|falsch herum|falschrum|in falscher reihenfolge|wechseln|wechsel|umtauschen",
            "move": "verschiebe|verschieben|verschieb|schiebe|schieben|schieb|bewege|bewegen"
            "|setze|setzen|setz|stelle|stellen|stell|ziehe|zieh|ziehen|packe|pack|kommt|kam|komme"
            "|gehört|gehörte|war|sollte|soll|muss|passierte|geschah|verlege|kommen",
            "insert": "füge|fügen|einfügen|einfüge|ergänze|ergänzen|hinzufügen|füg|ergänz|addiere"
            "|dazu|noch dazu|einschieben",
            "change": "ändere|ändern|änder|ändre",
            "reword": "ersetze|ersetzen|ersetz|korrigiere|korrigieren"
            "|bearbeite|bearbeiten|umbenennen|benenne|abändern|berichtige"
            "|verbessere|verbessern|aktualisiere|aktualisieren|berichtigen|umformulieren",
            "split": "teile|teilen|teil|trenne|trennen|trenn|aufteilen|spalte|zerlege|unterteile",
            "before": "vor|vorher vor|direkt vor|davor|bevor|ehe",
            "after": "nach|hinter|direkt nach|danach|nachdem",
            "between": "zwischen",
            "to": "an|auf|zu|zum|als|in|an stelle|auf platz|an position|auf position|ans|am|an die"
            "|auf stelle|an platz|bei",
            "up": "nach oben|hoch|rauf|hinauf|höher|nach vorn|nach vorne|eins nach oben"
            "|hochschieben"
            "|eins hoch|früher",
            "down": "nach unten|runter|hinunter|tiefer|nach hinten|eins nach unten|eins runter"
            "|später",
            "first": "erster|erste|ersten|erstes|anfang|beginn|den anfang|zuerst|ganz nach oben"
            "|ganz nach vorne|ganz nach vorn|1 schritt",
            "last": "letzter|letzte|letzten|letztes|ende|schluss|das ende|den schluss"
            "|ganz nach unten|ganz nach hinten",
            "with": "und|mit|plus|sowie|gegen|durch|von",
            "is": "ist|soll heißen|sollte heißen|heißt|muss heißen|lautet|soll lauten|müsste heißen"
            "|sollte lauten|soll sein|sollte sein"
            "|sind",
            "through": "bis",
            "particle": "aus|um|auf zwei|ab",
            "joining": "zusammen",
            "inserting": "ein|hinzu",
            "small": "der|die|das|den|dem|des|schritt|schritte|schritten|schritts|nummer|nr|punkt"
            "|bitte|kannst|könntest|könnten|können|du|sie|mal|jetzt|noch|eine|einen|auch|ich|möchte"
            "|würde|gerne|will|wir|dann|und dann|doch|bitte noch|einmal|neuen|neu|ja|beide|beiden"
            "|steht|stehen|eigentlich|zu zwei"
            "|müssen|werden|sollten|sollen|lass|lassen|lasst|sie bitte|reihenfolge von"
            "|die reihenfolge von|kann|die beiden",
        }
    ),
    steps={
        f"{stem}{ending}": n
        for n, stem in enumerate(_ORDINALS, 2)
        for ending in ("", "n", "r", "s")
    },
    opinions=said(
        "nicht|falsch|fehlt|verkehrt|gut|ok|okay|richtig|korrekt|zu|doppelt|dasselbe|in|so|unklar"
        "|schlecht|überflüssig"
    ),
    commands=by_words(
        {
            "skip": "überspringen|überspring|überspringe|auslassen|weglassen|nächste frage"
            "|frage überspringen|diese frage überspringen|lass ich aus|überspringen bitte",
            "back": "zurück|geh zurück|einen schritt zurück|vorherige frage|vorige frage"
            "|rückgängig|zurückgehen|zurücknehmen",
            "answers": "antworten|meine antworten|zeige meine antworten|zeig meine antworten"
            "|antworten anzeigen|antworten zeigen|alle antworten",
            "pause": "pause|pausieren|pause machen|pause bitte|unterbrechen|ich brauche eine pause",
            "resume": "weiter|fortsetzen|weitermachen|fortfahren|weiter geht's|mach weiter",
            "help": "hilfe|hilf mir|hilfe bitte",
            "language": "sprache|sprachen|sprache ändern|sprache wechseln|andere sprache",
            "stop": "stopp|stop|abbruch|beenden|aufhören|teilnahme beenden|interview beenden"
            "|ich möchte aufhören|ich will aufhören|aussteigen|zurückziehen",
            "my_data": "meine daten|daten|meine daten anzeigen|zeig meine daten"
            "|meine daten herunterladen|zeige meine daten",
            "forget_me": "vergiss mich|vergesst mich|lösch mich|lösche mich|alles löschen"
            "|daten löschen|meine daten löschen|lösche meine daten|lösch meine daten"
            "|lösche alles|vergiss alles",
            "add": "ergänzen|hinzufügen|nachtrag|ergänzung|etwas hinzufügen|nachtragen"
            "|ich möchte etwas ergänzen",
            "moment": "moment|ein moment|augenblick|tagebuch|erlebnis",
            "time_zone": "zeitzone|meine zeitzone",
            "no_reminders": "keine erinnerungen mehr|keine erinnerungen|keine erinnerung mehr"
            "|nicht mehr erinnern|erinnere mich nicht mehr|erinnerungen aus|erinnerungen stoppen"
            "|bitte nicht mehr erinnern",
        }
    ),
    change=said("ändere|ändern|änder|ändere antwort|ändere nummer|antwort ändern|korrigiere"),
)
