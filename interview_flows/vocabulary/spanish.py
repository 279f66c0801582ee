"""What is said in Spanish."""

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

SPANISH = Vocabulary(
    yes=ways(
        "así|exactamente así|así mismo",
        "pasó|ocurrió|sucedió|fue como pasó|fue como ocurrió|fue como sucedió",
    )
    | said(
        "sí fue así|sí así fue|fue así|fue exactamente así|eso pasó|eso es lo que pasó"
        "|eso fue lo que pasó|es lo que pasó|se ve bien|se ve correcto|todo está bien"
        "|está todo bien|todo está correcto|está todo correcto|me parece correcto"
        "|parece correcto|"
        "sí|s|si|sip|sep|sii|siii|sí claro|claro|claro que sí|por supuesto|desde luego|cómo no"
        "|de acuerdo|estoy de acuerdo|vale|ok|okay|okey|bueno|bien|está bien|muy bien|perfecto"
        "|exacto|exactamente|correcto|es correcto|está correcto|así es|así fue|eso es|eso mismo"
        "|efectivamente|cierto|es cierto|es verdad|verdad|afirmativo|acepto|aceptar|sin problema"
        "|adelante|dale|venga|vamos|con gusto|con mucho gusto|encantado|encantada|seguro|por mí sí"
        "|todo bien|todo correcto|genial|listo sí|me parece bien|de una|órale|ándale|sale"
        "|totalmente"
        "|sí señor|sí señora|obvio"
    ),
    no=said(
        "no|n|nop|nope|noo|no gracias|ahora no|no ahora|para nada|en absoluto|de ninguna manera"
        "|claro que no|por supuesto que no|desde luego que no|nunca|jamás|no es correcto"
        "|no está bien|no es así|no fue así|no es cierto|no exactamente|no del todo|incorrecto"
        "|falso|está mal|mal|mejor no|prefiero que no|prefiero no|no quiero|no acepto|no estoy de"
        " acuerdo|rechazo|rechazar|no me interesa|qué va|negativo|no creo|creo que no|no mucho"
        "|no realmente|la verdad no|la verdad es que no"
    ),
    finished=said(
        "listo|ya|ya está|ya terminé|terminé|he terminado|ya acabé|acabé|he acabado"
        "|terminado|hecho|eso es todo|eso fue todo|es todo|nada más que contar|fue todo|ya estuvo"
        "|eso sería todo|sería todo|fin|y ya|y ya está|y eso es todo|hasta ahí|hasta aquí|se acabó"
        "|y nada más|esto es todo|ya quedó|esa es toda la historia"
    ),
    polite=said("por|favor|porfa|porfavor|gracias|muchas|pls"),
    subjects=said("lo|fue|era|es|estaba|estuvo|él|ella|yo|nosotros|ellos|hubo|había|eso|se"),
    doubt=said("pero|quizá|quizás|tal|vez|excepto|salvo|aunque|si|veces|depende"),
    never_mind=said(
        "déjalo|déjalo así|olvídalo|cancelar|cancela|no importa|mejor no|no lo hagas|no borres"
        "|no borrar|da igual|da lo mismo|nada|no los borres|dejar así|así está bien|consérvalo"
    ),
    undo=said(
        "deshaz|deshazlo|deshaz eso|deshaga|deshágalo|deshacer eso|revertir|anular|anula eso"
    ),
    anew=said(
        "nuevo|nueva|uno nuevo|una nueva|otra vez|otro|otra|uno más|una más|de nuevo|sí"
        "|sí por favor"
        "|empezar|comenzar|empezar de nuevo|volver a empezar|otro informe|iniciar|nuevo informe"
    ),
    verdict_words=names(
        ","
        "un poco|en parte|algo|parcialmente|más o menos poco|un poquito|solo en parte"
        "|así así|a medias|regular|sí y no|hasta cierto punto|algo así|de alguna manera,"
        "en su mayoría|mayormente|casi|casi todo|casi completamente|en general|más o menos"
        "|bastante bien|en gran parte|bastante|sí casi todo|por lo general|a grandes rasgos,"
        "completamente|totalmente|del todo|por completo|muy bien|perfectamente|sí completamente"
        "|sí lo describe|lo describe|tal cual|cien por cien|al cien|al 100"
    ),
    face_words=names(
        "terrible|horrible|fatal|pésimo|pésima|espantoso|espantosa|horroroso|lo peor|un desastre"
        "|desastre|desastroso|muy muy mal|realmente mal|furioso|furiosa|una mierda|de la patada"
        "|asqueroso|horriblemente|super mal|una pesadilla|muy malo|muy mala,"
        "bastante mal|algo mal|no muy bien|no tan bien|no bien|regular tirando a mal|malo|mala"
        "|nada bien|nada bueno|molesto|molesta"
        "|frustrado|frustrada|frustrante|triste|descontento|descontenta|enfadado"
        "|enfadada|enojado|enojada|decepcionado|decepcionada|decepcionante|incómodo|incómoda"
        "|no muy bueno|no bueno|flojo,"
        "normal|neutral|neutro|regular|más o menos|ni bien ni mal|ni fu ni fa|así así|indiferente"
        "|ok|okay|pasable|da igual|promedio|ni bueno ni malo|equis|ahí ahí|vale,"
        "bastante bien|contento|contenta|satisfecho|satisfecha|agradable|a gusto|bueno|buena"
        "|tranquilo|tranquila|cómodo|cómoda|positivo|feliz|bonito|aliviado|aliviada|bien bien,"
        "excelente|genial|fantástico|fantástica|maravilloso|maravillosa|estupendo|estupenda"
        "|perfecto"
        "|perfecta|increíble|buenísimo|buenísima|encantado|encantada|muy contento|muy contenta"
        "|muy feliz|muy satisfecho|muy satisfecha|de maravilla|super bien|súper bien|de lujo"
        "|espectacular|fenomenal|muy bueno|muy buena|chévere|padrísimo|bárbaro|de diez"
    ),
    how_often=counted(
        {
            "once": "una vez|solo una vez|una sola vez|sólo una vez|la primera vez|nunca|jamás"
            "|nunca antes|nunca más|1 vez|solo esta vez|primera vez|única vez|fue la única vez"
            "|nunca me había pasado",
            "sometimes": "a veces|algunas veces|de vez en cuando|en ocasiones|ocasionalmente"
            "|raramente|rara vez|pocas veces|casi nunca|a menudo|con frecuencia|frecuentemente"
            "|muchas veces|varias veces|bastante|dos veces|más de una vez|normalmente|regularmente"
            "|casi siempre|no siempre|seguido|de repente|cada tanto|muy seguido",
            "always": "siempre|todas las veces|cada vez|constantemente|todo el tiempo|sin excepción"
            "|continuamente|todos los días|a diario|permanentemente|siempre siempre|cada día",
        }
    ),
    no_more=said(
        "no|nada|nada más|ninguno|ninguna|ningún|no nada|no nada más|no gracias|eso es todo"
        "|no eso es todo|nada en especial|nada en particular|nada especial|no hubo nada"
        "|no hubo|no había nada|no hay nada|nada que añadir|nada que agregar|ya nada|nada de nada"
        "|no realmente|no que yo sepa|que yo sepa no|no se me ocurre nada|no se me ocurre|nop"
        "|nadita|nada nada|no mucho|n"
    ),
    dont_know=said(
        "no sé|no se|no lo sé|no lo se|no se sabe|ni idea"
        "|no tengo idea|no tengo ni idea|yo qué sé|yo que sé"
        "|quién sabe|no estoy seguro|no estoy segura|no sabría decir|no sabría decirte|no sabría"
        "|difícil de decir|es difícil de decir|no recuerdo|no me acuerdo|no lo recuerdo|ns|ns nc"
        "|ns/nc|ni me acuerdo|no sabe|no contesto|sin comentarios|prefiero no decirlo"
        "|prefiero no decir|prefiero no contestar|prefiero no responder|no quiero decirlo"
        "|porque sí|porque no|sin respuesta|paso|sepa|sabe|ni la menor idea|se me olvidó|lo olvidé"
        "|vaya uno a saber|ni modo"
    ),
    hedges=said(
        "perdón|perdona|lo|siento|la|verdad|sinceramente|honestamente|pues|bueno|eh|em|mmm|hm|ah"
        "|oh|uf|realmente|ahora|mismo|ahorita|es|que|este|ay|mira|pos|disculpa"
        "|creo"
    ),
    causes=said("porque|por|debido|causa|ya|puesto|motivo|razón|gracias|culpa|xq|pq|porq"),
    examples=said(
        "ejemplo|por ejemplo|p ej|la última|el último|ayer|hoy|una vez|hace|cuando|ese día"
        "|aquel día|semana|mes|año|mañana|entonces|un día|la primera vez|como cuando|al principio"
        "|al final|pasada|pasado|el otro día|anoche"
    ),
    fillers=said(
        "el|la|los|las|un|una|unos|unas|lo|es|fue|era|estaba|yo|me|mi|mis|nos|sentí|siento|siente"
        "|sentía|creo|pienso|diría|elijo|escojo|tomo|por|en|con|de|del|a|al|por favor|favor|sobre"
        "|más bien|solo|sólo|vía|mediante|través|que|estoy|estuve|pues"
    ),
    intensity=said("pasa|pasó|ocurre|ocurrió|eso|esto|tan|muy|bastante|realmente|súper|super"),
    denials=said(
        "no|ni|nunca|jamás|ningún|ninguno|ninguna|nada|sin|excepto|salvo|pero|sino|incorrecto"
        "|falso|tampoco|apenas"
    ),
    everything=said("todo|todos|todas|todo eso|todos ellos|todas ellas|todas las opciones"),
    nothing=said(
        "ninguno|ninguna|nada|ninguno de ellos|ninguna de ellas|ninguno de estos"
        "|ninguna de las anteriores|ninguno de los anteriores"
    ),
    joins="y|e|o|u",
    numbered="opcion|numero|num|nro|n[.º°]*|respuesta|paso",
    numerals=Numerals(
        words=count_words(
            0,
            "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
            "quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno|veintiún|veintiuna "
            "veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho "
            "veintinueve treinta",
        )
        | {"cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80}
        | {"noventa": 90, "cien": 100, "ciento": 100},
        alone=said("un|una"),
        none=said(
            "ninguno|ninguna|ningún|nada|cero|nadie|nunca|no|jamás|nada de nada|ni uno|ni una"
        ),
        half=said("medio|media|la mitad|un medio"),
        unsafe=said(
            "mil|millón|millones|medio|media|docena|docenas|mitad|cuarto|cuartos|tercio|tercios"
            "|cientos"
        ),
        and_a_half="y medi[oa]",
        minus="(?<!o )(?<!al )(?<!lo )menos",
        out_of=said("de|sobre"),
        decimal_comma=True,
        up_to="a|hasta",
        unsure="(?<!o )(?<!al )(?<!lo )menos",
    ),
    amounts=amounts.SPANISH,
    counts=counts.SPANISH,
    times=Times(
        units=counted(
            {
                "minutes": "minuto|minutos|min|mins|minutitos",
                "hours": "hora|horas|h|hr|hrs|hs|horitas",
                "days": "día|días|d|jornada|jornadas",
                "weeks": "semana|semanas|sem",
                "months": "mes|meses",
                "years": "año|años|anio|anios|ano|anos",
            }
        ),
        one="una?|uno",
        half="(?:una? )?medi[oa]",
        quarter="(?:un )?cuarto de",
        three_quarters="3 cuartos de",
        couple="un par de",
        idle="largos|largas|solo|casi",
        several="varias|varios|algunas|algunos|unas|unos|muchas|muchos",
        after="despues de|tras|al cabo de|a l[ao]s|pasaron|pasadas?|pasados?",
        later="despues|mas tarde|pasaron",
        fixed={"quincena": "15 dias", "una quincena": "15 dias"},
    ),
    calendar=Calendar(
        months=names(
            "enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre|setiembre|sept,octubre"
            ",noviembre,diciembre"
        ),
        month_names=(
            *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
            *("septiembre", "octubre", "noviembre", "diciembre"),
        ),
        weekdays=names(
            "lunes|lun,martes|mar,miércoles|mié,jueves|jue,viernes|vie,sábado|sáb,domingo|dom"
        ),
        days_ago={
            "hoy": 0,
            "hoy mismo": 0,
            "esta manana": 0,
            "ahora": 0,
            "ayer": 1,
            "anoche": 1,
            "anteayer": 2,
            "antier": 2,
            "antes de ayer": 2,
            "ante ayer": 2,
        },
        ago="hace (?P<number>.+) (?:(?P<day>dias?)|(?P<week>semanas?))",
        last=said("pasado|último|este|anterior"),
        small=said("el|la|de|del|en|día|a|al|fue|era|sobre|unos|hacia|desde|lo"),
        periods=said(
            "la semana pasada|semana pasada|el mes pasado|mes pasado|el año pasado|año pasado"
            "|esta semana|este mes|este año|hace tiempo|hace mucho|hace mucho tiempo|hace poco"
            "|recientemente|el otro día|el verano pasado|la última semana|el último mes"
        ),
        day_first=True,
    ),
    connectives=connectives(
        r"(?:,| y|, y|, pero| pero) (?:luego|después|entonces|más tarde|finalmente|por último"
        r"|al final|posteriormente|enseguida|a continuación|después de eso|luego de eso),? "
        r"(?!de\b)|(?P<bare> (?:después de eso|luego de eso)),? ",
        r"(?:y |pero )?(?:luego|después|entonces|más tarde|finalmente|por último|primero"
        r"|primeramente|en primer lugar|después de eso|luego de eso|a continuación|enseguida"
        r"|al final|segundo|tercero)(?:[,:])? (?!de\b)",
        "si|cuando|porque|aunque|mientras|después de|antes de|hasta que|en cuanto|apenas|como",
        "y o pero que si hasta desde el la los las un una de a en con por para mi su se me nos no",
        fewest=1,
    ),
    telling=telling.SPANISH,
    then="y luego|y después|y|luego|después",
    greetings=said(
        "hola|buenas|buenos días|bueno|pues|eh|em|mmm|gracias|muchas gracias|fin|a ver|hey"
        "|buenas tardes|buenas noches|buen día|hola de nuevo|adiós|hasta luego|hasta pronto|chao"
        "|chau|nos vemos|mil gracias|muchísimas gracias|gracias a usted|gracias a ti"
        "|gracias a ustedes|de nada|igualmente|que tenga buen día|saludos|un saludo"
    ),
    kind_words=kindness.SPANISH,
    orders=by_words(
        {
            "remove": "quita|quitar|quite|elimina|eliminar|elimine|borra|borrar|borre|suprime"
            "|suprimir|saca|sacar|tacha|descarta|sobra|fuera"
            "|saque|remueve|remueva|remover|retira|retire|retirar|omite|omita|omitir|sin|no va"
            "|no pasó|no ocurrió|no sucedió|no hace falta|no es necesario|está de más|suprima"
            "|tache|tachar|descarte|descartar|cancela|quiten|eliminen|borren",
            "merge": "junta|juntar|junte|une|unir|unifica|unificar|combina|combinar|fusiona"
            "|fusionar|agrupa|agrupar|son lo mismo|es lo mismo que|van juntos|van juntas"
            "|una|unan|unamos|junten|juntemos|fusione|fusionen|combine|combinen|agrupe|unifique"
            "|son un solo paso|son uno solo|son el mismo|son el mismo paso|son iguales"
            "|es el mismo que",
            "swap": "intercambia|intercambiar|permuta|permutar|invierte|invertir|alterna|canjea"
            "|cambia de lugar|cambia el orden de|cambia de orden"
            "|intercambie|intercambien|invierta|inviertan|permute|al revés|cambiados|cambiadas"
            "|intercambiados|invertidos|intercambia el orden de|cambiar de lugar"
            "|cambie de lugar|cambia el lugar de",
            "move": "mueve|mover|mueva|pon|poner|ponga|coloca|colocar|coloque|pasa|pasar|pase|lleva"
            "|va|van|iba|viene|vino|debe ir|debería ir|tiene que ir|fue|era|ocurrió|sube|baja"
            "|desplaza",
            "insert": "añade|añadir|añada|agrega|agregar|agregue|inserta|insertar|inserte|mete"
            "|incluye|incluir|pon un paso|suma",
            "change": "cambia|cambiar|cambie",
            "reword": "modifica|modificar|corrige|corregir|reemplaza"
            "|reemplazar|sustituye|sustituir|edita|editar|renombra"
            "|corrija|actualiza|actualice|actualizar|modifique|reemplace|sustituya|edite"
            "|rectifica",
            "split": "divide|dividir|divida|separa|separar|separe|parte|partir|desglosa",
            "before": "antes de|antes del|antes que|delante de|delante del|antes|encima de|previo a"
            "|justo antes de|justo antes del|antes de la"
            "|antes de que",
            "after": "después de|después del|después que|después|detrás de|detrás del|luego de"
            "|luego del|tras|debajo de|justo después de|justo después del|a continuación de",
            "between": "entre|en medio de",
            "to": "a|al|en|como|hasta|para|a la posición|en la posición|en el lugar|al lugar|a la",
            "up": "arriba|hacia arriba|para arriba|más arriba|un lugar arriba|uno arriba",
            "down": "abajo|hacia abajo|para abajo|más abajo|un lugar abajo|uno abajo",
            "first": "primero|primera|primer|principio|inicio|comienzo|al principio|al inicio"
            "|al comienzo",
            "last": "último|última|final|fin|al final",
            "with": "y|e|con|más|por",
            "is": "es|debe decir|debería decir|debe ser|debería ser|dice|sería|tiene que decir",
            "joining": "juntos|juntas|en uno|en uno solo|en un paso|en un solo paso",
            "particle": "de lugar|de sitio|de posición|de orden|de puesto|entre sí|entre ellos",
            "small": "el|la|los|las|lo|un|de|del|paso|pasos|número|num|nº|por favor|porfa|porfavor"
            "|puedes|podrías|puede|podría|quiero|quisiera|me|ahora|también|luego|y luego|y después"
            "|nuevo|punto|sí|pero|ambos|hay que|se|entonces|gracias|que|quería|esté"
            "|está|están|estaría|estar|debería estar|debería|deberían|son|una vez más",
        }
    ),
    steps=count_words(
        2,
        "segundo|segunda tercero|tercera|tercer cuarto|cuarta quinto|quinta sexto|sexta "
        "séptimo|séptima octavo|octava noveno|novena décimo|décima",
    ),
    opinions=said(
        "no|mal|incorrecto|falso|falta|bien|ok|correcto|demasiado|repetido|repetida|igual|lo|así"
        "|duplicado|error|muy"
    ),
    commands=by_words(
        {
            "skip": "saltar|salta|saltear|omitir|omite|pasar|saltar pregunta|saltar esta|siguiente"
            "|siguiente pregunta|sáltatela|saltarla|omitir pregunta|saltar esta pregunta",
            "back": "atrás|volver|volver atrás|regresar|anterior|pregunta anterior|vuelve|deshacer"
            "|ir atrás|regresa",
            "answers": "respuestas|mis respuestas|ver mis respuestas|ver respuestas"
            "|mostrar mis respuestas|muéstrame mis respuestas",
            "pause": "pausa|pausar|hacer una pausa|haz una pausa|descanso|una pausa",
            "resume": "continuar|continúa|seguir|sigue|reanudar|retomar|sigamos|continuemos",
            "help": "ayuda|ayúdame|ayuda por favor|socorro",
            "language": "idioma|idiomas|lengua|cambiar idioma|cambiar de idioma|otro idioma"
            "|lenguaje",
            "stop": "parar|detener|salir|terminar entrevista|retirarme|abandonar"
            "|quiero parar|quiero salir|terminar la entrevista|retirar",
            "my_data": "mis datos|datos|ver mis datos|descargar mis datos|muéstrame mis datos",
            "forget_me": "olvídame|olvidarme|bórrame|borra todo|borrar todo|borra mis datos"
            "|borrar mis datos|elimina mis datos|eliminar mis datos|elimíname|olvida mis datos",
            "add": "añadir|agregar|añade|agrega|añadir algo|agregar algo|quiero añadir algo"
            "|quiero agregar algo|completar",
            "moment": "momento|un momento|diario|instante",
            "time_zone": "zona horaria|huso horario|mi zona horaria",
            "no_reminders": "no más recordatorios|sin recordatorios|no más avisos|basta de avisos"
            "|no me recuerdes más|no me recuerdes|parar recordatorios|quitar recordatorios"
            "|no quiero recordatorios|no quiero más recordatorios",
        }
    ),
    change=said("cambiar|cambia|cambia la|cambiar la|cambiar respuesta|modificar|corregir|cambie"),
)
