"""Which words belong together, whatever the trade: what people call a date, a place, a party or a payment.

Lists are by idea, never by customer: a field is understood by its type and the words of its own name.
"""

import re
from enum import StrEnum

from tools.diagnosis.phrasing import any_of, groups_of, set_of


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


FUNCTION_WORDS = set_of(
    """
    a an the of for to in on at by with from or and if is are be it its this that their his her your our my which
    what who whom whose when where how whether as not no was were will would should can could may do does did has
    have had any some one used use using per via e g ie eg etc than then there none something anything else
    nothing somebody anybody
    """
)
# Words of field descriptions that say nothing about the subject.
EMPTY_WORDS = set_of(
    """
    boolean flag indicating indicates indicate true false yes value field caller callers caller's customer
    customers customer's client clients user users person persons full exact give given wants want needs need says
    said provide provided provides offer offers offered offering available availability include includes included
    including allow allows allowed inside purchase add added service services selected particular specific desired
    preferred preference required optional called please kind type category sort way thing details detail info
    information special request requests notes note comments comment other extra additional wishes remarks message
    general monthly weekly yearly total desc current best main primary tentative requested purpose find book
    """
)
PERSON_WORDS = set_of(
    """
    name names first last full sur surname family given middle maiden forename initials caller customer client
    patient guest passenger member user person contact account holder policyholder booking reservation insured
    tenant driver recipient sender parent guardian child applicant employee student subscriber visitor buyer
    seller traveller traveler owner cardholder beneficiary referrer legal number attendee borrower lead
    """
)
# Whose name a field may want beside the caller's own.
OTHERS = set_of(
    """
    pet dog cat animal horse child learner pupil student baby son daughter patient recipient receiver addressee
    beneficiary spouse wife husband partner driver party opponent opposing landlord tenant doctor dentist stylist
    witness deceased nominee reference referee manager mother mothers father maiden company employer school
    """
)
ENTITY_WORDS = set_of(
    """
    company business employer organisation organization firm restaurant hotel salon stylist barber doctor dentist
    physician practice clinic hospital pet dog cat animal bank school branch shop store dealer dealership venue
    property product item brand street city place agent consultant therapist provider garage church
    """
)
PLACE_WORDS = set_of(
    """
    city town location destination area suburb neighbourhood neighborhood region province state country county
    district place where venue origin site village metropolis locality territory zone point stop station airport
    branch spot depot terminal
    """
)
CODE_WORDS = set_of(
    """
    code reference ref id identifier vin iban plate registration pin confirmation locator serial licence license
    passport voucher policy account claim ticket order tracking invoice membership case waybill docket ssn nhs
    social digits consignment barcode imei sku
    """
)
REASON_WORDS = set_of(
    """
    reason why purpose complaint issue problem symptom symptoms enquiry inquiry query concern fault cause motive
    matter subject topic nature
    """
)
COUNT_UNITS: tuple[frozenset[str], ...] = groups_of(
    """
    people person persons adults adult guests guest party pax seats seat diners diner covers travellers passengers ...
    passenger attendees kids children visitors us heads folks friends table size group
    days day nights night stay length duration weeks week long months month
    rooms room bedrooms bedroom
    stars star rating rated ratings review reviews score scale
    parcels parcel packages package boxes box items item pieces piece units unit copies quantity
    years year age old
    hours hour minutes minute
    kilograms kilos kilo kg kgs weight weigh weighs grams pounds
    """
)
START = any_of(
    r"""
    check(?:ing|ed)?[ -]?in | checkin | arriv\w* | start\w* | beginning | begin
    pick(?:ing|ed)?[ -]?(?:it |that |\w+ ){0,3}up | pickup | collect\w* | outbound | mov(?:e|ing) in
    from (?:the )?(?:\d|first|second|third|mon|tues|wednes|thurs|fri|satur|sun)
    """,
    after="",
)
END = any_of(
    r"""
    check(?:ing|ed)?[ -]?out | checkout | end | ends | ending | until | till | return\w*
    drop(?:ping|ped)?[ -]?(?:it |that |\w+ ){0,3}off | dropoff | finish\w* | inbound
    (?:bring|give|hand|giving|bringing) .{0,30}back | how long | coming back | mov(?:e|ing) out
    """
)
FROM = any_of(
    r"""
    pick(?:ing|ed)?[ -]?(?:\w+ ){0,3}up | pick you | pickup | collect\w* | from where | where from | fetch\w*
    \w+ing from | origin | where are you(?: at| now)?\W*$ | come to get | shall the \w+ come
    (?<!\w )from\W*$
    """,
    after="",
)
TO = any_of(
    r"""
    going | headed | heading | where to(?! (?:pick|collect|fetch|get)) | to where | destination | travell?ing to
    off to | to which
    drop(?:ping)?[ -]?(?:\w+ ){0,3}off | dropoff | drop | deliver\w* | take you | get to | will they go
    (?<!\w )to\W*$ | and to\W*$
    """,
    after="",
)
START_NAMES = set_of(
    """
    start begin beginning arrival pickup checkin collection outbound
    """
)
END_NAMES = set_of(
    """
    end return dropoff checkout until inbound finish
    """
)
FROM_NAMES = set_of(
    """
    pickup origin from collection departure fetch
    """
)
TO_NAMES = set_of(
    """
    destination to dropoff delivery
    """
)


def side_pattern(kind: Kind, side: str) -> re.Pattern[str]:
    """The words that speak of the start or the end of a stay, a hire or a way."""
    if kind in {Kind.PLACE, Kind.ADDRESS}:
        return FROM if side == "start" else TO
    return START if side == "start" else END
