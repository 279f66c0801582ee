"""What is said in French."""

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

FRENCH = Vocabulary(
    yes=ways(
        "c'est|c'était|c'est bien|c'était bien|c'est exactement",
        "ça|comme ça|ainsi|comme cela|comme ça que ça s'est passé|ainsi que ça s'est passé"
        "|comme cela que cela s'est passé|ce qui s'est passé|tout bon",
    )
    | said(
        "ça s'est passé comme ça|ça s'est bien passé comme ça|cela s'est passé ainsi"
        "|ça a l'air bon|ça a l'air juste|ça a l'air correct|ça me semble bon|ça me semble juste"
        "|ça me semble correct|ça me paraît bon|tout est juste|tout est exact|tout à fait ça|"
        "oui|o|ui|ouais|ouai|ouep|yep|mouais oui|oui oui|bien sûr|bien sûr que oui|mais oui|si"
        "|d'accord|dac|daccord|d'acc|dacc|je suis d'accord|suis d'accord|ok|okay|okey|entendu"
        "|exact|exactement|tout à fait|absolument|effectivement|certainement|assurément|évidemment"
        "|c'est ça|c'est exact|c'est juste|c'est correct|c'est bon|c'est bien ça|c'est vrai|vrai"
        "|juste|correct|parfait|très bien|bien|super|volontiers|avec plaisir|j'accepte|accepter"
        "|je veux bien|allons-y|allons y|on y va|vas-y|allez|c'est parti|pas de problème"
        "|pas de souci|ça marche|ça roule|ça me va|nickel|impeccable|carrément|sans problème"
        "|affirmatif"
        "|tout est bon|tout est correct|tout bon|bien entendu|oui c'est ça|voilà c'est ça"
    ),
    no=said(
        "non|n|nan|nn|non merci|pas maintenant|pas vraiment|pas du tout|surtout pas|pas question"
        "|jamais|bien sûr que non|certainement pas|absolument pas|en aucun cas|sûrement pas"
        "|pas exactement|pas tout à fait|ce n'est pas ça|c'est pas ça|ce n'est pas exact"
        "|ce n'est pas juste|c'est faux|faux|pas correct|c'est pas correct|incorrect|plutôt pas"
        "|je préfère pas|je préfère ne pas|je ne préfère pas|je ne veux pas|je veux pas|je refuse"
        "|refuser|pas d'accord|je ne suis pas d'accord|je suis pas d'accord|mais non|négatif"
        "|je ne crois pas|je crois pas|ça ne m'intéresse pas|pas intéressé|pas intéressée|que non"
        "|pas ok|c'est pas bon|ce n'est pas bon"
    ),
    finished=said(
        "terminé|j'ai terminé|c'est terminé|fini|j'ai fini|c'est fini|fin|c'est tout|voilà"
        "|voilà c'est tout|et voilà|voilà tout|ce sera tout|ça sera tout|c'était tout|rien de plus"
        "|c'est bon c'est tout|j'ai tout dit|je n'ai rien à ajouter|fait|prêt|prête|c'est fait"
        "|la fin|et c'est tout|c'est toute l'histoire|bon voilà"
    ),
    polite=said("s'il|te|plaît|vous|stp|svp|merci|beaucoup"),
    subjects=said("c'était|c'est|il|elle|je|j'ai|j'étais|on|nous|ils|elles|ça|mon|ma|le|la"),
    doubt=said("mais|peut|être|sauf|si|parfois|sinon|quoique|excepté|dépend"),
    never_mind=said(
        "laisse|laisse tomber|laissez tomber|annuler|annule|annulez|peu importe|tant pis"
        "|ne le fais pas|ne fais pas ça|surtout pas|garde|garde tout|n'efface pas|oublie ça"
        "|oubliez|laisse comme ça|laisser comme ça|rien"
    ),
    undo=said(
        "annuler|annule|annulez|annuler ça|annule ça|annuler cela|annulez ça"
        "|annuler la correction|annuler la dernière correction|défaire|défais|défais ça"
    ),
    anew=said(
        "nouveau|nouvelle|un nouveau|une nouvelle|encore|encore un|encore une|un autre|une autre"
        "|autre|à nouveau|de nouveau|oui|oui s'il te plaît|oui s'il vous plaît|commencer"
        "|recommencer|démarrer|nouveau signalement|recommence|encore une fois"
    ),
    verdict_words=names(
        ","
        "un peu|en partie|partiellement|quelque peu|un petit peu|plus ou moins peu"
        "|à moitié|moyennement|bof|couci couça|comme ci comme ça|oui et non|si on veut"
        "|en quelque sorte|dans une certaine mesure,"
        "en grande partie|pour la plupart|presque|quasiment|plutôt bien|plus ou moins|assez bien"
        "|dans l'ensemble|globalement|en gros|à peu près|presque tout|presque complètement"
        "|majoritairement|oui à peu près|plutôt oui,"
        "complètement|totalement|entièrement|tout à fait|parfaitement|très bien|oui complètement"
        "|oui tout à fait|à 100|cent pour cent|pleinement|oui parfaitement|exactement ça"
    ),
    face_words=names(
        "horrible|affreux|affreuse|terrible|épouvantable|catastrophique|une catastrophe"
        "|catastrophe|atroce|le pire|nul|nulle|très nul|très mal|en colère|très en colère"
        "|vraiment mal|vraiment mauvais|furieux"
        "|furieuse|un cauchemar|un enfer|l'enfer|lamentable|exécrable|très très mal|dégoûté"
        "|dégoûtée|horriblement mal|pourri|à chier,"
        "mal|plutôt mal|assez mal|pas bien|pas bon|pas très bien|pas très bon|pas top|pas terrible"
        "|bof|moyen moins|mécontent|mécontente|agacé|agacée|énervé|énervée|frustré|frustrée"
        "|frustrant|agaçant|triste|déçu|déçue|décevant|pénible|désagréable|plutôt mauvais"
        "|contrarié|contrariée|pas content|pas contente|pas génial,"
        "neutre|moyen|moyenne|comme ci comme ça|ni bien ni mal|ni bon ni mauvais|normal|ok|okay"
        "|indifférent|indifférente|mitigé|mitigée|passable|correct|sans plus|couci couça|bof bof"
        "|ça va"
        "|ça allait|mouais,"
        "bien|plutôt bien|assez bien|pas mal|content|contente|satisfait|satisfaite|agréable|sympa"
        "|heureux|heureuse|plutôt content|plutôt contente|soulagé|soulagée|chouette|positif"
        "|plutôt bon|assez bon|cool,"
        "excellent|excellente|génial|géniale|super|parfait|parfaite|fantastique|formidable"
        "|merveilleux|merveilleuse|magnifique|extra|top|au top|ravi|ravie|enchanté|enchantée"
        "|très content|très contente|très heureux|très heureuse|très satisfait|très satisfaite"
        "|très bien|vraiment bien|trop bien|super bien|extraordinaire|incroyable|impeccable"
        "|nickel|hyper bien"
        "|très bon|très agréable|au poil"
    ),
    how_often=counted(
        {
            "once": "une fois|une seule fois|qu'une fois|juste une fois|la première fois"
            "|1 fois|première fois|jamais|plus jamais|jamais avant|jamais auparavant"
            "|seulement cette fois|c'était la première fois|pour la première fois",
            "sometimes": "parfois|quelquefois|des fois|de temps en temps|de temps à autre"
            "|occasionnellement|à l'occasion|rarement|presque jamais|souvent|assez souvent"
            "|très souvent|fréquemment|régulièrement|d'habitude|habituellement|plusieurs fois"
            "|deux fois|plus d'une fois|presque toujours|pas toujours|la plupart du temps"
            "|normalement|beaucoup|quelques fois|en général",
            "always": "toujours|tout le temps|à chaque fois|chaque fois|constamment|sans cesse"
            "|sans exception|systématiquement|en permanence|tous les jours|continuellement"
            "|toutes les fois|sans arrêt",
        }
    ),
    no_more=said(
        "non|nan|rien|rien d'autre|rien de plus|rien du tout|aucun|aucune|non rien|non c'est tout"
        "|non merci|rien de spécial|rien de particulier|rien à ajouter|rien à dire|pas vraiment"
        "|plus rien|il n'y avait rien|il n'y a rien|y avait rien|y a rien|il n'y en a pas"
        "|il n'y en avait pas|pas que je sache|rien ne me vient|non rien d'autre|non rien de plus"
        "|non ça va|n|ras|pas grand chose|je ne vois pas d'autre"
    ),
    dont_know=said(
        "je ne sais pas|je sais pas|sais pas|chais pas|j'sais pas|jsp|ch'ais pas|aucune idée"
        "|pas d'idée|pas la moindre idée|je n'ai aucune idée|j'ai aucune idée|j'en sais rien"
        "|je n'en sais rien|je ne suis pas sûr|je ne suis pas sûre|pas sûr|pas sûre"
        "|je suis pas sûr|je suis pas sûre|difficile à dire|c'est difficile à dire|dur à dire"
        "|je ne saurais dire|je ne saurais pas dire|je ne me souviens pas|je me souviens pas"
        "|je ne m'en souviens plus|je ne me souviens plus|je me souviens plus|je ne me rappelle pas"
        "|me rappelle plus|je ne me rappelle plus|j'ai oublié|qui sait|sans avis|pas d'avis|nsp"
        "|je préfère ne pas dire|je préfère ne pas le dire|je préfère ne pas répondre"
        "|pas de commentaire|sans commentaire|pas de réponse|parce que|comme ça|je passe|aucun avis"
        "|je ne veux pas dire|je ne veux pas répondre|je n'en ai aucune idée"
    ),
    hedges=said(
        "désolé|désolée|pardon|franchement|honnêtement|vraiment|en|fait|bah|ben|bof|euh|hum|hm|hmm"
        "|malheureusement|hélas|ah|oh|là|maintenant|alors|bon|enfin|eh|bien|ma|foi|oula|écoute|mdr"
    ),
    causes=said("parce|car|cause|puisque|grâce|raison|comme|vu|pcq|pck|afin|faute"),
    examples=said(
        "exemple|par exemple|p ex|dernière|dernier|hier|aujourd'hui|une fois|il y a|quand je"
        "|quand nous|quand on|quand mon|quand ma|ce jour|semaine|mois|année|an|matin|puis|un jour"
        "|la première fois|comme quand|au début|à la fin|l'autre jour|ensuite|lorsque"
    ),
    fillers=said(
        "le|la|les|l|un|une|des|du|de|d|c'est|c'était|cétait|ce|je|j'ai|me|m|mon|ma|mes|nous|sens"
        "|senti|sentie|sentais|sentis|suis|étais|pense|crois|dirais|choisis|prends|par|via|sur"
        "|dans|avec|à|au|aux|en|plutôt|juste|était|est|ai|bah|ben|chez"
    ),
    intensity=said(
        "arrive|arrivait|arrivé|passe|passé|ça|cela|si|très|assez|vraiment|trop|hyper|super"
    ),
    denials=said(
        "non|ne|n|pas|jamais|aucun|aucune|rien|ni|sans|sauf|excepté|mais|faux|incorrect|nest|netait"
        "|guère|peine"
    ),
    everything=said("tout|tous|toutes|tout ça|toutes les options|tous ceux là|tout cela"),
    nothing=said("aucun|aucune|rien|aucun d'eux|aucun des deux|aucune d'elles|aucun de ceux là"),
    joins="et|ou",
    numbered="option|numero|num|n[.º°]*|reponse|choix|etape",
    numerals=Numerals(
        words=count_words(
            0,
            "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze "
            "quinze seize",
        )
        | {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
        | {"cent": 100, "septante": 70, "huitante": 80, "octante": 80, "nonante": 90},
        alone=said("une"),
        none=said(
            "aucun|aucune|rien|personne|jamais|non|zéro|rien du tout|pas du tout|pas un seul"
        ),
        half=said("demi|demie|un demi|la moitié|une demie"),
        unsafe=said(
            "vingts|cents|mille|million|millions|demi|demie|douzaine|dizaine|moitié|quart|quarts"
            "|tiers"
        ),
        and_a_half="et demie?",
        minus="(?<!ou )(?<!au )moins",
        out_of=said("sur|de"),
        decimal_comma=True,
        up_to="a|jusqua",
        unsure="(?<!ou )(?<!au )moins|(?:un|1) (?:petit )?(?:peu|tas|paquet|couple)",
    ),
    amounts=amounts.FRENCH,
    counts=counts.FRENCH,
    times=Times(
        units=counted(
            {
                "minutes": "minute|minutes|min|mins|mn",
                "hours": "heure|heures|h|hr|hrs",
                "days": "jour|jours|j|journée|journées",
                "weeks": "semaine|semaines|sem",
                "months": "mois",
                "years": "an|ans|année|années",
            }
        ),
        one="une?",
        half="(?:une? )?demie?",
        quarter="(?:un )?quart d'?",
        three_quarters="3 quarts d'?",
        couple="une paire de",
        idle="bons|bonnes|longs|longues|gros|grosses|petites|bonne|petite|bon",
        several="plusieurs|quelques|des|beaucoup de",
        after="apres|au bout de?|au bout d",
        later="plus tard|apres|ont passe|se sont ecoule[e]?s",
        fixed={
            "une huitaine de jours": "8 jours",
            "une quinzaine de jours": "15 jours",
            "une quinzaine": "15 jours",
            "trimestre": "3 mois",
            "un trimestre": "3 mois",
        },
    ),
    calendar=Calendar(
        months=names(
            "janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre"
        ),
        month_names=(
            *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
            *("septembre", "octobre", "novembre", "décembre"),
        ),
        weekdays=names(
            "lundi|lun,mardi,mercredi|mer,jeudi|jeu,vendredi|ven,samedi|sam,dimanche|dim"
        ),
        days_ago={
            "aujourdhui": 0,
            "ajd": 0,
            "auj": 0,
            "ce matin": 0,
            "ce soir": 0,
            "hier": 1,
            "hier soir": 1,
            "hier matin": 1,
            "avant hier": 2,
        },
        ago="il y a (?P<number>.+) (?:(?P<day>jours?)|(?P<week>semaines?))",
        last=said("dernier|passé|ce"),
        small=said("le|la|du|de|au|en|c'était|vers|environ|depuis|jour|l|à|date"),
        periods=said(
            "la semaine dernière|semaine dernière|le mois dernier|mois dernier|l'année dernière"
            "|l'an dernier|l'an passé|cette semaine|ce mois|ce mois ci|cette année|récemment"
            "|il y a longtemps|l'autre jour|la semaine passée|le mois passé|l'année passée"
            "|il y a quelque temps|l'été dernier|il y a peu"
        ),
        day_first=True,
    ),
    connectives=connectives(
        r",? (?:et )?puis |(?:,| et|, et| mais|, mais) (?:ensuite|après ça|après cela|après|enfin"
        r"|finalement|plus tard|par la suite|pour finir|à la fin|alors),? (?!(?:avoir|être)\b)"
        r"|(?P<bare> (?:ensuite|après ça|après cela)),? ",
        r"(?:et |mais )?(?:puis|ensuite|après ça|après cela|après|enfin|finalement|d'abord"
        r"|tout d'abord|premièrement|deuxièmement|troisièmement|pour commencer|pour finir"
        r"|par la suite|en premier|en dernier|alors)[,:]? "
        r"(?!(?:avoir|être|le|la|les|une?)\b|[0-9])",
        "si|quand|lorsque|parce que|bien que|dès que|après avoir|avant de|comme|puisque|jusqu",
        "et ou mais que qui si je j'ai il elle on nous vous ils elles le la les un une de du des à "
        "au en dans avec pour par mon ma ne pas est a ai ont suis",
    ),
    telling=telling.FRENCH,
    then="et puis|et ensuite|puis|et",
    greetings=said(
        "bonjour|salut|coucou|bonsoir|alors|bon|ben|bah|euh|hum|merci|merci beaucoup|fin|la fin"
        "|bon alors|eh bien|hello|hey|rebonjour|re bonjour|bonne journée|bonne soirée|au revoir"
        "|à bientôt|à plus|ciao|merci bien|mille merci|mille mercis|grand merci|un grand merci"
        "|merci à vous|merci à toi|merci encore|de rien|je vous en prie|à vous aussi|cordialement"
    ),
    kind_words=kindness.FRENCH,
    orders=by_words(
        {
            "remove": "supprime|supprimer|supprimez|enlève|enlever|enlevez|retire|retirer|retirez"
            "|efface|effacer|effacez|ôte|élimine|éliminer|vire|virer|sors"
            "|sans|annule|annuler|raye|rayer|rayez|barre|barrer|barrez|oublie|oublier"
            "|laisse tomber|en trop|est en trop|n'a pas eu lieu|n'existe pas"
            "|n'est pas nécessaire|est à enlever|est à supprimer|à enlever|à supprimer"
            "|est inutile|inutile|superflue|en moins|ôter|éliminez|n'est pas utile",
            "merge": "fusionne|fusionner|fusionnez|joins|joindre|réunis|réunir|regroupe|regrouper"
            "|combine|combiner|unis|unir|assemble|rassemble|colle|c'est pareil que|c'est la même"
            " chose que|sont pareils|sont identiques|vont ensemble|sont la même chose|regroupez"
            "|assemblez|assembler|réunissez|combinez|joignez|unissez|rassemblez|rassembler"
            "|relie|relier|reliez|sont la même étape|ne font qu'un|ne font qu'une"
            "|font une seule étape|sont une seule étape|ne forment qu'un|ne forment qu'une"
            "|c'est la même étape que|sont les mêmes",
            "swap": "échange|échanger|échangez|inverse|inverser|inversez|permute|permuter"
            "|intervertis|intervertir|intervertissez"
            "|inversés|inversées|sont inversés|sont inversées|échangées|échangés|à l'envers"
            "|permutez|switch|switcher|change la place de|changez la place de|change l'ordre de"
            "|changez l'ordre de|inverse l'ordre de|inversez l'ordre de|dans le mauvais ordre",
            "move": "déplace|déplacer|déplacez|mets|mettre|mettez|met|place|placer|placez|bouge"
            "|bouger|vient|venait|va|allait|doit aller|devrait aller|doit venir|doit être"
            "|passe|passer|était|monte|descends|remonte|range|avance|recule|c'était|se passe"
            "|s'est passé|s'est passée|a eu lieu|remontez|avancez|reculez|devrait venir"
            "|devrait aller|bougez",
            "insert": "ajoute|ajouter|ajoutez|insère|insérer|insérez|intercale|rajoute|rajouter"
            "|rajoutez|inclus",
            "change": "change|changer|changez",
            "reword": "modifie|modifier|modifiez|corrige|corriger|corrigez"
            "|remplace|remplacer|remplacez|renomme|reformule|édite"
            "|rectifie|rectifier|rectifiez|actualise|reformuler|reformulez|éditer|éditez"
            "|améliore",
            "split": "divise|diviser|divisez|sépare|séparer|séparez|scinde|scinder|coupe|couper"
            "|découpe|découper|partage",
            "before": "avant|devant|juste avant|au dessus de|avant l'étape|au dessus du|avant la"
            "|avant de|avant d|avant que",
            "after": "après|derrière|juste après|en dessous de|à la suite de|suite à|après l'étape"
            "|en dessous du|après la",
            "between": "entre",
            "to": "à|au|en|vers|dans|comme|à la|en position|à la place|à la position|à la place de",
            "up": "vers le haut|en haut|plus haut|haut|d'un cran vers le haut|plus tôt",
            "down": "vers le bas|en bas|plus bas|bas|d'un cran vers le bas|plus tard",
            "first": "premier|première|1er|d'abord|tout d'abord"
            "|début|au début|en premier|tout en haut|au tout début"
            "|1ere",
            "last": "dernier|dernière|fin|à la fin|en dernier|tout en bas|à la toute fin",
            "with": "et|avec|plus|contre|par",
            "is": "est|devrait être|doit dire|devrait dire|c'est|signifie|serait|dit",
            "joining": "ensemble|en une|en une seule|en une étape|en une seule étape",
            "particle": "de place|de position|entre elles|entre eux",
            "small": "le|la|les|l|l'étape|étape|étapes|les étapes|un|une|de|du|des|d|numéro|num|n°"
            "|nº|s'il te plaît|s'il vous plaît|stp|svp|peux|peux tu|pouvez|pourrais|tu|vous|je"
            "|veux|voudrais|maintenant|aussi|et puis|puis|alors|ensuite|merci|point"
            "|nouvelle|nouveau|mais|oui|il faut|faut|d'étape|deux étapes|celui|celle|moi"
            "|on|on peut|sont|il faudrait",
        }
    ),
    steps=count_words(
        2,
        "deuxième|second|seconde|2e|2eme troisième|3e|3eme quatrième|4e|4eme cinquième|5e|5eme "
        "sixième|6e|6eme septième|7e|7eme huitième|8e|8eme neuvième|9e|9eme dixième|10e|10eme",
    ),
    opinions=said(
        "pas|faux|fausse|incorrect|mauvais|manque|bien|bon|ok|correct|juste|trop|pareil|double|la"
        "|identique|mal|en"
    ),
    commands=by_words(
        {
            "skip": "passer|passe|sauter|saute|ignorer|ignore|passer la question"
            "|question suivante|suivant|suivante|passer cette question|sauter cette question"
            "|sauter la question|on passe",
            "back": "retour|revenir|en arrière|retour en arrière|précédent|question précédente"
            "|annuler|annule|défaire"
            "|précédente|reviens|annuler la réponse|revenir en arrière",
            "answers": "réponses|mes réponses|voir mes réponses|voir les réponses"
            "|montre mes réponses|afficher mes réponses",
            "pause": "pause|faire une pause|une pause|mettre en pause|pauser|faisons une pause",
            "resume": "reprendre|reprends|continuer|continue|continuons|reprise|poursuivre",
            "help": "aide|aidez moi|aide moi|à l'aide|aider|besoin d'aide",
            "language": "langue|langues|changer de langue|changer la langue|autre langue",
            "stop": "arrêter|arrête|arrêt|stop|quitter|abandonner|me retirer|je veux arrêter"
            "|arrêter l'entretien|se retirer|terminer l'entretien|arrêtez",
            "my_data": "mes données|données|voir mes données|télécharger mes données"
            "|montre mes données|afficher mes données",
            "forget_me": "oublie moi|oubliez moi|m'oublier|efface moi|effacez moi|tout effacer"
            "|efface tout|supprimer mes données|efface mes données|effacer mes données"
            "|supprime mes données|supprime tout|tout supprimer",
            "add": "ajouter|ajoute|compléter|ajouter quelque chose|je veux ajouter quelque chose"
            "|rajouter",
            "moment": "moment|un moment|journal|instant",
            "time_zone": "fuseau horaire|fuseau|mon fuseau horaire",
            "no_reminders": "plus de rappels|plus de rappel|plus aucun rappel|pas de rappels"
            "|aucun rappel|arrêter les rappels|stop rappels|ne plus me rappeler|arrête les rappels"
            "|ne me rappelle plus|plus de relances|pas de rappel",
        }
    ),
    change=said("changer|change|modifier|modifie|changer la|changer la réponse|corriger|changez"),
)
