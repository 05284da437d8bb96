"""What an estate agency asks before a viewing, what it never asks, and how callers answer."""

from memory.vocabulary import FieldType
from tools.sample.topics.topic import Topic
from tools.sample.values.amounts import choice_among
from tools.sample.values.contact import say_email, say_name, say_phone
from tools.sample.values.things import address_in
from tools.sample.values.when import date_within, time_among

SUBURBS = (
    "Lynnwood",
    "Garsfontein",
    "Menlo Park",
    "Faerie Glen",
    "Moreleta Park",
    "Waterkloof",
    "Silver Lakes",
    "Brooklyn",
    "Murrayfield",
)

PROPERTY_ADDRESS = Topic(
    name="property",
    description="Street, number and suburb of the property to be viewed",
    type=FieldType.ADDRESS,
    say=address_in(SUBURBS),
    questions=(
        "Which property would you like to see, street, number and suburb?",
        "May I ask which property it is about?",
        "What is the address on the board or in the advertisement?",
        "Which of our properties are you interested in?",
    ),
    explain=("Which street and number is that, and in which suburb?",),
    answers=(
        "the one at {v}.",
        "{v}.",
        "it's {v}, the one with the pool.",
        "{v}, there's a board outside.",
        "the flat at {v}.",
        "I saw {v} on the internet.",
        "it's the place at {v}.",
    ),
    vague=("the one with the thatched roof, on the corner.", "the house with the board in front, near the school."),
    recap="{v}",
)
DAY = Topic(
    name="viewing_date",
    description="Day of the viewing",
    type=FieldType.DATE,
    say=date_within(1, 14, (0, 1, 2, 3, 4, 5), near=0.7),
    questions=(
        "On which day would you like to view it?",
        "Which day suits you for a viewing?",
        "And what day would you like to come?",
        "When would you like to see it? We show from Monday to Saturday.",
    ),
    explain=("Which exact day shall I write down?",),
    recap="{v}",
)
TIME = Topic(
    name="viewing_time",
    description="Time of the viewing",
    type=FieldType.TIME,
    say=time_among(
        ("09:00", "10:00", "10:30", "11:00", "12:00", "14:00", "15:00", "16:00", "16:30", "17:00", "17:30"),
        (3, 6, 3, 5, 3, 4, 4, 5, 4, 5, 2),
    ),
    questions=(
        "What time would be convenient?",
        "And at what time?",
        "At what time may our agent expect you?",
        "Which time suits you, between nine and half past five?",
    ),
    explain=("Shall we say ten in the morning or five in the afternoon?",),
    recap="at {v}",
)
BOND = Topic(
    name="bond_pre_approved",
    description="Whether the caller has a pre-approved bond: yes or no",
    type=FieldType.BOOLEAN,
    required=False,
    target=0.7,
    say=choice_among(
        {
            "yes": ("yes, from the bank, last month", "yes, we have one", "yes, it's approved", "we do, yes"),
            "no": ("no, not yet", "no, we'll pay cash", "no, we still have to go to the bank", "not at the moment, no"),
        }
    ),
    questions=(
        "Do you have a pre-approved bond?",
        "May I ask whether you have a pre-approved bond?",
        "And is there a pre-approved bond already?",
    ),
    explain=("That is when a bank has told you in writing how much it will lend you. Do you have that?",),
    answers=("{v}.", "uh, {v}.", "{v}.", "well, {v}."),
    vague=("we're busy with it, sort of.",),
    slips=2.5,
    read_back=0.0,
)
NAME = Topic(
    name="name",
    description="Name and surname of the caller",
    type=FieldType.NAME,
    say=say_name,
    questions=(
        "May I have your name and surname?",
        "To whom am I speaking, please?",
        "And your name and surname, please?",
        "Under which name and surname may I book it?",
    ),
    explain=("Your name and your surname, please, for the agent at the gate.",),
)
PHONE = Topic(
    name="phone",
    description="Cell number of the caller",
    type=FieldType.PHONE,
    say=say_phone,
    questions=(
        "On which cell number can our agent phone you?",
        "And your cell number, please?",
        "May I have a cell number?",
        "What number can we phone an hour before?",
    ),
    explain=("Our agent phones an hour before. What is the full number?",),
    read_back=0.65,
)
EMAIL = Topic(
    name="email",
    description="Caller's e-mail address, for the viewing confirmation and the property pack",
    type=FieldType.EMAIL,
    say=say_email,
    asked=False,
    volunteer=(
        "And you can mail me the floor plan, it's {v}.",
        "Could you send me more photos? My email is {v}.",
        "Please also send the details to {v}.",
        "If there's a brochure, mail it to {v}.",
        "My wife wants the levies in writing, so send that to {v}, please.",
    ),
)


TOPICS = (PROPERTY_ADDRESS, DAY, TIME, BOND, NAME, PHONE, EMAIL)
