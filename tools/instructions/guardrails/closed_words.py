"""Which English words does a good instruction for asking after a value need?

Data only. A draft for a missing field is written in these words, in the words of that field, and in those of the
instructions and the settings. Nothing here names a thing, a place, a person, a brand, money or a secret, and nothing
speaks of assistants, systems, prompts, notices or rules.
"""

_ORDERS = """
acknowledge apologise apologize ask begin check clarify collect combine compare complete confirm
continue correct divide encourage end ensure explain find finish follow gather get give go group guide have hear help
invite keep leave let listen look make match mention mix move name note obtain
offer open pause phrase point prefer proceed pronounce put raise read record remember remind repeat rephrase
request restate return round say see separate set show slow speak spell split start state stay stop summarise
summarize suggest take tell thank try use verify wait word write
"""
_CALLER_DOINGS = """
agree answer arrive be begin believe belong call change choose come concern correct decide decline depend describe
doubt drive estimate expect fail feel fit forget guess happen hesitate hurry interrupt intend know lean learn like
live lose mean mind miss misunderstand need object pick plan press push prefer reach react refuse reply respond
rush seem share skip sound stand struggle suit talk think understand wish want wonder work worry argue assume
accept hold include settle insist
apply combine count matter cover avoid
"""
_FUNCTION = """
a about across after afterwards again against ahead all almost along already also although always am among an
and another any anyone anybody are aren around as at away back be because been before being beside besides
between both briefly but by came can cannot cant could couldnt did didnt do does doesnt doing done dont down during
each either else enough even ever every everyone exact exactly except far few finally first firstly for from fully
further gave gently given gives gone had half has hasnt havent having he her here hers him himself his how however i
if im in inside instead into is isnt it its itself just kindly last lastly later least less like many may maybe me
might mine more most much must my near nearly neither never next nicely no none nor not now of off often oh ok okay on
once one ones only onto or other others otherwise our out outside over own per perhaps please plus quite rather really
right roughly said same second secondly several shall she should shouldnt since slightly so some somebody someone
something soon still straight such sure than that thats the their them themselves then there theres these they theyre
third this those though three through till time times to together too toward towards two under unless until up upon us
usually very was wasnt way ways we well went were what whats when whenever where wherever whether which while who
whoever whom whose why will with within without wont would wouldnt yes yet you your yours youre
"""
_TALKING = """
answer answers question questions reply replies response responses request sentence sentences word words wording
letter letters digit digits character characters syllable syllables part parts piece pieces pair pairs group groups
detail details information item items list example examples choice choices option options value values meaning
call caller callers customer customers client clients guest guests patient patients person people conversation voice
moment while pause silence turn turns step steps start end ending beginning middle order point reason try tries
attempt attempts need topic subject thing things rest result doubt mistake mistakes misunderstanding accent speed pace
pronunciation spelling tone goodbye hello greeting thanks apology summary confirmation repetition clarification
estimate guess range figure figures form format kind sort type way alphabet sound sounds code
full whole complete incomplete partial missing exact precise approximate approximately rough clear clearer clearly
unclear vague correct correctly right wrong different other short shorter brief long simple simpler plain easy hard
difficult polite politely friendly calm calmly patient patiently gentle warm natural naturally slow slowly slower
quick quickly quiet loud aloud careful carefully separate separately single simply directly early earlier late later
immediately alone sure unsure certain uncertain helpful important necessary needed possible able ready available
known unknown common usual normal specific particular relevant useful fine good better best happy sorry glad great
careful polite respectful understood misheard heard noisy
optional required
ask asked asking asks said saying says told tells telling given giving gives gave spelled spelling spelt spells taken
taking takes made making makes read reading reads heard hearing hears known knows understood understands meant means
left leaves leaving leave kept got getting gets found finding finds began begins begun began written wrote writing
came comes coming went goes going spoke spoken speaks speaking done thought chosen chose sounded stands stood
repeated confirmed corrected checked noted answered mentioned missed offered finished ended hanging hang rushing
pressing pushing pressure guessing assuming interrupting hurrying waiting hurried declining declined undecided
closing closest closer nearer higher lower longer newest oldest
applies applied understandable readable reachable reached worded phrased numbered combined split
none neither nor both either together apart alike
bit lot little small large big old new main general basic personal own extra additional further
often sometimes rarely usually mostly mainly especially
memory hand document paper look lookup
"""
_AROUND_VALUES = """
number numbers amount count name names date day days month months year years week weekday weekdays hour hours minute
minutes morning afternoon evening noon midnight today tomorrow surname street town postcode house
first last middle both per include including total size level unit
"""
_SPELLING = """
alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa quebec
romeo sierra tango uniform victor whiskey xray yankee zulu dot dash hyphen underscore capital
"""
_NUMBERS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million first second third
fourth fifth sixth seventh eighth ninth tenth once twice january february march april may june july august september
october november december monday tuesday wednesday thursday friday saturday sunday english
"""

ORDERS = frozenset(_ORDERS.split())
"""What an agent may be told to do, in its base form: nothing else may begin a clause as an order."""

CALLER_DOINGS = frozenset(_CALLER_DOINGS.split()) - ORDERS
"""What callers do; no order for an agent."""

SPELLING_WORDS = frozenset(_SPELLING.split())
NUMBER_WORDS = frozenset(_NUMBERS.split())
"""Held by the rules on numbers."""

GENERAL_WORDS = frozenset(f"{_FUNCTION} {_TALKING}".split()) | ORDERS | CALLER_DOINGS
"""Words that say nothing about any field."""

VALUE_WORDS = frozenset(_AROUND_VALUES.split())
"""Words around values of any kind; they may be used, and name a field only where it is of their kind."""

CLOSED_WORDS = GENERAL_WORDS | VALUE_WORDS | SPELLING_WORDS | NUMBER_WORDS

PEOPLE = frozenset(
    [
        "caller",
        "callers",
        "customer",
        "customers",
        "client",
        "clients",
        "guest",
        "guests",
        "patient",
        "patients",
        "person",
        "people",
        "them",
        "they",
        "him",
        "her",
        "someone",
        "somebody",
        "anyone",
        "everyone",
    ]
)

UNBORROWABLE = frozenset(
    [
        "notice",
        "notices",
        "disclaimer",
        "disclaimers",
        "disclosure",
        "disclosures",
        "warning",
        "warnings",
        "legal",
        "law",
        "laws",
        "rule",
        "rules",
        "policy",
        "policies",
        "instruction",
        "instructions",
        "prompt",
        "prompts",
        "system",
        "systems",
        "assistant",
        "agent",
        "bot",
        "model",
        "developer",
        "admin",
        "administrator",
        "owner",
        "manager",
        "staff",
        "recorded",
        "recording",
        "consent",
        "privacy",
        "protection",
        "emergency",
        "price",
        "prices",
        "cost",
        "costs",
        "fee",
        "fees",
        "charge",
        "charges",
        "charged",
        "free",
        "pay",
        "paid",
        "payment",
        "payments",
        "refund",
        "refunds",
        "discount",
        "discounts",
        "deposit",
        "money",
        "card",
        "cards",
        "password",
        "passwords",
        "pin",
        "pins",
        "account",
        "accounts",
        "bank",
        "secret",
        "security",
        "transfer",
        "forward",
        "send",
        "sent",
        "email",
        "promise",
        "promises",
        "promised",
        "guarantee",
        "closed",
        "open",
        "cancel",
        "cancelled",
        "cancels",
        "ignore",
        "forget",
        "delete",
        "remove",
        "drop",
        "skip",
        "replace",
        "advice",
        "medical",
        "above",
        "below",
        "everything",
        "nothing",
        "anything",
        "whatever",
        "line",
        "lines",
        "text",
        "role",
        "roles",
        "website",
        "link",
        "visit",
        "mandatory",
        "protected",
        "dangerous",
        "advise",
        "insult",
        "refuse",
        "certificate",
        "certificates",
        "verify",
        "identity",
        "identification",
    ]
)
"""Words of the instructions that no draft needs unless they belong to the very field."""

SECRET_WORDS = frozenset(
    [
        "pin",
        "pins",
        "card",
        "cards",
        "cvv",
        "cvc",
        "password",
        "passwords",
        "passcode",
        "passcodes",
        "passphrase",
        "passport",
        "account",
        "accounts",
        "iban",
        "bic",
        "code",
        "codes",
        "login",
        "logins",
        "ssn",
        "otp",
        "secret",
        "secrets",
        "credentials",
        "licence",
        "license",
        "identity",
        "identification",
        "id",
        "bank",
        "sort",
        "maiden",
        "security",
        "token",
        "tokens",
        "tax",
    ]
)
HARMLESS_CODES = frozenset(
    ["word", "words", "zip", "post", "postal", "country", "area", "dialling", "dial", "postcode", "letter", "letters"]
)
"""What makes a "code" none that opens anything."""
