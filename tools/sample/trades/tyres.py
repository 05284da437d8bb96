"""The project that loses what callers do say: cell numbers are given and read back, and yet not recorded."""

from memory.vocabulary import Cause
from tools.sample.topics.tyres import TOPICS
from tools.sample.trades.trade import Flaw, Mix, Timetable, Trade

INSTRUCTIONS = """\
# Tarentaal Tyres, Bloemfontein

You book fitments for Tarentaal Tyres in Zastron Street. Your name is Kobus. You like cars and you sound like it, but \
you keep to the point.

## Hours
| day | fitment |
| --- | --- |
| Monday to Friday | 07:30 to 17:00 |
| Saturday | 08:00 to 13:00 |
| Sunday | closed |

## The booking
1. Which car is it? Make, model and year.
2. What size are the tyres? It stands on the side of the tyre, for example 195/65R15. Wait if the caller walks to the \
car.
3. How many tyres: one, two or four? Three is possible but unusual; ask again to be sure.
4. On which day can they come in?
5. At what time? One fitment takes about an hour. The last one starts an hour before we close.
6. Name and surname.
7. Cell number. Always read it back, because we send the price by text message.

## What we charge
- Fitting and balancing is R120 a tyre. Wheel alignment is R450.
- Do not give prices of tyres: they change every week, and the branch sends them to the customer's cell number.

## Rules
- "All prices include VAT." Say this whenever you mention a price; it is required by law.
- Do not recommend a brand. Do not say anything bad about a competitor.
- Punctures are repaired without a booking, first come, first served.
- Someone who is stuck next to the road is put through to {{roadside_desk}} at once.
"""

TYRES = Trade(
    key="sample-tyre-fitments",
    prefix="tf",
    brand="Tarentaal Tyres",
    agent="Kobus",
    name="Tarentaal Tyres: fitments",
    goal="Book a complete tyre fitment",
    instructions=INSTRUCTIONS,
    topics=TOPICS,
    acks=(
        "Lekker.",
        "Cool.",
        "Got it.",
        "Sure.",
        "Nice.",
        "Right, thanks.",
        "Okay, cool.",
        "Good stuff.",
        "No problem.",
        "Thanks.",
    ),
    openings=(
        "Tarentaal Tyres, Kobus here, good {part}. What can we do for you?",
        "Good {part}, you've got Kobus at Tarentaal Tyres.",
        "Hello, Tarentaal Tyres in Zastron Street, this is Kobus. New rubber?",
        "Tarentaal Tyres, good {part}, Kobus speaking. How can I help?",
    ),
    callbacks=(
        "Good {part}, Kobus from Tarentaal Tyres, you tried to phone us. Do you need tyres?",
        "Hello, it's Kobus at Tarentaal Tyres, I'm phoning you back.",
    ),
    reasons=(
        "I need new tyres, {tyre_count} to be exact.",
        "my tyres are finished, I want to book.",
        "I hit one of those potholes, so I need tyres.",
        "can I come in {fitment_date} for tyres?",
        "I need tyres for a {vehicle}.",
        "the car failed roadworthy because of the tyres.",
        "what do I have to do to get tyres fitted by you?",
        "I'm going on holiday and the tyres are smooth.",
        "I want to book a fitment, please.",
        "do you guys have tyres for a {vehicle}?",
        "my brother got his tyres by you and I also want.",
    ),
    welcomes=(
        "No problem.",
        "Sure thing.",
        "Let's get you sorted.",
        "We can do that.",
        "You've come to the right place.",
    ),
    asides=(
        ("How long does it take?", "About an hour."),
        ("What's the fitting?", "Fitting and balancing is R120 a tyre. All prices include VAT."),
        ("And alignment, what do you charge?", "Wheel alignment is R450. All prices include VAT."),
        ("Do you fix punctures also?", "We do, without a booking, first come, first served."),
        ("Which make is the best?", "I don't recommend brands, but they can show you a few in the branch."),
        ("Can I wait there?", "You can, there's coffee in the waiting room."),
    ),
    wrap_ups=(
        "You're booked in, we'll text you the price.",
        "That's done. The price comes by text message.",
        "Lekker, you're in the book, and the price comes by text.",
    ),
    timetable=Timetable(
        per_day=6.7,
        weekdays=(1.35, 1.15, 1.1, 1.1, 1.25, 0.9, 0.15),
        hours={7: 4, 8: 7, 9: 7, 10: 6, 11: 6, 12: 5, 13: 4, 14: 5, 15: 5, 16: 4, 17: 1},
    ),
    target_success_rate=0.65,
    mix=Mix(no_answer=0.06, busy=0.03, voicemail=0.04),
    flaw=Flaw("phone", 0.44, {Cause.GIVEN_NOT_RECORDED: 1.0}),
)
