"""Which words of other languages does a good instruction for asking after a value need? Data only.

Chinese and Japanese are written without spaces; their words are looked for as they stand.
"""

from memory.vocabulary import FieldType
from tools.instructions.guardrails.plain_text import plain, words_of

_LANGUAGES = """
épelez point ladresse lappel lindirizzo voor wiederhole buchstabe fur otras sie klopt terug mailadresse nach
pide pida pedir pregunta pregunte preguntar solicita solicite repite repita repetir confirma confirme confirmar
deletrea deletree deletrear deletréalo espera espere lee lea leer anota anote apunta apunte comprueba verifica agradece
di diga explica explique ofrece siempre por favor una un uno el la los las lo le les de del al en con y o u a para que
qué cuál cuáles cuándo cuánto cuántos dónde cómo quién si cuando antes después luego entonces otra vez veces nuevo
palabra palabras letra letras cifra cifras dígito respuesta respuestas despacio claramente claro clara cliente persona
llamada responde contesta entiende sabe continuar seguir terminar correcto correcta bien corta breve amablemente sola
cada todo su sus este esta es está dado dicho completo completa mes día año hora mañana tarde
demandez demande demander reposez repose posez pose répétez répète confirmez confirme épelez épelle faites attendez
lisez relisez notez vérifiez remerciez dites expliquez proposez toujours s'il vous plaît une la le les l du des de d à
au aux et ou en dans par pour avec que qu quel quelle quels quelles quand combien où comment qui si lorsque avant après
puis ensuite encore fois nouveau autrement lettre lettres chiffre chiffres mot mots réponse question lentement
clairement clair claire client personne appelant appel point répond comprend sait connaît continuer terminer correct
exact bien courte brève poliment seule chaque tout son sa ses ce cette est donné dit complet mois jour année heure
frage fragen fragt bitte bitten wiederhole wiederholen bestätige bestätigen buchstabiere buchstabieren lies lesen
vorlesen warte warten notiere notieren prüfe danke erkläre sage nenne biete immer der die das den dem des ein eine
einen einem einer und oder in im an am auf mit nach für um zu zum zur von vor ob was welche welcher welches wann wie
wo wer wenn falls bevor danach dann noch einmal mal erneut anderen worten wort wörter buchstabe buchstaben ziffer
ziffern antwort frage langsam deutlich klar anrufer anrufers anruferin kunde kunden gast person gespräch antwortet
versteht weiß weitermachen richtig korrekt kurz kurze höflich jede jeden jeder alles sein seine ihr ihre diese dieser
ist gegeben gesagt vollständig monat tag jahr uhrzeit sie er es zurück vor
peça pergunte pergunta repita confirme soletre espere leia anote verifique agradeça diga explique ofereça sempre por
favor um uma o a os as de do da dos das em no na nos nas com e ou para que qual quais quando quanto quantos onde como
quem se antes depois então novamente vez volta palavra palavras letra letras dígito resposta devagar claramente claro
cliente pessoa chamada responde entende sabe continuar terminar correto certa bem curta educadamente cada todo seu sua
este esta é dado dito completo mês dia ano hora manhã tarde outra outras
chiedi chieda chiedere domanda ripeti ripetilo ripeta conferma confermi compita aspetta attendi leggi annota verifica
ringrazia di' spiega offri sempre per favore un uno una il lo la i gli le l di del dello della dei in nel con e o a al
che quale quali quando quanto quanti dove come chi se prima dopo poi ancora volta nuovo altre altri parola parole
lettera lettere cifra cifre risposta lentamente chiaramente chiaro cliente persona chiamata risponde capisce sa
continuare terminare corretto giusto bene breve cortesemente ogni tutto suo sua questo questa è dato detto completo
mese giorno anno ora mattina pomeriggio
vraag vragen herhaal herhalen bevestig spel spellen wacht lees noteer controleer bedank zeg leg noem bied altijd
alsjeblieft alstublieft de het een en of in op aan met naar voor om te van bij dat wat welke wanneer hoe waar wie als
voordat daarna dan nog keer eens opnieuw andere woord woorden letter cijfer antwoord langzaam duidelijk beller klant
persoon gesprek antwoordt begrijpt weet doorgaan juist correct goed kort kortom beleefd elke alles zijn haar deze dit
is gegeven gezegd volledig maand dag jaar uur terug hun
vra bevestig herhaal spel wag lees noteer bedank sê noem bied altyd asseblief die n en of in op aan met na vir om te
van by dat wat watter wanneer hoe waar wie as voor daarna dan nog keer weer ander woord woorde letter syfer antwoord
stadig duidelik beller kliënt persoon oproep antwoord verstaan weet gaan reg korrek goed kort beleefd elke alles sy
haar hul hierdie dit is gegee gesê volledig maand dag jaar uur terug
спроси спросите спросить уточни уточните повтори повторите подтверди подтвердите попроси попросите продиктовать
подожди подождите прочитай прочитайте запиши запишите проверь проверьте поблагодари скажи скажите объясни предложи
всегда пожалуйста и или в во на с со по за для от до из о об у к что какой какая какое какие когда сколько где как
кто если перед после затем потом ещё еще раз снова другими словами слово слова буква буквам букве буквы цифра цифрам
цифры цифре ответ ответа вопрос медленно ясно клиент клиента клиенту звонящий звонящего человек звонок отвечает
ответил молчит понимает знает продолжить правильно верно хорошо коротко вежливо каждый каждую весь его её их это этот
полностью месяц день год час
이메일 확인하세요 물어보세요 물어보고 물어봐 다시 한 번 글자씩 자리씩 반복하세요 반복 천천히 대답이 대답 고객 고객에게
발신자 질문 질문하세요 다른 말로 기다리세요 읽어 주세요 철자를 또박또박 맞는지 그리고 먼저 그 후 경우 없으면 않으면
اسأل عن من في على إلى و أو ثم إذا لم قبل بعد أعد كرر تهجئته تهجئة حرفا حرف رقما رقم السؤال الجواب الإجابة المتصل العميل
ببطء بوضوح مرة أخرى أكد تأكد انتظر اطلب اقرأ سجل كلمات يجب صحيح صحيحة كل ما متى أين كم هل
पूछें पूछिए और या को का की के में से पर तक अगर यदि जब तो फिर दोबारा एक बार दोहराएँ दोहराएं अक्षर अंक शब्द शब्दों धीरे
साफ़ साफ उत्तर जवाब प्रश्न सवाल कॉलर ग्राहक उसे इसे वह यह कृपया पुष्टि करें कि है हैं सही पढ़ें लिखें प्रतीक्षा क्या कब कहाँ कितने
"""
_CONTINUING = """
donne donner seul seulement aussi premier première second seconde deuxième personne oui vague attends ensuite
ungenau ungenaue ungenauen genau genauen antworten bei letzten ersten nur beiden ja dann
hasta diga correctos paciente solo primero segundo claras vaga vago después
vaga vago trata for apenas só primeira segunda sim confirmação
vaga vago almeno solo prima seconda anche sì
noemt geeft zegt beste past alleen ook eerste tweede vaag welk klopt
net een twee eerste tweede ook moet wees kan vaag
zapytaj zapytać pytaj pytanie powtórz poproś potwierdź przeczytaj zanotuj poczekaj jeśli jeżeli gdy tylko poda podaje
odpowiedź rozmówca rozmówcę klient cyfra cyfrę po cyfrze litera literę literze
o na w i lub czy jaki jaka jakie który która kiedy gdzie ile jeszcze raz ponownie innymi słowami jest go ją je to
niejasna ogólna dokładny dokładną pełny pełną także też
uliza rudia thibitisha soma isome kama jibu si wazi tena namba tarakimu kwa herufi na au kamili saa siku mwezi mwaka
mteja mpigaji ni ya wa la gani lini wapi swali neno polepole subiri andika
"""
_PARTS = """
numéro ville rue années année mois jour hausnummer ort stadt straße jahren jahre monat tag
número ciudad calle años mes día cidade rua anos mês dia numero città via anni mese giorno
huisnummer plaats straat jaren maand dag huisnommer dorp straat jare oggend middag
dzień miesiąc rok lata wiek godzinę ulica miasto und et y e ed en i o und
"""
_UNSPACED = """
请 請 询问 詢問 问 并 并且 和 或 的 地 得
了 在 与 逐个 逐一 字母 数字 复述 重复 确认 核对 如果
若 没有 没 不 清楚 回答 答复 来电者 客户 对方 顾客 换
一种 说法 再 一次 问题 另 用 方式 慢慢 清晰 等待 然后 之后
之前 先 最后 每 个 是否 什么 哪 几 多少 时候 时间 哪里
他 她 们 您 你 给 把 让 将 其 完整 正确 记录
拼写
を に は が の へ で と も や か
ください お 返事 ない 場合 別 言い方 もう 一度 尋ね 伺い
伺って 聞き 聞いて 一文字 ずつ 復唱 して し て た 確認
質問 答え
ゆっくり はっきり まず 次に その 後 前に 必ず
待って 数字 何 いつ どこ どの いくつ お客様
相手 様 さん する ます です まで から
丁寧 短く
"""
_NEGATIONS = """
no nunca sin jamás deja dejes ne n pas jamais sans plus nicht kein keine nie niemals ohne não nunca sem non mai senza
niet geen nooit zonder nie geen nooit sonder не нет никогда без нельзя لا لم لن ليس بدون नहीं मत ना बिना 안 못 없이 말고
"""
_CONDITIONS = """
jeśli jeżeli gdy kama si cuando lorsque quand wenn falls se quando als wanneer as если когда إذا अगर यदि जब
"""
_NAMES: dict[FieldType, str] = {
    FieldType.EMAIL: "correo electrónico courriel électronique adresse mailadresse posta elettronica mail emailadres"
    " mailadres posadres eposadres электронной почты почта почту"
    " адрес بريد البريد الإلكتروني ईमेल 이메일 주소를 邮箱"
    " 电子 メール アドレス पता endereço indirizzo",
    FieldType.PHONE: "teléfono número téléphone numéro telefonnummer rufnummer telefon nummer telefone telefono numero"
    " telefoonnummer nommer телефон телефона номер هاتف الهاتف"
    " رقم फ़ोन फोन नंबर 전화번호 전화번호를 电话 号码 電話"
    " 番号",
    FieldType.NAME: "nombre apellido nom prénom name namen nachname vorname nome sobrenome cognome naam voornaam"
    " achternaam van имя фамилия фамилию имени اسم الاسم नाम"
    " 이름 이름을 성함 姓名 名字 名前 氏名",
    FieldType.DATE: "fecha date datum data дата дату التاريخ तारीख 날짜 날짜를 日期 日付 cuándo quand wann quando"
    " wanneer kiedy когда día jour tag dia giorno dag dzień день",
    FieldType.TIME: "hora heure uhrzeit zeit ora orario tijd tyd время الوقت समय 시간 시간을 时间 時間",
    FieldType.ADDRESS: "dirección calle adresse rue straße anschrift endereço rua indirizzo via adres straat адрес"
    " улица العنوان पता 주소 주소를 地址 住所",
    FieldType.NUMBER: "cuántos número combien nombre wie viele anzahl quantos quanti hoeveel hoeveel сколько كم कितने"
    " 몇 多少 几 いくつ",
}


def _split(words: str) -> frozenset[str]:
    return frozenset(word for piece in words.split() for word in words_of(piece.replace("-", " ")))


WORDS_ELSEWHERE = _split(_LANGUAGES) | _split(_NEGATIONS) | _split(_CONDITIONS)
PARTS_ELSEWHERE = _split(_PARTS)
"""Parts of a date, a time or an address, and what joins them."""

CONTINUING_ELSEWHERE = _split(_CONTINUING) | PARTS_ELSEWHERE
"""Words of sentences that go on about a value; they tell nothing about which words name a field."""

NEGATIONS_ELSEWHERE = _split(_NEGATIONS)
CONDITIONS_ELSEWHERE = _split(_CONDITIONS)
UNSPACED_WORDS = tuple(sorted({plain(word) for word in _UNSPACED.split()}, key=len, reverse=True))
NAMES_ELSEWHERE = _NAMES
