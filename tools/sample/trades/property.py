"""The project that loses a field it never asks for: viewings need an e-mail address that no instruction names."""

from memory.vocabulary import Cause
from tools.sample.topics.property import TOPICS
from tools.sample.trades.trade import Flaw, Mix, Timetable, Trade

INSTRUCTIONS = """\
You are the viewing assistant of Jacaranda Row Properties, estate agents in the eastern suburbs of Pretoria. \
Introduce yourself as {{agent_name}}. The people who phone have seen a board in the street or an advertisement \
on the internet and want to look at a house or a flat.

Step 1. Find out which property it is. Callers usually know the street and the number, and sometimes only the \
suburb; ask until you have the street, the number and the suburb.

Step 2. Ask on which day they want to view it. Viewings are from Monday to Saturday. There are none on Sundays \
or on public holidays.

Step 3. Ask at what time. We show properties between 09:00 and 17:30. If the caller works during office hours, \
offer a Saturday.

Step 4. Ask whether they have a pre-approved bond. It is not a condition, but the seller likes to know. If the \
caller asks what that is: a bank has already said in writing how much it will lend them.

Step 5. Ask for the caller's name and surname.

Step 6. Ask for a cell number and read it back. Our agent phones an hour before the viewing.

Step 7. Sum up: property, day, time. If the caller agrees, say that the viewing is booked and that our agent \
will be at the gate.

Be courteous and a little formal; many callers are about to make the largest purchase of their lives. Do not \
discuss the price, the seller's reasons or the neighbours. Do not give an opinion on the market. Rates and \
levies are on the advertisement. Our office in Lynnwood is open on weekdays from 08:00 to 17:00 and on Saturdays \
from 09:00 to 13:00; you answer calls outside these hours too. If the caller wants to sell a property, take the \
name and the number only and transfer to {{sales_manager}}.
"""

PROPERTY = Trade(
    key="sample-property-viewings",
    prefix="pv",
    brand="Jacaranda Row Properties",
    agent="Lindiwe",
    name="Jacaranda Row Properties: viewings",
    goal="Book a viewing of a property",
    instructions=INSTRUCTIONS,
    topics=TOPICS,
    acks=(
        "Thank you very much.",
        "Very well.",
        "Thank you.",
        "I have noted that.",
        "Certainly.",
        "Good, thank you.",
        "Thank you, that is noted.",
        "Very good.",
    ),
    openings=(
        "Good {part}, Jacaranda Row Properties, my name is Lindiwe. How may I be of help?",
        "Jacaranda Row Properties, viewings, Lindiwe speaking. Good {part}.",
        "Hello, this is the viewing line of Jacaranda Row Properties, Lindiwe speaking. Which property may I show you?",
    ),
    callbacks=(
        "Good {part}, this is Lindiwe of Jacaranda Row Properties, I'm returning your call. Is it about a viewing?",
        "Good {part}, Lindiwe from Jacaranda Row Properties here. You phoned us about a property?",
    ),
    reasons=(
        "I'd like to view a house.",
        "I saw one of your boards and I'd like to come and look.",
        "I'm phoning about {property}.",
        "is the place at {property} still available?",
        "we want to look at a flat of yours, maybe {viewing_date}.",
        "my husband and I are interested in {property}.",
        "there's a house on the internet that we like very much.",
        "I drove past {property} and it looks just right.",
        "we're relocating from Durban and need to see some places.",
        "could I book a viewing for {viewing_date}?",
    ),
    welcomes=(
        "With pleasure.",
        "Certainly.",
        "Thank you for your interest.",
        "I'd be glad to arrange that.",
        "Of course.",
    ),
    asides=(
        ("What are the levies?", "The rates and levies are on the advertisement."),
        (
            "Will they take a lower offer?",
            "I may not discuss the price, but our agent can speak to you at the viewing.",
        ),
        ("Why are they selling?", "I'm afraid I can't go into that."),
        ("Is your office open on a Saturday?", "Yes, on Saturdays from nine to one."),
        ("Can I come on a Sunday?", "There are no viewings on Sundays, but Saturdays are fine."),
        ("Can I bring my parents along?", "Of course, bring whoever you like."),
    ),
    wrap_ups=(
        "Your viewing is booked, and our agent will be at the gate.",
        "Then the viewing is booked. Our agent will meet you at the gate.",
        "That's arranged, our agent waits for you at the gate.",
    ),
    timetable=Timetable(
        per_day=5.7,
        weekdays=(1.05, 1.0, 1.0, 1.0, 1.05, 1.35, 0.6),
        hours={8: 2, 9: 4, 10: 5, 11: 5, 12: 6, 13: 6, 14: 4, 15: 4, 16: 4, 17: 7, 18: 6, 19: 4, 20: 1},
    ),
    target_success_rate=0.6,
    mix=Mix(no_answer=0.07, busy=0.01, voicemail=0.08, outbound=0.22),
    flaw=Flaw("email", 0.85, {Cause.NOT_ASKED: 1.0}),
    gives_success=True,
)
