"""With which words does an agent ask, and for what kind of value?"""

import re

from tools.diagnosis.lexicon import Kind
from tools.diagnosis.phrasing import any_of, set_of
from tools.diagnosis.reading import stem

ASKS = any_of(
    r"""
    what | which | when | where | who | whom | how (?:many|much|long|old|big|large|soon|would|do|far|often|heavy)
    (?:could|can|would|will|do|did|are|were|have|should|shall) (?:you|i|we|they) | (?:may|might) (?:i|we) | please
    (?:is|was) (?:it|that|there|this|the|your) | tell me | give me | let me (?:have|get|know|take) | and your
    (?:send|spell|provide|confirm|verify|repeat|state|say|enter|share|name) (?:me |us )?(?:your|the|it|that|a)
    (?:i|we)(?:'ll| will|'d| would| just| also| still| do| only){0,3} (?:need|require|like to know|want to know)
    i'm (?:missing|going to need|gonna need) | looking for your | any (?:particular|specific|preferred)
    """
)
QUESTION_MARK = re.compile(r"[?？؟¿]")
PLACEHOLDER = re.compile(r"^\s*[\[(*][^\n]*[\])*]\s*[.?!]?\s*$")
PLACEHOLDER_ASKS = any_of(
    r"""
    ask | request | prompt | question | quer(?:y|ie) | enquir | inquir | collect | check | verif | confirm | re-?ask
    """,
    after=r"\w*\b",
)
STATES_AN_OFFER = any_of(
    r"""
    there (?:is|are|was|were) | there's | (?:i|we)(?:'ve| have)? (?:found|located|discovered|see|got) | my name
    it (?:has|is (?:located|rated|at|on|in|a)) | it's (?:a|located|rated|at) | they (?:have|do|are) | this is
    located (?:at|in) | rated | has a | another (?:one|option) | how about | what about
    """
)
ASKS_FOR_DETAILS = re.compile(r"\b(?:contact|personal|your)(?: \w+)? (?:details|information|info|particulars)\b")
ASKS_WHAT_IS_WRONG = any_of(
    r"""
    what (?:would you like to (?:report|log)|seems to be|happened|problem|fault|issue)
    what(?:'s| is) (?:wrong|the (?:problem|matter|issue|fault))
    """
)
FIRST_NAME = re.compile(r"\b(?:first|given|christian)[ -]?names?\b|\bforenames?\b")
LAST_NAME = re.compile(r"\b(?:last|family|second)[ -]?names?\b|\bsurnames?\b")
BOTH_NAMES = any_of(
    r"""
    full name | first (?:name )?and (?:the )?(?:last|family|sur) | name and (?:sur|last|family)
    """,
    after="",
)
NAME_OF_A_THING = any_of(
    r"""
    restaurant | hotel | salon | company | business | doctor | product | pet | dog | bank | street | brand | user | file
    school | clinic | shop | stylist | dentist
    """,
    after=r" names?\b",
)
NAME_OF_THE = re.compile(r"\bnames? of (?:the|a|your|that|this|any|which) (?:\w+ )?(\w+)")
BEEN_HERE = any_of(
    r"""
    have you (?:ever )?(?:been|used|visited|worked|had|stayed|banked|dealt|seen).{0,40}\b(?:before|with us|here|already)
    already (?:a|an|have|with|registered) | first time | new (?:to|patient|customer|client|member)
    """
)
ELLIPTIC = re.compile(r"^\W*(?:(?:and|then|what about|how about)\b|your\b).{1,60}[?？]\s*$")
BARE_WORDS = 7
VERBS = set_of(
    """
    is are was were be been do does did can could will would have has had shall should may might must am isn't don't
    what when where which who why how
    """
)
YOUR_NAME = any_of(
    r"""
    your (?:own |full |first |last |sur|good |family )?names? | who am i | who(?:'s| is) (?:calling|this|speaking)
    who(?:'m| am) i | who do i have | call you | you are(?=\W*$) | and you are
    """
)
THEIR_NAME = any_of(
    r"""
    (?:his|her|its|their|the \w+'s|child's|\w+'s) (?:full |first |last |sur)?names? | (?:he|she|it|they) called
    call (?:him|her|it|them) | names? of (?:the|your) \w+
    """
)
_FILLERS = (
    r"^\W*(?:(?:and|so|ok|okay|well|then|right|now|great|thanks|thank you|alright|lovely|sorry|please|just|also"
    r"|um|uh|first|next|last|finally|from|to|on|at|by|until|till|since|for|in|with|about|roughly|may i ask"
    r"|can i ask|could i ask|tell me|can you tell me|could you tell me|do you know|perfect|no problem)\W+){0,4}"
)
SORT_ASKED = any_of(
    r"""
    (?P<when>when)(?!(?:'s| is) your birth) | (?P<where>where(?!as)) | (?P<who>whom?|who's|whose) | (?P<why>why)
    (?P<many>how many) | (?P<much>how much) | (?P<old>how old) | (?P<soon>how soon)
    (?P<day>(?:what|which) (?:\w+ )?(?:date|day)s?) | (?P<time>(?:what|which) (?:\w+ )?times?)
    (?P<address>what (?:\w+ )?address) | (?P<name>(?:what|which) (?:\w+ )?names?)
    (?P<amount>what (?:\w+ )?amount)
    """,
    before=_FILLERS,
)
_ANY_TEXT = frozenset({Kind.FREE, Kind.CHOICE})
SORTS: dict[str, frozenset[Kind]] = {
    "when": frozenset({Kind.DATE, Kind.TIME, Kind.BIRTH}),
    "where": _ANY_TEXT | {Kind.PLACE, Kind.ADDRESS, Kind.ENTITY},
    "who": _ANY_TEXT | {Kind.PERSON, Kind.ENTITY},
    "why": frozenset({Kind.REASON, Kind.FREE}),
    "many": frozenset({Kind.COUNT, Kind.FREE, Kind.CHOICE}),
    "much": frozenset({Kind.MONEY, Kind.COUNT, Kind.FREE, Kind.CHOICE}),
    "old": frozenset({Kind.COUNT, Kind.BIRTH, Kind.CHOICE, Kind.FREE}),
    "soon": frozenset({Kind.DATE, Kind.TIME, Kind.FREE}),
    "day": frozenset({Kind.DATE, Kind.BIRTH}),
    "time": frozenset({Kind.TIME, Kind.DATE}),
    "address": frozenset({Kind.ADDRESS, Kind.EMAIL, Kind.FREE}),
    "name": frozenset({Kind.PERSON, Kind.ENTITY, Kind.PLACE, Kind.FREE}),
    "amount": frozenset({Kind.MONEY, Kind.COUNT, Kind.FREE}),
}
"""Which kinds of field a question that begins so can be for."""

