"""What a municipal fault line asks, and how callers answer."""

from memory.vocabulary import FieldType
from tools.sample.topics.topic import Topic
from tools.sample.values.amounts import choice_among
from tools.sample.values.contact import say_name, say_phone
from tools.sample.values.things import address_in, text_among

SUBURBS = (
    "Rietvlei Park",
    "Vaalkrans Central",
    "Extension 4",
    "Thembeni",
    "Noordheuwel",
    "Kopanong",
    "Uitsig",
    "Lake View",
    "Mandela Heights",
)

KIND = Topic(
    name="fault_type",
    description="Which municipal service is at fault",
    type=FieldType.CHOICE,
    choices=("no power", "water leak", "no water", "sewer", "pothole", "street light", "refuse"),
    say=choice_among(
        {
            "no power": (
                "no power",
                "the power is off",
                "the electricity is gone",
                "no lights, the whole street is dark",
            ),
            "water leak": ("a water leak", "a burst pipe", "water leaking in the road"),
            "no water": ("no water", "the taps are dry", "there's no water coming out"),
            "sewer": ("the sewer is blocked", "the drain is overflowing", "a sewer that is running over"),
            "pothole": ("a pothole", "a very big pothole", "a hole in the road"),
            "street light": (
                "a street light that's broken",
                "the street light is not working",
                "the street lights are off",
            ),
            "refuse": ("the rubbish wasn't collected", "they didn't take the bins", "the refuse truck didn't come"),
        },
        (10, 5, 5, 3, 3, 2, 2),
    ),
    questions=(
        "What kind of fault is it?",
        "What would you like to report?",
        "Which fault are you reporting, power, water, sewer, roads or refuse?",
        "What seems to be the problem?",
    ),
    explain=("Is it power, water, the sewer, the road or refuse?",),
    answers=(
        "{v}.",
        "{v}, again.",
        "well, {v}.",
        "we've got a problem here, {v}.",
        "{v}, the whole street is talking about it.",
    ),
    vague=("it's the same as last week.", "you people know what it is."),
    slips=0.5,
    read_back=0.1,
)
DANGER = Topic(
    name="danger",
    description="Whether anybody is in danger: yes or no",
    type=FieldType.BOOLEAN,
    say=choice_among(
        {
            "no": ("no", "no, not that I can see", "no, nobody is in danger", "no no, it's safe"),
            "yes": (
                "yes, a cable is hanging down",
                "yes, the kids are playing right there",
                "yes, cars are swerving into it",
            ),
        },
        (9, 1),
    ),
    questions=(
        "Is anybody in danger, for instance from a cable?",
        "Before we go on, is anyone in danger there?",
        "Is it dangerous for anybody at the moment?",
        "Is there a danger to people, such as a fallen cable?",
    ),
    explain=("Could somebody get hurt as it is now, yes or no?",),
    replies={
        "yes": (
            "Please keep everybody away from it, I'm marking this as urgent.",
            "Then please stay well clear, I'm telling the emergency team.",
            "Alright, please keep your distance. I'm marking it as dangerous.",
        ),
        "no": ("Good.", "I'm glad.", "That's good to hear.", "Okay, good."),
    },
    vague=("it depends how you look at it.", "the children are inside now."),
    read_back=0.0,
    slips=0.6,
)
ADDRESS = Topic(
    name="address",
    description="Street, number and suburb of the fault",
    type=FieldType.ADDRESS,
    say=address_in(SUBURBS),
    questions=(
        "What is the address, with street, number and suburb?",
        "Where exactly is it? Street, house number and suburb, please.",
        "And at which address is the fault?",
        "Which street and number is it, and which suburb?",
    ),
    explain=("I need the nearest house number and the name of the street.", "What's the closest street address to it?"),
    recap="at {v}",
    read_back=0.4,
    slips=1.3,
)
SINCE = Topic(
    name="since",
    description="Since when the fault has been there",
    type=FieldType.TEXT,
    say=text_among(
        (
            ("this morning", "since this morning"),
            ("last night", "it started last night"),
            ("yesterday", "since yesterday"),
            ("two hours ago", "about two hours now"),
            ("three days ago", "three days already"),
            ("last week", "since last week, can you believe it"),
            ("half an hour ago", "half an hour ago"),
            ("Sunday", "since Sunday"),
            ("five this morning", "since five this morning"),
            ("after the storm", "since after the storm"),
            ("two weeks ago", "it's been two weeks now"),
        )
    ),
    questions=(
        "Since when has it been like that?",
        "And when did it start?",
        "How long has the fault been there?",
        "When did you first notice it?",
    ),
    explain=("Roughly, was it today, yesterday or longer ago?",),
    answers=("{v}.", "{v}, I think.", "{v}, more or less.", "eish, {v}.", "{v}, and nobody comes."),
    vague=("too long, my friend.", "long ago already."),
)
NAME = Topic(
    name="name",
    description="Name and surname of the caller",
    type=FieldType.NAME,
    say=say_name,
    questions=(
        "May I have your name and surname?",
        "Who is reporting this, please?",
        "And your name and surname for the report?",
        "Your name and surname, please?",
    ),
    explain=("I need a name and a surname for the report.",),
)
PHONE = Topic(
    name="phone",
    description="Cell number for the text message with the outcome",
    type=FieldType.PHONE,
    say=say_phone,
    questions=(
        "On which cell number can we send you a text message?",
        "And your cell number?",
        "What cell number may the message go to?",
        "Which number should we send the outcome to?",
    ),
    explain=("Could you give me all ten digits of your cell number?",),
    read_back=0.7,
)


TOPICS = (KIND, DANGER, ADDRESS, SINCE, NAME, PHONE)
