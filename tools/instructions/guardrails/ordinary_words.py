"""Which words may stand with a capital without naming anybody: ordinary nouns and verbs, titles, spelling words.

Data only, for the rule on names; words that are often names are left out.
"""

from tools.instructions.guardrails.plain_text import read_words

_WORDS = """
absolutely accent acknowledge act admin advance adviser advisor agenda ahead aim aloud ambiguous amend anger angry
announce annoyed anonymous apologies apology apparently applicant apply applies argue assign assure attach attend
attempts attention attitude audio automated avoidance awkward back background backup bad bear begin begins belong bit
blank blend block board body boss both bracket break breaks broad brochure budget bullet bus buyer cash caution cease
chat cheap checklist chef chosen circumstance clarify clarity clause clean client clients cluster code coded combine
comfort comma command comment compare complain complex compose concise conclude conduct confidence confidential
confuse confused connection consider consistent constantly contain content context continue contradict control convert
copy core correction counter courteous courtesy create criteria cross cut dash deadline deaf decimal deduct default
delay delays delete demand deny depend depending deposit desired detect determine diagnose dial dialogue diary differ
digital disagree disconnect discuss display distance district divide domain dot draft draw drop due duplicate earn
easily east edit effort elderly elicit emphasise emphasize empathy employ empty encourage engage ensure entire entry
escalate essential establish estimated etiquette evaluate even evidence evident exceed exception excuse execute exist
existing exit expand expert explore express extend extract extreme eye facility factor fail fails failure fall false
familiar fear feature feedback feel figure file filler fine firm first fix flag flexible flow focus force forget forgo
formal format forward frame frequent frustrated fully function further future gap gather gentle gently genuine gesture
gift girl glad global goal goals goodwill grade grant grasp greetings ground guard guardian guide guideline guidelines
hangup heading headset heart height helper hesitate highlight hint holder honest honour hostile human humour
hyphen ideal idle illness imagine imply import impose improve inbound incoming increase indicate individual initial
initials initially insist inspect intake intent intention intents interest interim interrupts intro introduce invent
invite involve irate irrelevant item jargon joint joke judge jump justify keyword kid kids label lack lead leading leads
leap least legal legible lesson let lift light like likely limit limits line linger link lists literal live log logic
lower loud lunch machine maintain major manage mandatory manual map mark match matters maximum measure mechanism
media mend mental menu mere merge metre middle mid mild mind minimum minor mirror misheard mistake mistakes mix mobile
mode moderate modest monitor mood motive mute mumble narrow nation natural navigate neutral noise noisy nod nod north
notation note notes nothing notify numeric object objection objections objective observe obtain obvious occupant
occur odd okay omit opener opinion oral outbound outcome outcomes outline output overall overlap owner pace pair paper
paraphrase pardon parent parents parking partial partner pass passes passport patience patient pause pauses payer
peak people perform period permit phase phone phrases plain plural polish poor portion position positive postpone
practice praise precise prefix premises presence pretend prevent primary principle print prioritise prioritize
priority privacy probe procedure progress prohibited project prompt prompts pronounce pronunciation proper protocol
prove public pull pure push quality query queue quit quotation raise random range rapport rare reaction reader reads
real-time reassure recall recap receipt recite recognise recognize recommend redirect reduce refer referral reflect
refrain refusal refusals regard region regret rehearse reject relate relation relationship relax release reliable rely
remain reminder removal remove render rephrase replace replay rescue research resident resolve resolution respect
respectful responsible restart restate restrict resume retain retry return reveal reword role root rough round rude
rush sample sarcasm satisfy scenario scope scope script search secret secure security seek self sense sensitive
sequence series session set setup several shift shorten shout signal silent silently since situation size skill slang
small smile smooth social softly solution solve sound south space speech speed spot spread stall stammer standby
status steady stick stock strategy stress strict strong structure structured style sub submit suggest suggestion
suit suite switch syllable sympathy symptom symptoms synonym system systems tactful target teach tempt tenant tense
text theme thorough thoroughly threat tight timeline timing tiny tip tips tone tool track transcript translate treat
trigger trim trust tune twice typical typo umbrella underneath unhappy unhelpful unique unit unless unlike unresolved
unsure upcoming upset urgency usage utterance vague validate variable verbal verification verify view violate virtual
vital vocabulary voicemail volume voluntary volunteer vulnerable wake walk warmly warmth warn warning watch weak
website weight welcoming west whenever whisper widget willing wording workflow wrap yell yield zone
breakfast dinner lunch clinic school college university shopping street road avenue route gate garage garden kitchen
engine tyre tyres tire tires wheel brake battery insurance policyholder landlord lease deposit mortgage bride groom
wedding venue courier parcel package sender recipient colleague employer employee allergy allergies dietary vegan
vegetarian wheelchair pet pets dog dogs cat cats luggage baggage visa
spanish french german dutch afrikaans zulu xhosa sotho tswana portuguese italian chinese mandarin cantonese hindi urdu
arabic russian polish turkish japanese korean swahili greek hebrew
mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec easter christmas
buchstabe buchstaben adresse e mail name namen nachname nachnamen vorname vornamen anrufer anrufers anruferin kunde
kunden
kundin anruf anrufs frage fragen antwort antworten nummer telefonnummer rufnummer datum termin termine uhrzeit tag tage
monat jahr grund wunsch ziffer ziffern satz wort wort worte angabe angaben anliegen gast gaste reservierung buchung
straße strasse ort stadt postleitzahl hausnummer geburtsdatum rechnung vertrag kundennummer bitte danke gesprach zeit
lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag saterdag sondag
januarie februarie maart mei junie julie augustus oktober desember januari februari juni juli december
segunda terca quarta quinta sexta lunedi martedi mercoledi giovedi venerdi
"""
ORDINARY_WORDS = frozenset(_WORDS.split())

ACRONYMS = frozenset(
    read_words(
        "ID IDs OK SMS PIN VIN FAQ FAQs AM PM GPS CVV ZIP IBAN BIC VAT URL DOB PO TV USB SIM AI CRM VIP ETA ASAP RSVP"
        " UTC GMT"
        " NATO OTP ATM IT HR US UK EU USA DNI NIE NIF CPF CEP PLZ KFZ TVA BTW BSN IVA SA MRI ER GP WhatsApp"
        " iPhone Wi-Fi"
        " ISO YYYY MM DD HH"
    )
)
"""Written with capitals everywhere, and nobody's name."""

TITLES = frozenset(
    read_words(
        "mr mrs ms miss mister madam sir dr doctor prof professor herr herrn frau senor senora sr sra don dona"
        " monsieur madame"
        " mademoiselle m mme mevrou meneer mev mnr mevrouw dhr mw signor signora signore dottor pan pani bay"
        " bayan"
    )
)
"""What stands before a name, in plain letters."""

JOINING_WORDS = frozenset(read_words("oder und ou et o y e of en or and i ili och og de la le der die das"))

SPELLING_WORDS = frozenset(
    read_words(
        "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar"
        " papa quebec"
        " romeo sierra tango uniform victor whiskey whisky xray x-ray yankee zulu"
        " anton berta casar dora emil friedrich gustav heinrich ida julius kaufmann ludwig martha nordpol otto paula"
        " quelle"
        " samuel theodor ulrich viktor wilhelm ypsilon zacharias"
    )
)
"""The words of spelling alphabets, in plain letters."""