YES_NO_QUESTION = any_of(
    r"""
    you | is | are | was | were | do | does | did | have | has | can | could | would | will | may | should
    """,
    before=_FILLERS,
)
SEVERAL = re.compile(r"[,;]| and | or ")
OF_TIME = frozenset(
    stem(word) for word in set_of("when since date time day period start end available availability notice long due")
)
CALLS_BACK = any_of(
    r"""
    when (?:can|may|should|could|shall|is a good time (?:to|for me to)) (?:i|we) (?:\w+ )?(?:call|phone|ring|try|reach)
    (?:is this|is now|is it) a good time | good time to (?:talk|call|speak)
    """
)
KIND_OF = re.compile(r"\b(?:kind|type|sort|style|category|class|model|size)s?\b")
OPEN = re.compile(r"\b(?:what|which|how|who)\b")
HOW_LONG = re.compile(r"\bhow (?:long|many (?:days|nights|weeks))\b")
HOW_MANY = re.compile(r"\bhow many (?!(?:days|nights|weeks|months|years|hours|times)\b)")
HOW_MANY_PEOPLE = re.compile(r"\bhow many (?:of (?:you|us|them)|are (?:you|there|coming|we)|will)\b|\bfor how many\b")
ANY_COUNT = re.compile(r"\bparty of\b|\bfor how many\b")
NAMED_COUNT = any_of(
    r"""
    rating | stars? | age | size | party | length | duration | quantity | weight | score | number
    """,
    before=r"\bon a scale\b|\b(?:what|which|any|particular|preferred|minimum|desired|total|your) (?:\w+ ){0,2}",
)
TIME_WORD = any_of(r"times? | hours? | o'clock | early | late | morning | afternoon | \d ?[ap]\.?m")
DAY_WORD = re.compile(r"\b(?:days?|dates?|week|weekend|\w+day)\b(?<!that day)(?<!the day)(?<!today)")
NOUN_OF_CODE = r"(?:numbers?|codes?|references?|ref|id|locator|pin|digits|characters|last (?:four|three|five|six|\d))"
PLAIN_CODES = set_of(
    """
    reference iban vin pin passport waybill docket licence license registration plate id social ssn nhs consignment
    barcode
    """
)

