"""What a restaurant asks its guests, and how they answer."""

from memory.vocabulary import FieldType
from tools.sample.topics.topic import Topic
from tools.sample.values.amounts import count_among
from tools.sample.values.contact import say_name, say_phone
from tools.sample.values.things import text_among
from tools.sample.values.when import date_within, time_among

PARTY = Topic(
    name="party_size",
    description="How many people the table is for",
    type=FieldType.NUMBER,
    say=count_among(range(2, 13), (14, 7, 12, 6, 7, 3, 4, 1, 2, 1, 1)),
    questions=(
        "For how many people would that be?",
        "How many of you will be joining us?",
        "And how many guests are we expecting?",
        "How many people should I book for?",
        "What size table do you need, how many people?",
    ),
    explain=("Roughly how many people, just so that I keep the right table?", "How many seats should I put down?"),
    answers=(
        "{v} people, please.",
        "{v} of us.",
        "we'll be {v}.",
        "just {v}.",
        "{v}.",
        "a table for {v}.",
        "{v}, and one of them is still small.",
        "there'll be {v} of us.",
        "let me count. {v}, yes.",
        "{v} adults.",
    ),
    vague=("a few of us, hey.", "it depends if my cousins come.", "the whole office, you know how it is."),
    recap="a table for {v}",
)
DAY = Topic(
    name="date",
    description="The day of the booking",
    type=FieldType.DATE,
    say=date_within(1, 24, (1, 2, 3, 4, 5, 6), near=0.75),
    questions=(
        "Which day would you like to come?",
        "And for what day?",
        "What date can I book you in for?",
        "Which day are you planning to visit us?",
        "For when would that be?",
    ),
    explain=("Which exact day should I put down?", "Could you give me the date, please?"),
    recap="{v}",
)
TIME = Topic(
    name="time",
    description="The time at which the guests will arrive",
    type=FieldType.TIME,
    say=time_among(
        ("12:00", "12:30", "13:00", "13:30", "14:00", "18:00", "18:30", "19:00", "19:30", "20:00"),
        (3, 4, 6, 3, 2, 6, 7, 9, 6, 3),
    ),
    questions=(
        "What time would suit you?",
        "And at what time?",
        "What time should we expect you?",
        "What time will you be joining us?",
        "At what time shall I book it?",
    ),
    explain=(
        "We have space at half past twelve and at seven. Which would you like?",
        "Shall I say lunch at one or supper at seven?",
    ),
    recap="at {v}",
)
NAME = Topic(
    name="name",
    description="Name and surname for the booking",
    type=FieldType.NAME,
    say=say_name,
    questions=(
        "May I have your name and surname?",
        "Under what name should I put it?",
        "And your name and surname, please?",
        "Who am I booking this for?",
        "What name can I put on the booking?",
    ),
    explain=("Could I have a name and surname for the list at the door?", "Which surname should I write down?"),
    recap="under {v}",
)
PHONE = Topic(
    name="phone",
    description="Cell number at which the booking can be confirmed",
    type=FieldType.PHONE,
    say=say_phone,
    questions=(
        "What cell number can we confirm on?",
        "And a cell number for the booking, please?",
        "Which number can we reach you on?",
        "Could I have a contact number?",
        "What is the best number for you?",
    ),
    explain=("We need the full number to confirm the table. What is it?", "Could you give me all ten digits, please?"),
    read_back=0.7,
)
WISHES = Topic(
    name="special_requests",
    description="Allergies, an occasion or other wishes; `none` when there are none",
    type=FieldType.TEXT,
    required=False,
    target=0.6,
    say=text_among(
        (
            ("none", "no, nothing like that"),
            ("none", "nope, we eat everything"),
            ("none", "no, we're easy"),
            ("none", "nothing special, just hungry"),
            ("birthday", "it's my mom's birthday"),
            ("birthday", "it's a birthday, my husband is turning forty"),
            ("gluten free", "one of us is gluten free"),
            ("nut allergy", "my daughter has a nut allergy"),
            ("vegetarian", "two of us are vegetarian"),
            ("halaal", "we'd need it to be halaal"),
            ("anniversary", "it's our anniversary"),
            ("high chair", "we'll need a high chair"),
            ("shellfish allergy", "I'm allergic to shellfish"),
            ("farewell", "it's a farewell for a colleague"),
        )
    ),
    questions=(
        "Any allergies, or an occasion we should know about?",
        "Does anybody have allergies, or are we celebrating something?",
        "Is there anything the kitchen should know, an allergy or a special occasion?",
        "And is it a special occasion, or does anybody have an allergy?",
    ),
    explain=("So that the kitchen knows: any allergies or a celebration?",),
    answers=("{v}.", "{v}.", "well, {v}.", "hmm, {v}.", "{v}, that's all.", "uh, {v}."),
    vague=("we'll see on the day.",),
    slips=1.5,
)


TOPICS = (PARTY, DAY, TIME, NAME, PHONE, WISHES)
