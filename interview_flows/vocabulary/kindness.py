"""Kind words that end a talk and add nothing to it: "good luck", "that was fun"."""

from interview_flows.words import said

ENGLISH = said(
    "cool|nice|nice one|neat|lovely|awesome|wow|great job|good job|nice job|well done|good luck"
    "|good luck with it|good luck with that|good luck with everything|good luck to you"
    "|best of luck|all the best|best wishes|best regards|kind regards|regards|thanks for asking"
    "|thank you for asking|thanks for your time|thank you for your time|thanks for listening"
    "|thank you for listening|thanks for everything|thank you for everything"
    "|thanks for the chat|thanks for the interview|that was fun|it was fun|this was fun|fun"
    "|was fun|that was nice|this was nice|it was nice|that was easy|that was quick"
    "|it was a pleasure|a pleasure|my pleasure|pleasure|with pleasure|nice talking to you"
    "|it was nice talking to you|nice to talk to you|nice chatting|have a good one"
    "|have a great day|have a lovely day|have a good evening|have a nice evening"
    "|have a nice weekend|have a good weekend|have fun|good night|enjoy|no problem|no worries"
    "|np|ta|tysm|got it|i see|understood|talk soon|talk to you soon|see you later|later"
    "|until next time|happy to help|glad to help|glad i could help|hope it helps"
    "|hope that helps|i hope it helps|i hope that helps|hope this helps|i hope this helps"
)

GERMAN = said(
    "merci|cool|nett|toll|klasse|spitze|nice|alles klar|alles gut|das hat spaß gemacht"
    "|es hat spaß gemacht|hat spaß gemacht|war lustig|das war nett|war nett|das war schön"
    "|das war einfach|das ging schnell|ging schnell|hat mich gefreut|es hat mich gefreut"
    "|das hat mich gefreut|freut mich|war mir ein vergnügen|es war mir ein vergnügen"
    "|viel erfolg|viel erfolg noch|viel glück|viel glück noch|alles gute|danke fürs fragen"
    "|danke für die frage|danke für die fragen|danke der nachfrage|danke für die zeit"
    "|danke für ihre zeit|danke für deine zeit|danke fürs zuhören|danke für das gespräch"
    "|danke für das interview|danke für alles|mit freundlichen grüßen|liebe grüße|viele grüße"
    "|beste grüße|schöne grüße|grüße|lg|mfg|gute nacht|schönen abend|schönen abend noch"
    "|einen schönen abend noch|schönes wochenende|einen schönen tag|einen schönen tag noch"
    "|noch einen schönen tag|mach's gut|machs gut|machen sie's gut|machen sie es gut|bis später"
    "|bis zum nächsten mal|kein problem|keine ursache|nichts zu danken|immer gern|immer gerne"
    "|verstanden|ich hoffe das hilft|hoffe das hilft"
)

SPANISH = said(
    "que tenga un buen día|que tengas un buen día|que tengan un buen día|que tenga buen día"
    "|que tengas buen día|que tenga una buena tarde|que tengas una buena tarde"
    "|que tenga buena tarde|que le vaya bien|que te vaya bien|que esté bien|que estés bien"
    "|buen fin de semana|feliz día|bonito día|lindo día|que descanse|que descanses|buena suerte"
    "|suerte|mucha suerte|mucho éxito|éxitos|éxito|qué bueno|qué bien|chévere|guay|estupendo"
    "|excelente|cool|fue divertido|ha sido divertido|fue un placer|ha sido un placer|un placer"
    "|un gusto|fue un gusto|me gustó|me ha gustado|fue rápido|fue fácil|gracias por preguntar"
    "|gracias por su tiempo|gracias por tu tiempo|gracias por todo|gracias por escuchar"
    "|gracias por escucharme|gracias por la entrevista|gracias por la charla|entendido|cuídese"
    "|cuídate|hasta la próxima|hasta mañana|hasta otra|no hay de qué|no hay problema|un abrazo"
    "|abrazos|saludos cordiales|atentamente|espero que ayude|espero que sirva"
)

