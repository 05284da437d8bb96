"""What a wedding venue asks couples, and how they answer."""

from memory.vocabulary import FieldType
from tools.sample.topics.topic import Topic
from tools.sample.values.amounts import count_among, money_among
from tools.sample.values.contact import say_email, say_name
from tools.sample.values.when import date_within

NAME = Topic(
    name="name",
    description="Name and surname of the caller",
    type=FieldType.NAME,
    say=say_name,
    questions=(
        "May I ask who I'm speaking to, name and surname?",
        "What is your name and surname?",
        "And your name and surname, please?",
    ),
    explain=("Your first name and your surname, please, for the offer.",),
    slips=0.6,
)
DAY = Topic(
    name="wedding_date",
    description="Date of the wedding, or the date the couple likes best",
    type=FieldType.DATE,
    say=date_within(120, 520, (4, 5, 5, 6), near=0.0),
    questions=(
        "Which date do you have in mind for the wedding?",
        "When is the big day?",
        "On what date would you like to get married?",
    ),
    explain=("If you could choose one date, which one would you like best?",),
    answers=(
        "{v}.",
        "we're thinking of {v}.",
        "{v}, if it's still open.",
        "it'll be {v}.",
        "we both like {v}.",
        "{v}, that's the day we met.",
    ),
    recap="a wedding on {v}",
    target=0.8,
)
GUESTS = Topic(
    name="guests",
    description="Number of guests",
    type=FieldType.NUMBER,
    say=count_among((45, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 160)),
    questions=(
        "How many guests are you expecting?",
        "And for how many guests?",
        "How big will it be, how many guests?",
    ),
    explain=("A rough number is fine, so that we know which hall. How many?",),
    answers=(
        "about {v}.",
        "{v}, but you know how families are.",
        "around {v} people.",
        "we've got {v} on the list.",
        "{v}, not one more.",
    ),
    recap="{v} guests",
    target=0.8,
)
BUDGET = Topic(
    name="budget",
    description="Budget for the venue in rand",
    type=FieldType.MONEY,
    required=False,
    target=0.4,
    say=money_among((30, 40, 45, 50, 60, 70, 80, 100, 120)),
    questions=(
        "If you don't mind sharing it, what budget do you have for the venue?",
        "May I ask about the budget for the venue?",
        "Do you have a budget in mind for the venue? Only if you'd like to say.",
    ),
    explain=("A range would help as well.",),
    slips=5,
)
EMAIL = Topic(
    name="email",
    description="E-mail address for the brochure",
    type=FieldType.EMAIL,
    target=0.85,
    say=say_email,
    questions=(
        "Where may we e-mail the brochure?",
        "What is your e-mail address for the brochure?",
        "And your e-mail address? You may spell it for me.",
    ),
    explain=("Could you spell it, slowly?",),
    read_back=0.8,
)
VIEWING = Topic(
    name="viewing_date",
    description="Day on which the couple comes to see the farm",
    type=FieldType.DATE,
    target=0.8,
    say=date_within(3, 30, (2, 5, 6)),
    questions=(
        "On which day could you come and see the farm? A Wednesday, a Saturday or a Sunday.",
        "When would you like to visit us? We show the farm on Wednesdays and at weekends.",
        "And which day suits you for a viewing, Wednesday, Saturday or Sunday?",
    ),
    explain=("Shall we say a Saturday? Which one?",),
    answers=(
        "{v} would be lovely.",
        "could we come {v}?",
        "{v}, my fiancé is off then.",
        "{v}.",
        "let's do {v}, my mother is here then.",
    ),
    recap="and a visit on {v}",
)


TOPICS = (NAME, DAY, GUESTS, BUDGET, EMAIL, VIEWING)
