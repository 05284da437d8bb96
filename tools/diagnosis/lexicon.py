"""Which words belong together, whatever the trade: what people call a date, a place, a party or a payment.

Lists are by idea, never by customer: a field is understood by its type and the words of its own name.
"""

import re
from enum import StrEnum


class Kind(StrEnum):
    """What a field's values look like when spoken; finer than the type people chose for it."""

    EMAIL = "email"
    PHONE = "phone"
    BIRTH = "birth"
    DATE = "date"
    TIME = "time"
    PERSON = "person"
    ENTITY = "entity"
    PLACE = "place"
    ADDRESS = "address"
    POSTCODE = "postcode"
    CODE = "code"
    COUNT = "count"
    MONEY = "money"
    YES_NO = "yes_no"
    CHOICE = "choice"
    REASON = "reason"
    FREE = "free"


FUNCTION_WORDS = frozenset(
    "a an the of for to in on at by with from or and if is are be it its this that their his her your our my which"
    " what who whom whose when where how whether as not no was were will would should can could may do does did has"
    " have had any some one used use using per via e g ie eg etc than then there none something anything else nothing somebody anybody".split()
)

# Words of field descriptions that say nothing about the subject.
EMPTY_WORDS = frozenset(
    "boolean flag indicating indicates indicate true false yes value field caller callers caller's customer customers"
    " customer's client clients user users person persons full exact give given wants want needs need says said"
    " provide provided provides offer offers offered offering available availability include includes included"
    " including allow allows allowed inside purchase add added service services selected particular specific desired"
    " preferred preference required optional called please kind type category sort way thing details detail info"
    " information special request requests notes note comments comment other extra additional wishes remarks message general desc current best main primary tentative requested purpose find book".split()
)

PERSON_WORDS = frozenset(
    "name names first last full sur surname family given middle maiden forename initials caller customer client"
    " patient guest passenger member user person contact account holder policyholder booking reservation insured"
    " tenant driver recipient sender parent guardian child applicant employee student subscriber visitor buyer"
    " seller traveller traveler owner cardholder beneficiary referrer legal number attendee borrower lead".split()
)

ENTITY_WORDS = frozenset(
    "company business employer organisation organization firm restaurant hotel salon stylist barber doctor dentist"
    " physician practice clinic hospital pet dog cat animal bank school branch shop store dealer dealership venue"
    " property product item brand street city place agent consultant therapist provider garage church".split()
)

PLACE_WORDS = frozenset(
    "city town location destination area suburb neighbourhood neighborhood region province state country county"
    " district place where venue origin site village metropolis locality territory zone".split()
)

CODE_WORDS = frozenset(
    "code reference ref id identifier vin iban plate registration pin confirmation locator serial licence license"
    " passport voucher policy account claim ticket order tracking invoice membership case waybill docket".split()
)

REASON_WORDS = frozenset(
    "reason why purpose complaint issue problem symptom symptoms enquiry inquiry query concern fault cause"
    " motive description request".split()
)

COUNT_UNITS: tuple[frozenset[str], ...] = (
    frozenset(
        "people person persons adults adult guests guest party pax seats seat diners diner covers travellers passengers"
        " passenger attendees kids children visitors us heads folks friends table size group".split()
    ),
    frozenset("days day nights night stay length duration weeks week long months month".split()),
    frozenset("rooms room bedrooms bedroom".split()),
    frozenset("stars star rating rated ratings review reviews score".split()),
    frozenset("parcels parcel packages package boxes box items item pieces piece units unit copies quantity".split()),
    frozenset("years year age old".split()),
    frozenset("hours hour minutes minute".split()),
    frozenset("kilograms kilos kilo kg kgs weight weigh weighs grams pounds".split()),
)

# Other words for the same idea; a field that has one of them is also asked for by the others.
SYNONYMS: tuple[frozenset[str], ...] = (
    frozenset("payment pay paying card cash debit credit invoice eft".split()),
    frozenset("vehicle car make model truck van bike".split()),
    frozenset("shipping ship delivery deliver delivered courier send sent dispatch post express".split()),
    frozenset("colour color shade".split()),
    frozenset("allergy allergies allergic intolerance intolerances".split()),
    frozenset("insurance insure insured cover coverage medical aid".split()),
    frozenset("diet dietary vegetarian vegan gluten".split()),
    frozenset("medication medications medicine medicines prescription tablets".split()),
    frozenset("smoking smoke smoker smokers nonsmoking".split()),
    frozenset("pet pets dog dogs cat cats".split()),
    frozenset("parking park".split()),
    frozenset("laundry washing washer washing-machine".split()),
    frozenset("wheelchair accessible accessibility disabled".split()),
    frozenset("company business employer organisation organization firm".split()),
    frozenset("job occupation profession work".split()),
    frozenset("income salary earn earnings wage".split()),
    frozenset("symptom symptoms pain feeling wrong unwell".split()),
    frozenset("stylist barber hairdresser salon hair".split()),
    frozenset("doctor physician dr practitioner practice gp".split()),
    frozenset("confirmation booking reservation reference locator".split()),
    frozenset("consent agree permission allow okay".split()),
    frozenset("cuisine food eat dish".split()),
    frozenset("size large small medium".split()),
    frozenset("marital married single".split()),
    frozenset("gender sex male female".split()),
    frozenset("language speak english".split()),
    frozenset("fault problem issue wrong broken error".split()),
)

START = re.compile(
    r"\b(?:check(?:ing|ed)?[ -]?in|checkin|arriv\w*|start\w*|beginning|begin|pick(?:ing|ed)?[ -]?(?:it |that |\w+ ){0,3}up"
    r"|pickup|collect\w*|outbound|moving in|move in)\b"
)
END = re.compile(
    r"\b(?:check(?:ing|ed)?[ -]?out|checkout|end|ends|ending|until|till|return\w*|drop(?:ping|ped)?[ -]?"
    r"(?:it |that |\w+ ){0,3}off|dropoff|finish\w*|inbound|(?:bring|give|hand|giving|bringing) .{0,30}back"
    r"|how long|coming back|moving out|move out)\b"
)
START_NAMES = frozenset("start begin beginning arrival pickup checkin collection outbound".split())
END_NAMES = frozenset("end return dropoff checkout until inbound finish".split())
