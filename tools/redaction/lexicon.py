"""Which words are numbers, letters, months, streets, cues and ordinary speech?

Data only. The lists hold the commonest words of English and of other languages often spoken on phone lines.
A word that is missing costs recall in lower-case text without a cue, nothing else.
"""


def read_words(text: str) -> frozenset[str]:
    """Return the words of a block of text."""
    return frozenset(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split("|"))


DIGIT_WORDS = read_words(
    """
    zero oh o nought naught nil one two three four five six seven eight nine niner nul een twee drie
    vier vyf vijf ses zes sewe zeven agt acht nege negen null eins zwei zwo drei fünf sechs sieben neun
    zéro un deux trois quatre cinq sept huit neuf cero uno dos tres cuatro cinco seis siete ocho nueve
    um dois duas quatro sete oito nove due tre quattro cinque sei sette otto noll ett två fyra fem sex
    sju åtta nio ноль один два три четыре пять шесть семь восемь девять
    """
)
DOUBLE_WORDS = read_words("double dubbel doppel doble dobro")
TENS_WORDS = read_words(
    """
    ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty
    fifty sixty seventy eighty ninety triple treble twintig dertig veertig vyftig zwanzig dreißig
    vierzig fünfzig sechzig siebzig achtzig neunzig vingt trente quarante cinquante soixante veinte
    treinta cuarenta cincuenta sesenta setenta ochenta noventa vinte trinta quarenta
    """
)
NUMBER_WORDS = DIGIT_WORDS | DOUBLE_WORDS | TENS_WORDS
ORDINAL_WORDS = read_words(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth premier primero
    """
)
MONTHS = read_words(
    """
    january february march april may june july august september october november december jan feb mar
    apr jun jul aug sep sept oct nov dec januarie februarie maart mei junie julie augustus oktober
    desember januari februari juni juli januar februar märz mai dezember janvier février mars avril juin
    juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto
    septiembre octubre noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro
    dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre января февраля
    марта апреля мая июня июля августа сентября октября ноября декабря
    """
)
SPELLING_WORDS = read_words(
    """
    alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november
    oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu
    """
)
UNITS_OF_MEASURE = read_words("am pm km kg cm mm ml mg gb mb tb hz kw mph kmh lbs ft oz")
BIG_NUMBER_WORDS = read_words("hundred thousand and")
SEQUENCE_FILLERS = read_words("uh um erm dash hyphen space capital lowercase uppercase then")

AT_WORDS = read_words("at arroba kukac chiocciola apenstaartje arobase собака")
DOT_WORDS = read_words("dot punkt punto ponto punt point точка kolletjie")
JOIN_WORDS = DOT_WORDS | read_words("underscore dash hyphen minus plus unterstrich tiret guion bajo")
SPOKEN_DOMAINS = read_words("com net org info biz io")
MAIL_HOSTS = read_words("gmail googlemail yahoo hotmail outlook icloud proton protonmail live aol gmx msn mweb webmail")

STREET_TYPES = read_words(
    """
    street st road rd avenue ave lane ln crescent cres boulevard blvd terrace highway hwy straat straße
    strasse laan gasse ulica utca gata
    """
)
WEAK_STREET_TYPES = read_words(
    """
    drive dr close way place pl court ct square sq park gardens grove row hill mews walk view weg yard wharf quay
    parade alley parkway pkwy esplanade croft heights causeway broadway marg nagar colony residence estate
    """
)
STREET_ENDINGS = ("straat", "straße", "strasse", "gasse", "laan")
STREET_OPENERS = read_words("rue calle avenida carrera rua travessa viale piazza corso улица ул проспект ulitsa jalan")
NUMBERED_STREET_TYPES = read_words(
    "bank rise vale green circle loop trail path mall circuit link chase fold layout cross main sector phase"
)
UNIT_WORDS = read_words("building house flat unit apartment apt suite erf plot block room postbus posbus postfach")

BIRTH_CUES = read_words(
    """
    born birth birthday dob geboren geboorte gebore geburt né née naissance nacimiento nací nascimento
    nasci nascita nato nata рождения родился родилась ميلاد जन्म
    """
)
UNSPACED_BIRTH_CUES = ("出生", "生日", "生年月日", "誕生日", "생년월일", "เกิด")

NAME_INTRODUCTIONS = _phrases(
    "my name is|my name's|my names|the name is|the name's|name is|name's|my first name is|my last name is|"
    "my surname is|first name is|last name is|surname is|full name is|her name is|his name is|their name is|"
    "i am called|i'm called|they call me|my naam is|die naam is|my van is|igama lami|"
    "igama lam|lebitso la ka ke|leina la me ke|mijn naam is|ik heet|ek heet|ich heiße|ich heisse|"
    "mein name ist|je m'appelle|mon nom est|me llamo|mi nombre es|me chamo|meu nome é|o meu nome é|mi chiamo|"
    "il mio nome è|jag heter|jeg heter|jeg hedder|mam na imię|nazywam się|jmenuji se|adım|benim adım|ismim|"
    "меня зовут|моё имя|мое имя|моя фамилия|με λένε|jina langu ni|naitwa|nama saya|tên tôi là|"
    "اسمي|أنا اسمي|نام من|میرا نام|मेरा नाम|माझे नाव|আমার নাম|என் பெயர்|שמי|קוראים לי"
)
NAME_HINTS = _phrases(
    "this is|you're speaking to|you are speaking to|speaking with|speaking to|speak with|speak to|talking to|"
    "talking with|call me|it is|first name|last name|surname|full name|hier is|ek is|hier ist|under the name of|"
    "under the name|under|booking for|patient is|on behalf of|my wife|my husband|my son|my daughter|my mother|"
    "my father|my mum|my mom|my dad|my brother|my sister|my boss|my manager|my landlord|my friend|my colleague|"
    "my partner|my uncle|my aunt|my grandson|my granddaughter|my niece|my nephew|my doctor|my agent|spelled|spelt"
)
NAME_GREETINGS = _phrases(
    "i am|i'm|im|it's|its|ik ben|ich bin|je suis|c'est|soy|habla|sou|sono|ask for|asked for|regards|dear|"
    "hi|hello|hey|thanks|thank you"
)
HONORIFICS = read_words(
    """
    mr mrs ms miss mister missus dr doctor prof professor sir madam mevrou meneer mnr mev herr frau
    monsieur madame señor señora senhor senhora signor signora
    """
)
NAME_PARTICLES = read_words("van der den de la le du da dos das do von zu bin ibn al el ten ter di del st mac mc")

ORDINARY_WORDS = read_words(
    """
    a about above absolutely access account actually add address afraid after afternoon again age ago
    agent ahead all almost already alright also always am an and another any anyone anything apologies
    appointment are area around as ask asked asking asks at attempt available away awesome awful back
    bad be because been before best better between big bit book booked booking both but bye by cab call
    called caller calling calls can can't cancel cannot card care case certainly change check city clear
    code come coming company complete completely confirm confirmation contact correct could couldn't
    country course customer date dates day days dear details did didn't different do does doesn't doing
    don't done dont double down due each early either else email end enough especially evening ever
    every everyone everything exactly excellent excuse family fantastic far feel few find fine first
    flight following for forget found friday friend from full further get getting give given giving glad
    go goes going gone good goodbye got great guess had half happen happened happy hard has have haven't
    having he hear heard hello help helpful her here hers hey hi him his hold home hope hour hours house
    how however i i'd i'll i'm i've idea if important in information instead interested into is isn't
    issue it it's its job just keep kind know last late later least leave left less let let's letter
    letters like line listen little live living long look looking lost lot love ma'am made mail make
    making many matter may maybe me mean message mine minute minutes mobile moment monday month months
    more morning most much must my name named names need needs never new next nice night no nobody none
    nope not nothing now number numbers of off office often oh ok okay old on once one only open option
    or order other our out over own pardon part pay payment people per perfect perhaps person phone
    place please point possible postcode prefer private probably problem provide put question questions
    quick quite rather read ready really reason refuse regarding remember repeat right room said same
    sat saturday say saying says second see seems send sent service set several share she should sir so
    some somebody someone something soon sorry sort sounds speak speaking spell spelled spelling spelt
    start started still stop stuff such sunday support suppose sure surname take taken talk talking tell
    terrible than thank thanks that that's the their them then there there's these they they're thing
    things think third this those though through thursday till time times to today together told
    tomorrow tonight too took total totally town tried try trying tuesday two under understand until up
    urgent us use used using usually very wait waiting want wanted wants was wasn't way we we'll we're
    we've wednesday week weekend weeks welcome well went were what what's when where which while who
    whole whom whose why will with within without won't wonderful wondering word work working would
    wouldn't write wrong yeah year years yep yes yesterday yet you you'd you'll you're you've your yours
    zip e ja nee dankie asseblief goeie môre dag hallo ek jy u en nie die het vir met sê sí gracias por
    favor hola buenos días buenas tardes que qué cómo oui non merci bonjour s'il vous plaît je ne pas
    nein danke bitte guten tag morgen ich nicht und sim não obrigado obrigada olá bom dia yebo
    ngiyabonga sawubona molo enkosi dumela asante jambo
    """
)