# Idioms with `time` that ask for nothing.
_BEFORE_AN_IDIOM = set_of("this last next any more some your same first long one every in on the")
_TIME_ITSELF = "".join(rf"(?<!\b{word} )" for word in sorted(_BEFORE_AN_IDIOM))

ASKED_BY: dict[Kind, re.Pattern[str]] = {
    Kind.EMAIL: any_of(r"e-? ?mails? | mail address"),
    Kind.PHONE: any_of(
        r"""
        (?:tele)?phones? | mobile | cell(?:phone)? | (?:contact|call-?back|call back|daytime|best|good) number
        number\b.{0,40}\b(?:reach|call|ring|contact|text|get hold|phone) | number are you (?:calling|ringing)
        (?:reach|call|ring|contact|text|phone) you\b(?: back)?.{0,20}\b(?:on|at|if)
        number\b.{0,30}\b(?:send|message|sms|whatsapp|driver|for you)
        (?:alternat\w+|another|second|different|home|work|office|back-?up|emergency|registered) number
        """
    ),
    Kind.BIRTH: any_of(r"birth ?\w* | born | d\.?o\.?b"),
    Kind.DATE: any_of(
        r"""
        (?:what|which|any|good|preferred|particular) (?:\w+ )?(?:days?|dates?) | when | dates? | how soon | since when
        how long (?:has|have|is) | day (?:would|works|suits|is best|were|do|did|are|and) | how about (?:today|tomorrow)
        """
    ),
    Kind.TIME: any_of(
        rf"""
        when | (?:what|which) (?:\w+ )?times? | how (?:early|late) | times? of | mornings? or | what hour
        {_TIME_ITSELF}time | at the time | the time (?:you|for|of|that|to|would)
        """
    ),
    Kind.PERSON: any_of(
        r"""
        (?<!my )(?<!their )names? | surnames? | who am i (?:speaking|talking|chatting) | who do i have | (?:to|for) whom
        who(?:'s| is) (?:calling|this|speaking|on the line) | what (?:should|can|may|do|shall) i call you | whose
        who (?:should|shall|will|do|does|is|am|are|hands|can|must|would) | who's (?:the|it|that|your)
        """
    ),
    Kind.ENTITY: any_of(r"which | what | names? | any | particular | specific | prefer\w* | who | in mind"),
    Kind.PLACE: any_of(
        r"""
        where | location | destination | city | town | suburb | neighbou?rhood | metropolis | whereabouts
        (?:what|which|any|particular|specific) (?:\w+ ){0,2}(?:cities|area|part|place|state|country|county|province)
        (?:what|which|any|particular|specific) (?:\w+ ){0,2}(?:region|district|branch|city's|village)
        """
    ),
    Kind.ADDRESS: any_of(
        r"""
        (?<!email )(?<!e-mail )(?<!mail )address | street | where do you (?:live|stay) | deliver(?:ed)? (?:it )?to
        where (?:should|can|must|do|shall) (?:we|i) (?:deliver|send|ship|post|bring|drop)
        where (?:is|will) (?:it|this|that) (?:going|be delivered)
        (?:ship|send|post)(?:ped|ing)? (?:it |this |them )?to
        """
    ),
    Kind.POSTCODE: any_of(r"post(?:al)?[ -]?codes? | zip"),
    Kind.COUNT: any_of(r"how (?:many|long|old|big|large|much|heavy) | number of | size | quantity | for how"),
    Kind.MONEY: any_of(r"how much | amount | budget | price range | spend | costs? | borrow | sum"),
    Kind.REASON: any_of(
        r"""
        why | reason | purpose | what (?:brings|brought|happened|seems) | what would you be (?:using|doing)
        what(?:'s| is) (?:the (?:matter|problem|issue)|wrong|going on|(?:it|this) (?:about|for|regarding))
        (?:about )?what (?:it|this|that)(?:'s| is) (?:all )?(?:about|regarding|concerning)
        """
    ),
}