FRENCH = said(
    "cool|sympa|chouette|génial|top|merci d'avoir demandé|merci de demander"
    "|merci de votre temps|merci pour votre temps|merci pour ton temps|merci pour tout"
    "|merci de m'avoir écouté|merci de votre écoute|merci pour l'entretien"
    "|merci pour cet entretien|merci pour cet échange|c'était sympa|c'était amusant"
    "|c'était agréable|c'était rapide|c'était facile|c'était chouette|c'était un plaisir"
    "|ce fut un plaisir|un plaisir|tout le plaisir est pour moi|avec joie|bonne chance"
    "|bonne continuation|bon courage|bon week end|bonne fin de journée|bonne nuit"
    "|passez une bonne journée|passe une bonne journée|je vous souhaite une bonne journée"
    "|compris|bien reçu|noté|prenez soin de vous|prends soin de toi|à la prochaine|à plus tard"
    "|à tout à l'heure|bises|bien à vous|bien cordialement|pas de quoi|il n'y a pas de quoi"
    "|y a pas de quoi|toi aussi|vous aussi|à toi aussi|j'espère que ça aide"
    "|j'espère que cela aide"
)

PORTUGUESE = said(
    "tenha um ótimo dia|tenha uma boa tarde|tenha um bom fim de semana|bom fim de semana"
    "|boa semana|boa sorte|muita sorte|bom trabalho|sucesso|muito sucesso|legal|bacana|fixe"
    "|show|que bom|que legal|muito bom|muito legal|cool|foi divertido|foi legal|foi um prazer"
    "|um prazer|prazer|o prazer foi meu|com prazer|foi fácil|foi rápido|gostei|adorei"
    "|obrigado por perguntar|obrigada por perguntar|obrigado pelo seu tempo"
    "|obrigada pelo seu tempo|obrigado pelo tempo|obrigada pelo tempo|obrigado por tudo"
    "|obrigada por tudo|obrigado por ouvir|obrigada por ouvir|obrigado pela entrevista"
    "|obrigada pela entrevista|obrigado pela conversa|obrigada pela conversa|entendi|entendido"
    "|imagina|por nada|não há de quê|sem problema|sem problemas|cuide se|se cuida|fique bem"
    "|até a próxima|até amanhã|até já|beijos|beijo|espero que ajude|espero ter ajudado"
)

ARABIC = said(
    "بالتوفيق|حظا سعيدا|حظا موفقا|موفق|موفقة|موفقين|بالنجاح|كل التوفيق|أتمنى لك التوفيق"
    "|أتمنى لكم التوفيق|كان ممتعا|كان هذا ممتعا|كان ذلك ممتعا|كانت ممتعة|كانت مقابلة ممتعة"
    "|استمتعت|استمتعت بذلك|كان لطيفا|كان سهلا|كان سريعا|سعدت بالحديث معك|سررت بالحديث معك|تشرفت"
    "|تشرفنا|على الرحب والسعة|لا شكر على واجب|شكرا على السؤال|شكرا لسؤالك|شكرا على وقتك"
    "|شكرا لوقتك|شكرا على كل شيء|شكرا للاستماع|شكرا على الاستماع|شكرا على المقابلة|رائع|جميل"
    "|جيد|حلو|ممتع|لطيف|فهمت|مفهوم|نهارك سعيد|نهاركم سعيد|يومك سعيد|أتمنى لك يوما سعيدا"
    "|أتمنى لكم يوما سعيدا|ليلة سعيدة|مساء سعيد|تصبح على خير|تصبحون على خير|في أمان الله"
    "|دمتم بخير|يعطيك العافية|يعطيكم العافية|الله يسلمك|مع أطيب التحيات|تحيات|أرجو أن يفيد ذلك"
)
