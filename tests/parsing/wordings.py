"""Common wordings of corrections in six languages, by what becomes of the steps a to e."""

COMMON = {
    "a b;c d e": {
        "en": "merge 2 and 3|merge steps 2 and 3|combine 2 and 3|combine 2 with 3|join 2 & 3"
        "|put 2 and 3 together|2 and 3 are the same step|2 and 3 belong together"
        "|merge 2+3|merge 2, 3|2 and 3 can be merged|2 and 3 are one step"
        "|make 2 and 3 one step|merge 2 into 3|please merge 2 and 3 into one"
        "|step 2 and 3 should be one|merge step 2 with step 3|turn 2 and 3 into one"
        "|2 and 3 were the same thing",
        "de": "verbinde 2 und 3|fass 2 und 3 zusammen|2 und 3 zusammenfassen"
        "|2 und 3 gehören zusammen|leg 2 und 3 zusammen|2 und 3 sind dasselbe"
        "|kombiniere 2 mit 3|vereine Schritt 2 und 3|Schritt 2 und 3 zusammenführen"
        "|2 und 3 verbinden|bitte 2 und 3 zusammenfassen|2 und 3 sind ein Schritt"
        "|2+3 zusammen|2 und 3 können zusammen|2 und 3 bitte zusammenlegen"
        "|fügen Sie 2 und 3 zusammen|fassen Sie 2 und 3 zusammen",
        "es": "junta 2 y 3|juntar 2 y 3|une 2 y 3|unir los pasos 2 y 3|combina 2 con 3"
        "|fusiona 2 y 3|el 2 y el 3 son lo mismo|2 y 3 van juntos|une el 2 con el 3"
        "|junte los pasos 2 y 3|agrupa 2 y 3|una 2 y 3|unan 2 y 3|pon juntos 2 y 3"
        "|2 y 3 son un solo paso|combine 2 y 3|fusione 2 y 3|2 y 3 juntos"
        "|los pasos 2 y 3 son el mismo|unifica 2 y 3",
        "fr": "fusionne 2 et 3|fusionner 2 et 3|regroupe 2 et 3|réunis les étapes 2 et 3"
        "|combine 2 et 3|joins 2 et 3|2 et 3 sont la même chose|2 et 3 vont ensemble"
        "|mets 2 et 3 ensemble|rassemble 2 et 3|unis 2 et 3|assemblez 2 et 3"
        "|réunissez 2 et 3|combinez 2 et 3|2 et 3 sont la même étape|2 et 3 ne font qu'un"
        "|2 et 3 font une seule étape|2 et 3 ensemble|relie 2 et 3"
        "|on peut fusionner 2 et 3",
        "pt": "junta 2 e 3|junte 2 e 3|juntar 2 e 3|una 2 e 3|une 2 e 3|unir os passos 2 e 3"
        "|combine 2 com 3|mescle 2 e 3|funda 2 e 3|2 e 3 são a mesma coisa"
        "|2 e 3 vão juntos|agrupe 2 e 3|unifique 2 e 3|junte o 2 e o 3"
        "|junte o passo 2 com o 3|fusione 2 e 3|2 e 3 são o mesmo passo|2 e 3 são um só"
        "|coloque 2 e 3 juntos|2 e 3 juntos|agrupar 2 e 3|combinar 2 e 3",
        "ar": "ادمج 2 و 3|ادمج 2 و3|دمج 2 و 3|اجمع 2 و 3|ضم 2 إلى 3|اجمع بين 2 و 3"
        "|ادمج الخطوة 2 مع 3|وحد 2 و 3|ادمج الخطوتين 2 و 3|2 و 3 نفس الشيء"
        "|الخطوتان 2 و 3 نفس الخطوة|ادمج بين 2 و 3|اربط 2 مع 3|يمكن دمج 2 و 3"
        "|ضع 2 و 3 معا|2 و 3 خطوة واحدة|اجعل 2 و 3 خطوة واحدة",
    },
    "a d c b e": {
        "en": "swap 2 and 4|switch 2 and 4|swap steps 2 and 4|exchange 2 and 4"
        "|2 and 4 should be swapped|swap 2 with 4|switch step 2 with step 4|swap 2 4"
        "|swap the second and the fourth|interchange 2 and 4|reverse 2 and 4|flip 2 and 4"
        "|change 2 and 4|change 2 with 4|2 and 4 are the wrong way round"
        "|2 and 4 are swapped|swap places of 2 and 4|trade 2 and 4"
        "|2 and 4 the other way round|2 and 4 are mixed up",
        "de": "tausche 2 und 4|tausch 2 mit 4|vertausche 2 und 4|2 und 4 tauschen"
        "|2 und 4 vertauschen|bitte 2 und 4 tauschen|wechsle 2 und 4"
        "|2 und 4 sind vertauscht|tauschen Sie 2 und 4|vertauschen Sie 2 und 4"
        "|tausche Schritt 2 gegen 4|2 gegen 4 tauschen|2 und 4 andersherum"
        "|2 und 4 umgekehrt|dreh 2 und 4 um|2 und 4 umdrehen"
        "|2 und 4 müssen getauscht werden|ändere 2 und 4|tausche 2 und 4 aus"
        "|Reihenfolge von 2 und 4 tauschen",
        "es": "cambia 2 y 4|intercambia 2 y 4|cambiar 2 y 4|cambia 2 por 4|cambia el 2 con el 4"
        "|cambia de lugar 2 y 4|permuta 2 y 4|invierte 2 y 4|2 y 4 están al revés"
        "|cambie 2 y 4|intercambie 2 y 4|cambia el orden de 2 y 4|cambia 2 con 4"
        "|alterna 2 y 4|2 y 4 al revés|intercambiar el 2 y el 4|cambia el 2 por el 4"
        "|invierta 2 y 4|los pasos 2 y 4 están cambiados",
        "fr": "échange 2 et 4|échanger 2 et 4|inverse 2 et 4|inversez 2 et 4|permute 2 et 4"
        "|intervertis 2 et 4|échangez les étapes 2 et 4|change 2 et 4"
        "|2 et 4 sont inversées|échange 2 avec 4|échange la 2 et la 4"
        "|2 et 4 sont inversés|change 2 avec 4|permutez 2 et 4|change la place de 2 et 4"
        "|2 et 4 à l'envers|il faut inverser 2 et 4|change l'ordre de 2 et 4"
        "|intervertir 2 et 4|switch 2 et 4",
        "pt": "troca 2 e 4|troque 2 e 4|trocar 2 e 4|troque 2 por 4|troca o 2 com o 4"
        "|inverte 2 e 4|inverta 2 e 4|permute 2 e 4|muda 2 e 4|mude 2 e 4"
        "|2 e 4 estão trocados|2 e 4 estão ao contrário|troque a ordem de 2 e 4"
        "|troque o 2 pelo 4|troca de lugar 2 e 4|troque os passos 2 e 4"
        "|2 e 4 estão invertidos|altere 2 e 4|intercambie 2 e 4",
        "ar": "بدل 2 و 4|بدّل 2 و4|بدل 2 مع 4|بادل بين 2 و 4|تبديل 2 و 4|اعكس 2 و 4"
        "|بدل بين 2 و 4|غير 2 و 4|بدل الخطوة 2 بالخطوة 4|بدل مكان 2 و 4"
        "|بدل الخطوتين 2 و 4|اقلب 2 و 4|بدل ترتيب 2 و 4|استبدل 2 و 4|بدل 2 ب 4"
        "|قم بتبديل 2 و 4",
    },
    "a d b c e": {
        "en": "move 4 before 2|put 4 before 2|move step 4 to before step 2|4 before 2"
        "|4 comes before 2|4 goes before 2|4 should come before 2|4 should be before 2"
        "|move 4 above 2|4 was before 2|4 happened before 2|place 4 between 1 and 2"
        "|move 4 to 2|move 4 to position 2|move 4 between 1 and 2"
        "|put step 4 in front of 2|move 4 up to 2|move 4 to place 2|4 after 1"
        "|move 4 behind 1|4 came right after 1|put 4 after 1|4 belongs after 1"
        "|4 should be number 2",
        "de": "verschiebe 4 vor 2|setz 4 vor 2|4 vor 2|4 kommt vor 2|4 kam vor 2|4 gehört vor 2"
        "|4 muss vor 2|4 sollte vor 2 kommen|stell 4 vor die 2|4 nach 1|4 war vor 2"
        "|schieb Schritt 4 vor Schritt 2|4 zwischen 1 und 2|verschieben Sie 4 vor 2"
        "|setze 4 an Stelle 2|4 soll vor 2 stehen|4 steht vor 2|4 kommt nach 1"
        "|4 muss nach 1 kommen|zieh 4 vor 2|4 vor 2 schieben|4 hinter 1 verschieben"
        "|verschiebe 4 an Position 2|4 passierte vor 2",
        "es": "mueve 4 antes de 2|pon 4 antes de 2|4 antes de 2|el 4 va antes del 2"
        "|el 4 fue antes del 2|coloca 4 antes de 2|mover 4 antes de 2"
        "|pasa el 4 antes del 2|4 después de 1|mueve el 4 entre 1 y 2|mueva 4 antes de 2"
        "|el 4 debe ir antes del 2|lleva 4 a 2|mueve 4 a la posición 2"
        "|ponga el 4 delante del 2|el 4 viene después del 1|el paso 4 ocurrió antes del 2"
        "|mueve el paso 4 al lugar 2|el 4 debería estar antes del 2"
        "|pon el 4 después del 1|el 4 iba antes del 2|mueve 4 al 2|el 4 está antes del 2"
        "|el 4 pasó antes del 2",
        "fr": "déplace 4 avant 2|mets 4 avant 2|4 avant 2|4 vient avant 2|la 4 va avant la 2"
        "|4 était avant 2|place 4 avant 2|déplacer l'étape 4 avant l'étape 2|4 après 1"
        "|mets 4 entre 1 et 2|déplacez 4 avant 2|mets la 4 en position 2"
        "|4 doit venir avant 2|4 se passe avant 2|4 devrait être avant 2"
        "|mets 4 à la place 2|4 c'était avant 2|passe 4 avant 2|4 doit être avant 2"
        "|4 est avant 2|4 vient après 1|remonte 4 avant 2|4 s'est passé avant 2"
        "|mettez 4 avant 2|bouge 4 après 1",
        "pt": "mova 4 antes de 2|move 4 antes do 2|põe 4 antes de 2|4 antes de 2"
        "|o 4 vem antes do 2|o 4 foi antes do 2|coloque 4 antes do 2"
        "|mover 4 para antes do 2|4 depois do 1|coloca 4 entre 1 e 2"
        "|passe o 4 para antes do 2|o 4 vai antes do 2|mova 4 para 2"
        "|mova 4 para a posição 2|o 4 aconteceu antes do 2|o 4 deve vir antes do 2"
        "|leve o 4 para depois do 1|o 4 é antes do 2|o 4 está antes do 2"
        "|ponha o 4 depois do 1|bota o 4 antes do 2|o passo 4 deveria vir antes do 2"
        "|o 4 veio antes do 2|o 4 fica antes do 2|mude o 4 para antes do 2",
        "ar": "انقل 4 قبل 2|ضع 4 قبل 2|4 قبل 2|الخطوة 4 قبل الخطوة 2|حرك 4 قبل 2|اجعل 4 قبل 2"
        "|4 بعد 1|ضع 4 بين 1 و 2|4 كانت قبل 2|انقل الخطوة 4 إلى ما قبل 2|انقل 4 إلى 2"
        "|4 يجب أن تكون قبل 2|4 تأتي قبل 2|4 حدثت قبل 2|انقل 4 بعد 1|الخطوة 4 جاءت بعد 1"
        "|4 حصلت قبل 2|انقل الخطوة الرابعة قبل الثانية|قدم 4 على 2|ضع الخطوة 4 مكان 2",
    },
    "a b d e": {
        "en": "remove 3|delete 3|remove step 3|drop 3|take out 3|step 3 is not needed"
        "|cross out 3|get rid of 3|leave out 3|leave 3 out|take 3 out|3 out"
        "|delete the third one|strike 3|without 3|3 should be removed|3 is unnecessary"
        "|I don't need 3|cancel 3|3 did not happen|3 never happened|discard 3"
        "|please delete number 3|omit 3|kick out 3|skip 3",
        "de": "entferne 3|lösche 3|streiche 3|3 löschen|3 weg|3 raus|3 kann weg|nimm 3 raus"
        "|lass 3 weg|3 weglassen|Schritt 3 streichen|3 entfernen|lösch die 3"
        "|3 ist überflüssig|ohne 3|3 gab es nicht|3 fällt weg|3 bitte entfernen"
        "|löschen Sie 3|entfernen Sie Schritt 3|nehmen Sie 3 raus|3 brauche ich nicht"
        "|3 soll weg|lass die 3 raus",
        "es": "quita 3|elimina 3|borra 3|quita el paso 3|saca el 3|eliminar 3|borrar 3"
        "|suprime 3|el 3 sobra|quite 3|elimine el paso 3|borre 3|fuera el 3|tacha el 3"
        "|sin el 3|el 3 no va|quitar 3|el 3 fuera|descarta 3|remueve 3|el 3 no pasó"
        "|saque el 3|retira el 3|omite el 3|el 3 no hace falta",
        "fr": "supprime 3|enlève 3|retire 3|efface 3|supprimer 3|supprime l'étape 3|enlevez 3"
        "|ôte 3|vire le 3|sans la 3|retirez l'étape 3|annule 3|raye 3|barre 3"
        "|3 à supprimer|la 3 est à enlever|3 n'a pas eu lieu|3 est en trop|oublie la 3"
        "|élimine 3|enlever la 3|la 3 en moins|supprimez la 3|laisse tomber 3",
        "pt": "remova 3|apague 3|tire 3|elimine 3|exclua 3|delete 3|remover 3|apaga o 3"
        "|tira o passo 3|retire 3|exclui o 3|suprima 3|corte 3|sem o 3|o 3 sobra"
        "|descarte 3|o 3 não existe|remove o passo 3|o 3 está a mais|o 3 sai|fora o 3"
        "|omita 3|cancela o 3|risca o 3|deixa de fora o 3",
        "ar": "احذف 3|احذف الخطوة 3|امسح 3|أزل 3|شيل 3|ألغ 3|إزالة 3|حذف 3|اشطب 3|احذف رقم 3"
        "|استبعد 3|الغ الخطوة 3|بدون 3|أزل الخطوة الثالثة|يرجى حذف 3|3 غير لازمة"
        "|تخلص من 3|قم بحذف 3|أخرج 3|احذفي الخطوة 3",
    },
    "a b x y d e": {
        "en": "change 3: x y|change 3 to x y|3: x y|replace 3 by x y|replace 3 with x y"
        "|3 should be x y|3 should read x y|edit 3: x y|correct 3: x y|rename 3 to x y"
        "|3 = x y|step 3 is actually: x y|update 3: x y|modify 3: x y|rewrite 3: x y"
        "|fix 3: x y|3 must say x y",
        "de": "ändere 3: x y|ändere 3 in x y|3: x y|ersetze 3 durch x y|3 soll heißen x y"
        "|ändere Schritt 3 zu x y|3 ändern: x y|korrigiere 3: x y|3 = x y"
        "|3 muss heißen: x y|3 lautet x y|bearbeite 3: x y|3 sollte heißen: x y"
        "|ändern Sie 3: x y|verbessere 3: x y|3 eigentlich: x y",
        "es": "cambia 3: x y|cambiar 3: x y|cambia 3 por x y|3: x y|reemplaza 3 por x y"
        "|corrige 3: x y|3 debería decir x y|sustituye 3 por x y|modifica 3: x y|3 = x y"
        "|cambie el 3 a x y|edita 3: x y|3 debe ser x y|corrija 3: x y|el 3 es x y",
        "fr": "change 3: x y|change 3 en x y|3 : x y|remplace 3 par x y|modifie 3 : x y"
        "|corrige 3 : x y|3 devrait dire x y|3 = x y|modifiez 3 : x y"
        "|changez l'étape 3 : x y|3 doit dire x y|reformule 3 : x y|édite 3 : x y"
        "|rectifie 3 : x y|remplacez 3 par x y|3 c'est x y",
        "pt": "muda 3: x y|mude 3 para x y|3: x y|substitui 3 por x y|altera 3: x y"
        "|corrige 3: x y|3 deve dizer x y|3 = x y|altere o 3 para x y|edita 3: x y"
        "|corrija 3: x y|modifique 3: x y|3 deve ser x y|mudar o passo 3: x y"
        "|atualize 3: x y|substitua o 3 por x y",
        "ar": "غيّر 3: x y|غير 3 إلى x y|3: x y|استبدل 3 ب x y|عدل 3: x y|صحح 3: x y|3 = x y"
        "|غير الخطوة 3: x y|تعديل 3: x y|تغيير 3: x y|3 يجب أن تقول x y|بدل 3: x y"
        "|عدلي الخطوة 3: x y|غيري 3 إلى x y",
    },
    "a b x y c d e": {
        "en": "add after 2: x y|insert after 2: x y|add x y after 2|after 2: x y"
        "|add between 2 and 3: x y|add before 3: x y|put after 2: x y"
        "|after step 2 add x y|add a step after 2: x y|insert a step between 2 and 3: x y"
        "|before 3: x y|add x y before 3|add x y between 2 and 3|include after 2: x y"
        "|between 2 and 3: x y",
        "de": "ergänze nach 2: x y|füge nach 2 ein: x y|nach 2: x y|füge x y nach 2 ein"
        "|nach 2 einfügen: x y|nach 2 kommt: x y|vor 3: x y|ergänze vor 3: x y"
        "|zwischen 2 und 3: x y|füge zwischen 2 und 3 ein: x y|nach Schritt 2 fehlt: x y"
        "|nach 2 kommt noch: x y|nach 2 noch: x y|fügen Sie nach 2 ein: x y"
        "|ergänze x y nach 2",
        "es": "añade después de 2: x y|añadir después de 2: x y|después de 2: x y"
        "|agrega antes de 3: x y|inserta entre 2 y 3: x y|antes de 3: x y"
        "|añade x y antes de 3|entre 2 y 3: x y|pon después de 2: x y"
        "|después de 2 falta: x y|incluye después del 2: x y|agregue después del 2: x y"
        "|añade un paso después del 2: x y|añade x y entre 2 y 3",
        "fr": "ajoute après 2 : x y|ajouter après 2 : x y|après 2 : x y|insère avant 3 : x y"
        "|ajoute entre 2 et 3 : x y|ajoute x y après 2|avant 3 : x y|entre 2 et 3 : x y"
        "|ajoutez après la 2 : x y|mets après 2 : x y|ajoute une étape après 2 : x y"
        "|insérer après 2 : x y|ajoute x y entre 2 et 3|après 2 il manque : x y"
        "|rajoute après 2 : x y",
        "pt": "adiciona depois de 2: x y|adicione depois do 2: x y|depois de 2: x y"
        "|acrescenta antes de 3: x y|insere entre 2 e 3: x y|adicione x y depois do 2"
        "|antes do 3: x y|entre 2 e 3: x y|inclua depois do 2: x y|põe depois do 2: x y"
        "|adicione um passo depois do 2: x y|acrescente após 2: x y"
        "|depois do 2 falta: x y|insira x y entre 2 e 3|coloque depois do 2: x y",
        "ar": "أضف بعد 2: x y|بعد 2: x y|أضف قبل 3: x y|أضف بين 2 و 3: x y|أدرج بعد 2: x y"
        "|أضف x y بعد 2|قبل 3: x y|بين 2 و 3: x y|ضع بعد 2: x y|أضف خطوة بعد 2: x y"
        "|إضافة بعد 2: x y|أضيفي بعد 2: x y|بعد 2 ينقص: x y|أضف x y بين 2 و 3",
    },
}
