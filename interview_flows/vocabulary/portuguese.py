"""What is said in Portuguese, of Brazil and of Portugal."""

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

PORTUGUESE = Vocabulary(
    yes=ways(
        "foi|é|foi mesmo|foi bem|foi exatamente",
        "assim|isso|isso mesmo|assim mesmo|assim que aconteceu|assim que foi|o que aconteceu",
    )
    | said(
        "parece bom|parece certo|parece correto|está tudo certo|está tudo bem|está tudo correto"
        "|tudo bem|aconteceu assim|"
        "sim|s|ss|sin|simm|sim sim|claro|claro que sim|com certeza|certeza|certo|tá certo"
        "|está certo|tá bom|tá bem|está bem|está bom|tudo bem|tudo certo|ok|okay|okey|beleza|blz"
        "|de acordo|estou de acordo|concordo|eu concordo|aceito|eu aceito|aceitar|exato|exatamente"
        "|isso|isso mesmo|é isso aí|é isso mesmo|correto|está correto|tá correto|é verdade|verdade"
        "|verdadeiro|perfeito|ótimo|óptimo|bom|bem|muito bem|muito bom|legal|pode ser|pode|podemos"
        "|vamos|vamos lá|bora|com prazer|com todo gosto|sem problema|sem problemas|positivo|fechado"
        "|é|é sim|pois|pois é|pois sim|foi assim|é assim mesmo|certamente|evidentemente"
        "|lógico|óbvio|por mim tudo bem|uhum|aham|fixe|joia|sem dúvida|absolutamente|totalmente"
    ),
    no=said(
        "não|n|nao|naum|não não|não obrigado|não obrigada|agora não|de jeito nenhum"
        "|de forma alguma|de maneira nenhuma|de modo algum|nem pensar|nunca|jamais|claro que não"
        "|com certeza não|não mesmo|não é isso|não foi assim|não está certo|não tá certo"
        "|não está correto|incorreto|errado|está errado|tá errado|falso|não exatamente"
        "|não totalmente|não é bem assim|nem por isso|prefiro não|melhor não|prefiro que não"
        "|não quero|não aceito|recuso|recusar|não concordo|não estou de acordo|discordo"
        "|acho que não|não acho|creio que não|negativo|não tenho interesse|não muito|não é verdade"
        "|na verdade não|nem um pouco"
    ),
    finished=said(
        "pronto|pronta|feito|terminei|já terminei|acabei|já acabei|acabou|terminado|é isso"
        "|é isso então|foi isso|foi isso tudo|isso é tudo|é tudo|é só|é só isso|era isso|só isso"
        "|foi só isso|era só isso|fim|mais nada a contar|já está|tá pronto|está pronto|finalizado"
        "|concluído|e foi isso|e é isso|e pronto|é só isso mesmo|terminado|e acabou|por hoje é só"
    ),
    polite=said("por|favor|pf|pfv|pfvr|obrigado|obrigada|obg|valeu|brigado|brigada|muito"),
    subjects=said("foi|era|é|estava|ele|ela|eu|nós|eles|havia|tinha|teve|isso|o|a"),
    doubt=said("mas|talvez|exceto|excepto|salvo|se|porém|vezes|embora|depende"),
    never_mind=said(
        "deixa|deixa pra lá|deixa para lá|deixa assim|esquece|esqueça|cancelar|cancela|cancele"
        "|não importa|melhor não|não faz isso|não apague|não apagar|não apaga|tanto faz|nada"
        "|manter|mantém|mantenha|deixe|deixe assim|deixe estar|deixa estar|não faça isso"
    ),
    undo=said("desfaz|desfaça|desfaz isso|desfaça isso|desfazer isso|reverter|anular"),
    anew=said(
        "novo|nova|um novo|uma nova|de novo|outra vez|outro|outra|mais um|mais uma|novamente|sim"
        "|sim por favor|começar|recomeçar|começar de novo|iniciar|novo relato|começa"
    ),
    verdict_words=names(
        ","
        "um pouco|em parte|parcialmente|um pouquinho|um bocado|só em parte|mais ou menos pouco"
        "|assim assim|meio|em termos|pela metade|sim e não|até certo ponto|de certa forma|meio que,"
        "em grande parte|na maior parte|quase|quase tudo|quase completamente|mais ou menos"
        "|bastante bem|no geral|em geral|maioritariamente|praticamente|bastante|de modo geral"
        "|principalmente,"
        "completamente|totalmente|inteiramente|por completo|perfeitamente|muito bem"
        "|sim completamente|sim totalmente|100 por cento|cem por cento|plenamente|descreve sim"
        "|tal e qual"
    ),
    face_words=names(
        "terrível|horrível|péssimo|péssima|horroroso|horrorosa|um desastre|desastre|desastroso"
        "|o pior|furioso|furiosa|muito mal|muito muito mal|realmente mal"
        "|uma merda|um horror|um pesadelo"
        "|pesadelo|catástrofe|uma catástrofe|medonho|muito ruim mesmo|super mal|muito ruim"
        "|muito mau|muito má|horrivelmente,"
        "mal|ruim|meio ruim|bem ruim|bastante mal|não muito bem|não muito bom|não foi bom|não bom"
        "|nada bom|mau|má|chato|chateado|chateada|irritado|irritada|irritante|frustrado"
        "|frustrada|frustrante|triste|insatisfeito|insatisfeita|aborrecido|aborrecida"
        "|decepcionado|decepcionada|dececionado|desapontado|desapontada|desagradável|não tão bom"
        "|não tão bem|não foi legal,"
        "normal|neutro|neutra|mais ou menos|nem bom nem mau|nem bem nem mal|nem bom nem ruim|médio"
        "|indiferente|regular|assim assim|ok|okay|razoável|tanto faz|mediano|tá ok|meh|médio médio,"
        "bem|bem bom|bastante bom|bastante bem|contente|satisfeito|satisfeita|agradável|feliz"
        "|tranquilo|tranquila|legal|bacana|fixe|aliviado|aliviada|positivo|simpático"
        "|confortável|bem legal|bom bom|razoavelmente bom,"
        "excelente|ótimo|ótima|óptimo|óptima|maravilhoso|maravilhosa|fantástico|fantástica"
        "|perfeito|perfeita|incrível|espetacular|espectacular|genial|muito feliz|muito contente"
        "|muito satisfeito|muito satisfeita|sensacional|show|show de bola|top|adorei|amei"
        "|muito bem|super bem|super bom|encantado|encantada|espetáculo|brutal"
        "|demais|muito legal|nota 10"
    ),
    how_often=counted(
        {
            "once": "uma vez|só uma vez|uma única vez|apenas uma vez|a primeira vez|primeira vez"
            "|1 vez|nunca|jamais|nunca antes|nunca mais|só desta vez|só dessa vez"
            "|foi a primeira vez"
            "|somente uma vez|pela primeira vez",
            "sometimes": "às vezes|as vezes|algumas vezes|de vez em quando|por vezes|ocasionalmente"
            "|raramente|poucas vezes|quase nunca|muitas vezes|com frequência|frequentemente"
            "|várias vezes|regularmente|normalmente|duas vezes|mais de uma vez|quase sempre"
            "|nem sempre|bastante|volta e meia|vira e mexe|de quando em quando|geralmente|vezes",
            "always": "sempre|todas as vezes|toda vez|todas vezes|cada vez|constantemente"
            "|o tempo todo|sem exceção|continuamente|todos os dias|diariamente|toda hora"
            "|permanentemente|todo dia|sempre sempre|o tempo inteiro",
        }
    ),
    no_more=said(
        "não|nada|mais nada|nada mais|nenhum|nenhuma|não nada|não mais nada|não obrigado"
        "|não obrigada|não é só|não é só isso|nada em especial|nada de especial|nada em particular"
        "|não houve nada|não teve nada|não tinha nada|não há nada|não tem nada|nada a acrescentar"
        "|nada a declarar|não que eu saiba|que eu saiba não|não me lembro de nada|nada não"
        "|não me ocorre nada|nadinha|nada de mais|nada demais|sem mais|não houve|não teve|n"
    ),
    dont_know=said(
        "não sei|sei lá|não faço ideia|não tenho ideia|não tenho a menor ideia|nem ideia"
        "|não faço a mínima ideia|não faço a menor ideia|não tenho certeza|não tenho a certeza"
        "|não estou certo|não estou certa|difícil dizer|é difícil dizer|difícil de dizer"
        "|não sei dizer|não saberia dizer|não lembro|não me lembro|eu não lembro|eu não sei"
        "|não recordo|não me recordo|esqueci|já esqueci|quem sabe|ns|nr|ns nr|sem comentários"
        "|prefiro não dizer|prefiro não responder|prefiro não falar|não quero dizer|porque sim"
        "|porque não|sem resposta|passo|nsei|n sei|não sei não|não quero responder|vai saber"
        "|nem sei|não sei mesmo"
    ),
    hedges=said(
        "desculpa|desculpe|sinceramente|honestamente|olha|bem|bom|eh|ah|oh|hum|hm|hmm|pois|na"
        "|verdade|realmente|agora|é|que|eu|acho|então|ué|poxa|mesmo|tipo|assim|ai|francamente"
    ),
    causes=said("porque|por|devido|causa|pois|já|visto|motivo|razão|graças|culpa|pq|porquê"),
    examples=said(
        "exemplo|por exemplo|p ex|última|último|ontem|hoje|uma vez|há|quando eu|quando a|quando o"
        "|quando meu|quando minha|nesse dia|naquele dia|semana|mês|ano|manhã|então|um dia"
        "|a primeira vez|como quando|no início|no começo|no fim|no final|passada|passado|outro dia"
    ),
    fillers=said(
        "o|a|os|as|um|uma|uns|umas|é|foi|era|estava|eu|me|meu|minha|meus|minhas|nós|senti|sinto"
        "|sentia|acho|penso|diria|escolho|pego|por|em|no|na|nos|nas|com|de|do|da|dos|das|ao|à"
        "|pelo|pela|favor|mais|só|via|através|que|fiquei|estou|sobre|mim|estive|me"
    ),
    intensity=said("acontece|aconteceu|ocorre|isso|isto|tão|muito|bastante|realmente|super|bem"),
    denials=said(
        "não|nem|nunca|jamais|nenhum|nenhuma|nada|sem|exceto|excepto|salvo|mas|senão|errado|falso"
        "|tampouco|porém"
    ),
    everything=said("tudo|todos|todas|todos eles|todas elas|todas as opções|todas as anteriores"),
    nothing=said(
        "nenhum|nenhuma|nada|nenhum deles|nenhuma delas|nenhum desses|nenhuma das anteriores"
        "|nenhuma das opções"
    ),
    joins="e|ou",
    numbered="opcao|numero|num|n[.º°]*|resposta|escolha|passo|etapa",
    numerals=Numerals(
        words=count_words(
            0,
            "zero um dois|duas três quatro cinco seis sete oito nove dez onze doze treze "
            "quatorze|catorze quinze dezesseis|dezasseis dezessete|dezassete dezoito "
            "dezenove|dezanove vinte",
        )
        | {"trinta": 30, "quarenta": 40, "cinquenta": 50, "sessenta": 60, "setenta": 70}
        | {"oitenta": 80, "noventa": 90, "cem": 100, "cento": 100, "meia duzia": 6},
        alone=said("uma"),
        none=said(
            "nenhum|nenhuma|nada|ninguém|nunca|não|zero|jamais|nem um|nem uma|nem um só|nadinha"
        ),
        half=said("meio|meia|a metade|metade|um meio"),
        unsafe=said(
            "mil|milhão|milhões|meio|meia|dúzia|dúzias|metade|quarto|quartos|terço|terços|centenas"
        ),
        and_a_half="e mei[oa]",
        minus="(?<!ou )(?<!pelo )(?<!ao )menos",
        out_of=said("de|em|sobre"),
        decimal_comma=True,
        up_to="a|ate",
        unsure="(?<!ou )(?<!pelo )(?<!ao )menos|(?:um|1) (?:par|bocado|pouco|pouquinho|monte"
        "|punhado|montao|tempo|tempao)",
    ),
    amounts=amounts.PORTUGUESE,
    counts=counts.PORTUGUESE,
    times=Times(
        units=counted(
            {
                "minutes": "minuto|minutos|min|mins|minutinhos",
                "hours": "hora|horas|h|hr|hrs|hs|horinhas",
                "days": "dia|dias|d",
                "weeks": "semana|semanas|sem",
                "months": "mês|meses",
                "years": "ano|anos",
            }
        ),
        one="uma?",
        half="(?:uma? )?mei[oa]",
        quarter="(?:um )?quarto de",
        three_quarters="3 quartos de",
        couple="1 par de",
        idle="longos|longas|uns|umas",
        several="varias|varios|algumas|alguns|muitas|muitos",
        after="depois de|apos|passad[ao]s?|passaram|ao fim de",
        later="depois|mais tarde|passaram",
        fixed={"quinzena": "15 dias", "uma quinzena": "15 dias", "semestre": "6 meses"},
    ),
    calendar=Calendar(
        months=names(
            "janeiro,fevereiro,março,abril,maio,junho,julho,agosto,setembro,outubro,novembro"
            ",dezembro"
        ),
        month_names=(
            *("janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto"),
            *("setembro", "outubro", "novembro", "dezembro"),
        ),
        weekdays=names(
            "segunda feira|segunda|seg,terça feira|terça|ter,quarta feira|quarta|qua"
            ",quinta feira|quinta|qui,sexta feira|sexta|sex,sábado|sáb,domingo|dom"
        ),
        days_ago={
            "hoje": 0,
            "hoje de manha": 0,
            "agora": 0,
            "agora mesmo": 0,
            "ontem": 1,
            "ontem a noite": 1,
            "anteontem": 2,
            "antes de ontem": 2,
        },
        ago="(?=(?:ha|a|faz) |.+ atras$)(?:(?:ha|a|faz) )?(?P<number>.+) "
        "(?:(?P<day>dias?)|(?P<week>semanas?))(?: atras)?",
        last=said("passada|passado|última|último|esta|este"),
        small=said("o|a|de|do|da|em|no|na|dia|foi|era|por|volta|lá|desde|cerca|mês"),
        periods=said(
            "a semana passada|semana passada|na semana passada|mês passado|no mês passado"
            "|o mês passado|ano passado|o ano passado|no ano passado|esta semana|essa semana"
            "|este mês|esse mês|este ano|esse ano|recentemente|há muito tempo|outro dia"
            "|há pouco tempo|há tempos|no verão passado|faz tempo"
        ),
        day_first=True,
    ),
    connectives=connectives(
        r"(?:,| e|, e|, mas| mas) (?:depois|então|em seguida|mais tarde|finalmente|por fim"
        r"|por último|no final|no fim|aí|daí|a seguir|logo depois|depois disso),? "
        r"(?!(?:d[eoa]s?|que)\b)|(?P<bare> (?:em seguida|depois disso|a seguir)),? ",
        r"(?:e |mas )?(?:depois|então|em seguida|mais tarde|finalmente|por fim|por último"
        r"|primeiro|primeiramente|em primeiro lugar|segundo|terceiro|aí|daí|a seguir|no final"
        r"|no fim|logo depois|depois disso)[,:]? (?!(?:d[eoa]s?|que)\b)",
        "se|quando|porque|embora|enquanto|depois d|antes d|até que|assim que|como|logo que",
        "e ou mas que se até desde o a os as um uma de do da em no na com por para meu minha não",
        fewest=1,
    ),
    telling=telling.PORTUGUESE,
    then="e depois|e então|e|depois|então",
    greetings=said(
        "olá|oi|bom dia|boa tarde|bom|bem|então|hum|hm|obrigado|obrigada|fim|tá|ah|ué|boa noite"
        "|olá de novo|oi de novo|ei|tchau|adeus|até logo|até mais|até breve|muito obrigado"
        "|muito obrigada|obrigadão|valeu|agradeço|de nada|igualmente|tenha um bom dia|abraço"
        "|abraços|um abraço"
    ),
    kind_words=kindness.PORTUGUESE,
    orders=by_words(
        {
            "remove": "remove|remova|remover|elimina|elimine|eliminar|apaga|apague|apagar|tira"
            "|tire|tirar|retira|retire|retirar|exclui|exclua|excluir|deleta|delete|deletar|suprime"
            "|corta|corte|descarta"
            "|suprima|sem|sobra|descarte|descartar|não existe|não existiu|não aconteceu"
            "|não é necessário|não precisa|a mais|está a mais|sai|fora|omita|omite|omitir"
            "|cancela|cancele|cancelar|risca|risque|riscar|deixa de fora|deixe de fora"
            "|desnecessário|tirem|jogue fora",
            "merge": "junta|junte|juntar|une|unir|unifica|unifique|combina|combine"
            "|combinar|funde|funda|fundir|mescla|mescle|mesclar|agrupa|agrupe|são a mesma coisa"
            "|é a mesma coisa que|são iguais|são o mesmo|vão juntos"
            "|una|unam|juntem|fusione|fusiona|fusionar|agrupar|unificar|são um só"
            "|são um passo só|são um só passo|são o mesmo passo|são a mesma|é o mesmo que"
            "|combinem",
            "swap": "troca|troque|trocar|inverte|inverta|inverter|permuta|permute|intercambia"
            "|trocados|trocadas|ao contrário|invertidos|invertidas|troque a ordem de"
            "|troca a ordem de|trocar a ordem de|troque a ordem do|muda a ordem de"
            "|mude a ordem de|inverta a ordem de|intercambie|permuta|troquem|ordem trocada"
            "|na ordem errada",
            "move": "move|mova|mover|põe|ponha|coloca|coloque|colocar|bota|bote|passa|passe|passar"
            "|leva|leve|vai|vem|veio|ia|deve ir|devia ir|deveria ir|deve vir|foi|era|aconteceu"
            "|desloca|mude de lugar|fica|ficava|sobe|desce"
            "|deveria vir|devia vir|deveria estar|devia estar|deve estar|levar|subir|descer",
            "insert": "adiciona|adicione|adicionar|acrescenta|acrescente|acrescentar|insere|insira"
            "|inserir|inclui|inclua|incluir|mete",
            "change": "muda|mude|mudar|altera|altere|alterar",
            "reword": "corrige|corrija|corrigir|substitui"
            "|substitua|substituir|edita|edite|editar|modifica|modifique|renomeia"
            "|atualiza|atualize|atualizar|corrijam|edita o|reescreva|reescreve|modificar",
            "split": "divide|divida|dividir|separa|separe|separar|parte|reparte|desdobra",
            "before": "antes de|antes do|antes da|antes|à frente de|à frente do|acima de|acima do"
            "|logo antes de|logo antes do|antes do passo"
            "|antes de que|antes que",
            "after": "depois de|depois do|depois da|depois|após|após o|atrás de|atrás do|abaixo de"
            "|abaixo do|logo depois de|logo após|logo depois do|a seguir a|a seguir ao",
            "between": "entre|no meio de",
            "to": "a|ao|em|no|na|para|pra|pro|até|como|para a posição|na posição|para o lugar"
            "|para o|para a|à|à posição",
            "up": "para cima|pra cima|acima|mais acima|um para cima|mais cedo",
            "down": "para baixo|pra baixo|abaixo|mais abaixo|um para baixo|mais tarde",
            "first": "primeiro|primeira|início|começo|princípio|no início|no começo|ao início"
            "|para o início|para o começo|ao princípio",
            "last": "último|última|fim|final|no fim|no final|ao fim|ao final|para o fim"
            "|para o final",
            "with": "e|com|mais|por|pelo|pela",
            "is": "deve ser|deveria ser|devia ser|deve dizer|deveria dizer|seria|diz",
            "joining": "juntos|juntas|em um|num só|em um só|num só passo|em um passo só",
            "particle": "de lugar|de posição|de ordem|entre si",
            "small": "o|os|as|um|uma|de|do|da|dos|das|passo|passos|etapa|etapas|número|num|nº"
            "|por favor|pf|pfv|pode|podes|poderia|pode por favor|você|eu|quero|queria|agora|também"
            "|novo|nova|então|e depois|e então|ponto|sim|mas|ambos|obrigado|obrigada"
            "|dá para|dá pra|tem que|que|gostaria|me"
            "|está|estão|são|deveriam|ordem",
        }
    ),
    steps=count_words(
        2,
        "segundo|segunda terceiro|terceira quarto|quarta quinto|quinta sexto|sexta sétimo|sétima "
        "oitavo|oitava nono|nona décimo|décima",
    ),
    opinions=said(
        "não|errado|errada|incorreto|falso|falta|bom|ok|certo|correto|demais|repetido|repetida"
        "|igual|duplicado|muito|mal|assim|tem|erro"
    ),
    commands=by_words(
        {
            "skip": "pular|pula|saltar|salta|passar|pule|pular pergunta|pular esta|pular essa"
            "|próxima|próxima pergunta|saltar pergunta|saltar esta pergunta|pular esta pergunta"
            "|deixar em branco",
            "back": "voltar|volta|volte|atrás|para trás|pra trás|anterior|pergunta anterior"
            "|voltar atrás|desfazer|retroceder",
            "answers": "respostas|minhas respostas|as minhas respostas|ver minhas respostas"
            "|ver respostas|mostrar minhas respostas|ver as minhas respostas",
            "pause": "pausa|pausar|fazer uma pausa|uma pausa|dar uma pausa|faz uma pausa",
            "resume": "continuar|continua|continue|retomar|seguir|prosseguir|vamos continuar"
            "|continuemos",
            "help": "ajuda|ajude me|me ajuda|me ajude|ajuda por favor|socorro",
            "language": "idioma|idiomas|língua|línguas|mudar idioma|mudar de idioma|outro idioma"
            "|mudar de língua|trocar idioma|linguagem",
            "stop": "parar|pare|sair|desistir|abandonar|encerrar|quero parar|quero sair"
            "|terminar entrevista|terminar a entrevista|retirar me|encerrar entrevista|retirar",
            "my_data": "meus dados|os meus dados|dados|ver meus dados|ver os meus dados"
            "|baixar meus dados|descarregar os meus dados|mostrar meus dados",
            "forget_me": "esqueça me|esquece me|me esqueça|me esquece|apague me|me apague"
            "|apagar tudo|apaga tudo|apague tudo|apagar meus dados|apague meus dados"
            "|apagar os meus dados|excluir meus dados|apaga os meus dados|exclua meus dados",
            "add": "adicionar|acrescentar|adiciona|acrescenta|adicionar algo|acrescentar algo"
            "|quero acrescentar algo|quero adicionar algo|completar",
            "moment": "momento|um momento|diário|instante",
            "time_zone": "fuso horário|fuso|meu fuso horário",
            "no_reminders": "sem lembretes|chega de lembretes|não quero lembretes"
            "|não quero mais lembretes|parar lembretes|não me lembre mais|não me lembre"
            "|nada de lembretes|mais nenhum lembrete|sem mais lembretes|não mais lembretes",
        }
    ),
    change=said("mudar|muda|mude|mudar a|alterar|altera|mudar resposta|corrigir|altere|trocar"),
)
