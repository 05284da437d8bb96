"""What a tyre shop asks, and how its customers answer."""

from memory.vocabulary import FieldType
from tools.sample.topics.topic import Topic
from tools.sample.values.amounts import count_among
from tools.sample.values.contact import say_name, say_phone
from tools.sample.values.things import say_car, say_tyre_size
from tools.sample.values.when import date_within, time_among

CAR = Topic(
    name="vehicle",
    description="Make, model and year of the car",
    type=FieldType.TEXT,
    say=say_car,
    questions=(
        "What car is it? Make, model and year.",
        "Which car are we working on, and what year is it?",
        "So what are you driving, make, model and year?",
        "Tell me which car, please, with the year.",
    ),
    explain=("The make, the model and the year, then I know what we're talking about.",),
    answers=("it's a {v}.", "{v}.", "a {v}.", "I've got a {v}.", "my son's car, a {v}.", "the {v}, you did it before."),
    vague=("it's a bakkie.", "my wife's one, the red one."),
    recap="a {v}",
)
SIZE = Topic(
    name="tyre_size",
    description="Size as it stands on the side of the tyre, for example 195/65R15",
    type=FieldType.TEXT,
    say=say_tyre_size,
    questions=(
        "And the tyre size? It's on the side of the tyre.",
        "What size are the tyres?",
        "Can you see the size on the tyre?",
        "Which tyre size do you need?",
    ),
    explain=(
        "It's three numbers on the sidewall, such as one nine five, sixty-five, fifteen. I'll wait.",
        "Take your time, walk over and read me the numbers on the side.",
    ),
    answers=(
        "it says {v}.",
        "{v}.",
        "I'm standing next to it. {v}.",
        "it's a {v}.",
        "{v}, it says here.",
        "I've got a photo of it. {v}.",
    ),
    vague=("the standard ones.", "I'm inside now, the car is outside."),
    read_back=0.5,
    slips=1.2,
)
COUNT = Topic(
    name="tyre_count",
    description="Number of tyres",
    type=FieldType.NUMBER,
    say=count_among((1, 2, 3, 4), (2, 8, 1, 10)),
    questions=(
        "How many tyres do you need?",
        "One, two or all four?",
        "How many are we replacing?",
        "For how many tyres should I book?",
    ),
    explain=("Just the number, please, one, two or four?",),
    answers=(
        "{v}.",
        "{v}, please.",
        "I need {v}.",
        "let's do {v} for now.",
        "the road worthy guy said {v}.",
        "{v}, the others are still fine.",
    ),
    recap="{v} to fit",
)
DAY = Topic(
    name="fitment_date",
    description="Day of the fitment",
    type=FieldType.DATE,
    say=date_within(1, 9, (0, 1, 2, 3, 4, 5), near=0.85),
    questions=(
        "On which day can you bring it in?",
        "What day suits you?",
        "When can you come by, which day?",
        "Which day should I book?",
    ),
    explain=("Which day exactly, so that I can keep a bay open?",),
    recap="{v}",
)
TIME = Topic(
    name="fitment_time",
    description="Time of the fitment",
    type=FieldType.TIME,
    say=time_among(
        ("08:00", "08:30", "09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "12:00"), (7, 5, 6, 3, 5, 3, 4, 2, 3)
    ),
    questions=(
        "And what time?",
        "What time can you be here?",
        "At what time should we expect you?",
        "What time that day?",
    ),
    explain=("I have eight and eleven open. Which one?",),
    recap="at {v}",
)
NAME = Topic(
    name="name",
    description="Name and surname of the customer",
    type=FieldType.NAME,
    say=say_name,
    questions=(
        "Your name and surname?",
        "What name and surname can I put down?",
        "Who am I booking in, name and surname?",
        "And who's the customer, name and surname please?",
    ),
    explain=("A name and a surname for the job card, please.",),
    recap="for {v}",
)
PHONE = Topic(
    name="phone",
    description="Cell number to which the price is sent",
    type=FieldType.PHONE,
    say=say_phone,
    questions=(
        "And the cell number for the price?",
        "Which cell number do we send the price to?",
        "What's your cell number?",
        "On what number can we text you the price?",
    ),
    explain=("All ten digits, please, otherwise the price goes to somebody else.",),
    read_back=0.92,
)


TOPICS = (CAR, SIZE, COUNT, DAY, TIME, NAME, PHONE)
