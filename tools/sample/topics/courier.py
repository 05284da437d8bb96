"""What a courier asks to collect parcels, and how callers answer."""

from memory.vocabulary import FieldType
from tools.sample.topics.topic import Topic
from tools.sample.values.amounts import count_among
from tools.sample.values.contact import say_name, say_phone
from tools.sample.values.things import address_in, reference_of
from tools.sample.values.when import date_within, time_among

SUBURBS = (
    "Pinetown",
    "Umhlanga",
    "Westville",
    "Morningside",
    "Chatsworth",
    "Phoenix",
    "Amanzimtoti",
    "Glenwood",
    "Mobeni",
    "New Germany",
)

ACCOUNT = Topic(
    name="account_number",
    description="Customer account number: two letters and six digits",
    type=FieldType.TEXT,
    say=reference_of(("KP", "KD", "KW", "KU"), 6),
    questions=(
        "What is your account number, please?",
        "May I have the account number?",
        "Could you give me your account number with us?",
        "Your account number, please?",
        "Which account number is this for?",
    ),
    explain=(
        "It starts with a K and has six digits. I'll wait while you look.",
        "It's on your last invoice, top right. What does it say?",
    ),
    answers=(
        "it's {v}.",
        "{v}.",
        "yes, it's {v}.",
        "the account is {v}.",
        "I've got it here, {v}.",
        "{v}, Mokoena Interiors.",
        "that's {v}, same as always.",
        "okay, it says {v}.",
    ),
    vague=(
        "let me look, one second.",
        "it's on the invoice, wait, the invoices are here somewhere.",
        "you must have it on your system, we phone every week.",
    ),
    recap="account {v}",
    slips=2.6,
    read_back=0.55,
)
# What callers say since the numbers changed: they have one, but must look for it.
LOOKING_FOR_THE_NEW_NUMBER = (
    "hang on, they sent us new ones, I must look on the letter.",
    "one second, it's a new number, let me open the email.",
    "it changed, hey. It's K something, wait, let me find the paper.",
    "we got a new one last week, my colleague has it, hold on.",
    "the old one or the new one? I have to look for the new one.",
    "it's here somewhere on the letter you sent, just a moment.",
    "the account is in the name of Sunrise Lighting.",
    "ag, that's now that new number. Wait, I'm looking.",
    "K P, uh, hang on, the rest is on the other page.",
    "sorry, I know the old one by heart but not the new one, let me check quickly.",
    "it's on the fridge, hold on, I'm walking there now.",
    "they changed it. I've got it in a mail, just give me a moment.",
    "it's under Bayhead Plastics, if that helps.",
    "new system, new number, né. Let me scroll up here.",
)
ADDRESS = Topic(
    name="collection_address",
    description="Street address and suburb where the driver collects",
    type=FieldType.ADDRESS,
    say=address_in(SUBURBS),
    questions=(
        "At which address must we collect?",
        "And what is the collection address?",
        "Where should the driver come to, street and suburb?",
        "Which address do we collect from?",
    ),
    explain=("I need the street with the number, and the suburb.",),
    answers=(
        "it's {v}.",
        "{v}.",
        "our shop, {v}.",
        "the warehouse at {v}.",
        "collect from {v}, by receiving.",
        "{v}, the entrance is at the back.",
        "we're at {v}.",
        "{v}, ask at the security hut.",
    ),
    vague=(
        "the same place as last time.",
        "at our shop, the driver knows it.",
        "the warehouse, not the office.",
        "it's in the industrial park, behind the paint factory.",
        "by the harbour side, you'll see our trucks.",
    ),
    recap="from {v}",
)
DAY = Topic(
    name="collection_date",
    description="Day of the collection",
    type=FieldType.DATE,
    say=date_within(1, 6, (0, 1, 2, 3, 4)),
    questions=(
        "For which day is the collection?",
        "And on which day should we fetch it?",
        "What day must we come?",
        "Which day suits you for the collection?",
    ),
    explain=("Which exact day should I book?",),
    recap="on {v}",
)
READY = Topic(
    name="ready_time",
    description="Time from which the parcels are ready",
    type=FieldType.TIME,
    say=time_among(
        ("08:00", "08:30", "09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00", "15:30"),
        (4, 3, 7, 7, 5, 4, 3, 5, 3, 1),
    ),
    questions=(
        "From what time are the parcels ready?",
        "And what time will it be ready?",
        "From when can the driver come that day, what time?",
        "What time is it ready for us?",
    ),
    explain=("What is the earliest time the driver can come?",),
    answers=(
        "from {v}.",
        "{v}.",
        "any time after {v}.",
        "it's ready by {v}.",
        "{v} should be fine.",
        "we open at {v}, so from then.",
        "after tea, let's say {v}.",
    ),
    recap="from {v}",
)
PARCELS = Topic(
    name="parcel_count",
    description="Number of parcels",
    type=FieldType.NUMBER,
    say=count_among((2, 3, 4, 5, 6, 8, 10, 12, 15, 20), (9, 6, 5, 3, 3, 2, 2, 1, 1, 1)),
    questions=(
        "How many parcels are there?",
        "And the number of parcels?",
        "How many boxes are we collecting?",
        "How many pieces altogether?",
    ),
    explain=("Just the number of boxes, more or less exactly.",),
    answers=(
        "{v}.",
        "{v} boxes.",
        "{v}, all small.",
        "there's {v}.",
        "let me count. {v}.",
        "{v} parcels on one pallet.",
        "{v} today.",
    ),
    vague=("a few boxes, not much.", "one pallet, they're still packing."),
    recap="{v} parcels",
)
NAME = Topic(
    name="contact_name",
    description="Name and surname of the person the driver asks for",
    type=FieldType.NAME,
    say=say_name,
    questions=(
        "Who should the driver ask for, name and surname?",
        "And who is the contact at your side?",
        "Whose name can I give the driver?",
        "Who hands the parcels over, what's the name and surname?",
    ),
    explain=("I need one person's name and surname for the driver.",),
    answers=("{v}.", "that's me, {v}.", "he can ask for me, {v}.", "ask for {v}.", "{v}, at reception.", "me. {v}."),
    vague=("anybody at receiving, they know you.", "just hoot, somebody will come."),
)
PHONE = Topic(
    name="contact_phone",
    description="Cell number of that person",
    type=FieldType.PHONE,
    say=say_phone,
    questions=(
        "And the cell number of that person?",
        "On what cell number can the driver reach them?",
        "What number should the driver phone?",
        "And a cell number for the driver, please?",
    ),
    explain=("The driver phones ten minutes before. Which cell number should he use?",),
    answers=("it's {v}.", "{v}.", "he can phone {v}.", "the cell is {v}.", "{v}, it's on all day.", "let me see. {v}."),
    read_back=0.7,
)


TOPICS = (ACCOUNT, ADDRESS, DAY, READY, PARCELS, NAME, PHONE)
