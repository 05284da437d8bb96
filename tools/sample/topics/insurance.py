"""What an insurance broker asks about a car, one question of it in jargon, and how callers answer."""

from memory.vocabulary import FieldType
from tools.sample.topics.topic import Topic
from tools.sample.values.amounts import choice_among
from tools.sample.values.contact import say_email, say_name, say_phone
from tools.sample.values.things import address_in, say_car

SUBURBS = (
    "Centurion",
    "Roodepoort",
    "Benoni",
    "Soweto",
    "Midrand",
    "Randburg",
    "Mamelodi",
    "Boksburg",
    "Kempton Park",
    "Edenvale",
)

NAME = Topic(
    name="name",
    description="Name and surname of the caller",
    type=FieldType.NAME,
    say=say_name,
    questions=(
        "To start, who am I speaking to, name and surname please?",
        "May I have your name and surname?",
        "First, your name and surname, please.",
        "Could you tell me your name and surname?",
    ),
    explain=("Could I have your first name and your surname for the file?",),
)
CAR = Topic(
    name="vehicle",
    description="Make, model and year of the car to be insured",
    type=FieldType.TEXT,
    say=say_car,
    questions=(
        "Which car would you like to insure, make, model and year?",
        "Tell me about the car. What make and model is it, and what year?",
        "And what are you driving? The make, model and year, please.",
        "What car is the quote for, and from which year?",
    ),
    explain=(
        "I need the make, the model and the year. It's on the licence disc.",
        "Which model exactly, and what year?",
    ),
    answers=(
        "it's a {v}.",
        "{v}.",
        "I've got a {v}.",
        "I drive a {v}.",
        "a {v}, white.",
        "just bought it, a {v}.",
        "it's my wife's, a {v}.",
    ),
    vague=("it's a bakkie, the silver one.", "the papers are in the car, let me get them."),
    recap="a {v}",
)
PARKING = Topic(
    name="overnight_address",
    description="Street and suburb where the car is parked at night",
    type=FieldType.ADDRESS,
    say=address_in(SUBURBS),
    questions=(
        "Where is the car parked at night? The street and the suburb, please.",
        "At what address does the car sleep at night?",
        "What is the address where you park overnight?",
        "And where does it stand at night, which street and suburb?",
    ),
    explain=("I need a street with a number, and the suburb, where the car stays at night.",),
    answers=(
        "it's {v}.",
        "at home, {v}.",
        "{v}, behind a gate.",
        "{v}.",
        "in the garage at {v}.",
        "we stay at {v}.",
        "{v}, in the complex.",
    ),
    recap="parked at {v}",
)
BASIS = Topic(
    name="value_basis",
    description="What the car should be insured for: retail value, market value or an agreed value",
    type=FieldType.CHOICE,
    choices=("retail", "market", "agreed"),
    say=choice_among(
        {
            "retail": ("retail", "retail value", "retail, what the dealer asks"),
            "market": ("market", "market value", "the market value"),
            "agreed": ("agreed", "an agreed value", "agreed value"),
        },
        (6, 3, 1),
    ),
    questions=(
        "And what basis of indemnity do you require, retail, market or agreed?",
        "On which basis of indemnity should this be, retail, market, agreed?",
        "What is the indemnity basis, retail, market or agreed?",
        "Then the basis of indemnity. Retail, market, agreed?",
    ),
    explain=("Retail, market or agreed?", "It's one of three. Retail, market or agreed."),
    unclear=(
        "And the basis of indemnity?",
        "On what basis would you like to be indemnified?",
        "What basis of indemnity do you require on the vehicle?",
        "Please state your basis of indemnity, being retail, market or agreed.",
        "And the indemnity basis in respect of the vehicle?",
        "How must the indemnity be based, retail, market, agreed?",
    ),
    baffled=(
        "Sorry, basis of what?",
        "I don't know what that means, my friend.",
        "The indemni-what? What do you mean?",
        "Uh, what does that mean?",
        "Sorry, I don't understand the question.",
        "Is that like comprehensive? I don't follow.",
        "Eish, what is that now?",
        "You've lost me there. What are you asking?",
        "What do you mean, the car is paid off, if that's what you're asking.",
        "I'm not sure what you mean by that.",
    ),
    still_baffled=(
        "I still don't get it, sorry. Just the normal one.",
        "No, I don't know what that is.",
        "You must explain to me, I'm not in insurance.",
        "I really don't know what you're asking me.",
        "Whatever people usually take, man.",
        "Can your consultant not tell me that?",
    ),
    answers=(
        "{v}.",
        "{v}, please.",
        "{v}, same as on my old policy.",
        "I think {v}.",
        "oh, {v}.",
        "it's {v} now, keep it so.",
    ),
    vague=(
        "It's just for driving to work and back.",
        "Full cover, with the windscreen and everything.",
        "Monthly, by debit order.",
        "The normal one that everybody has.",
        "Whatever the bank wants, it's financed.",
    ),
    recap="on {v} value",
)
CLAIMS = Topic(
    name="claims_3_years",
    description="Number of claims in the last three years",
    type=FieldType.NUMBER,
    say=choice_among(
        {
            "0": ("none", "none at all", "zero", "not one"),
            "1": ("one", "just one", "one, for the windscreen", "only one"),
            "2": ("two", "two small ones"),
            "3": ("three", "three, unfortunately"),
        },
        (14, 6, 2, 1),
    ),
    read_back=0.0,
    questions=(
        "How many claims have you had in the last three years?",
        "In the past three years, how many times did you claim?",
        "And the number of claims in the last three years?",
        "Have you claimed in the last three years, and how many times?",
    ),
    explain=("Just the number, for the last three years.",),
    answers=("{v}.", "{v}.", "that would be {v}.", "uh, {v}, I think.", "in three years, {v}.", "let me think. {v}."),
    vague=("nothing big.", "there was something with a trolley, but I don't know if that counts."),
)
PHONE = Topic(
    name="phone",
    description="Cell number on which the consultant can call back",
    type=FieldType.PHONE,
    say=say_phone,
    questions=(
        "What number can the consultant phone you back on?",
        "And your cell number, please?",
        "On which number should we call you back?",
        "May I have a cell number for the consultant?",
    ),
    explain=("I need the whole number, all ten digits, so that we can call you back.",),
    read_back=0.65,
)
EMAIL = Topic(
    name="email",
    description="E-mail address for the written quote",
    type=FieldType.EMAIL,
    required=False,
    target=0.6,
    say=say_email,
    questions=(
        "And an e-mail address for the written quote?",
        "Do you have an e-mail address for the quote?",
        "Where can we e-mail the quote to?",
        "What e-mail address should the quote go to?",
    ),
    explain=("Could you spell out the e-mail address for me?",),
    read_back=0.5,
    slips=4,
)


TOPICS = (NAME, CAR, PARKING, BASIS, CLAIMS, PHONE, EMAIL)
