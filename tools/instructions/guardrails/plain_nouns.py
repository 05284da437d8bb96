"""Which ordinary nouns and adjectives do answers consist of? Data only.

Parts of a value may be asked for by these wherever a word of the project might stand. None of them opens or pays for
anything, and none names a person's relatives, health or belief.
"""

_TIMES = """
age ages season seasons spring summer autumn winter weekend weekends night nights evening evenings midday quarter
decade century beginning
"""
_PLACES = """
room rooms floor floors flat flats apartment apartments building buildings door side sides corner corners suburb
suburbs area areas city cities village villages region country road roads district entrance landmark place places
"""
_AMOUNTS = """
metre metres meter meters kilometre kilometres centimetre centimetres litre litres kilo kilos kilogram kilograms gram
grams pair pairs dozen height width length depth weight distance temperature unit units
"""
_THINGS = """
label labels box boxes bottle bottles packet packets package packages letter letters paper papers shelf wall walls
window windows roof kitchen bathroom bedroom garden colour color
"""
_PEOPLE = """
person people company companies
"""
_QUALITIES = """
short shortest longest high highest low lowest earliest latest near nearest next young younger youngest great greater
greatest heavy heaviest light wide deep tall oldest biggest largest smallest printed unsure noticed
"""

PLAIN_NOUNS = frozenset(f"{_TIMES} {_PLACES} {_AMOUNTS} {_THINGS} {_PEOPLE}".split())
PLAIN_QUALITIES = frozenset(_QUALITIES.split())
