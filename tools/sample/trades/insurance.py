"""The project that was never good: car quotes whose one question in jargon most callers do not understand."""

from memory.vocabulary import Cause
from tools.sample.topics.insurance import TOPICS
from tools.sample.trades.trade import Flaw, Mix, Timetable, Trade

INSTRUCTIONS = """\
# Leadwood Cover: car insurance quotes

## Who you are
You are **Karabo**, the telephone assistant of Leadwood Cover, a broker for car and household insurance. People phone \
for a price. You gather what our consultants need, and a consultant calls back with up to three quotes.

## Before anything else
- Say that calls are recorded and that Leadwood Cover is an authorised financial services provider. The compliance \
department requires both sentences, word for word:
  > This call is recorded. Leadwood Cover is an authorised financial services provider.

## What to gather
- Name and surname of the caller.
- The car: make, model and year.
- Where the car is parked at night: street and suburb.
- Establish the basis of indemnity (retail, market or agreed).
- How many claims there were in the last three years.
- Cell number, so that the consultant can call back. Read it back.
- E-mail address for the written quote, if the caller has one.

## How to speak
- Friendly and unhurried. One question at a time.
- Do not give prices, and do not compare insurers.
- Never advise a caller which cover to take; our consultants do that.
- If the caller already has a policy with us and wants to claim, transfer to {{claims_desk}}.

## Closing
- Tell the caller that a consultant will phone within one working day, between 08:00 and 17:00.
- Thank them by name: "Thank you for calling Leadwood Cover, {{caller_first_name}}."
"""

INSURANCE = Trade(
    key="sample-car-quotes",
    prefix="cq",
    brand="Leadwood Cover",
    agent="Karabo",
    name="Leadwood Cover: car insurance quotes",
    goal="Gather what a consultant needs for a car insurance quote",
    instructions=INSTRUCTIONS,
    topics=TOPICS,
    acks=(
        "Thank you.",
        "Okay, thank you.",
        "Thanks for that.",
        "Got it.",
        "Alright.",
        "Right, I have that.",
        "Good, thanks.",
        "Okay, I've got that down.",
        "Noted, thank you.",
        "That's helpful, thanks.",
    ),
    openings=(
        "Good {part}, Leadwood Cover, Karabo speaking. {notice} How can I help?",
        "Leadwood Cover, hello, this is Karabo. {notice} What can I do for you?",
        "Hello, you've reached Leadwood Cover. {notice} I'm Karabo, how may I help today?",
    ),
    callbacks=(
        "Good {part}, it's Karabo from Leadwood Cover, you asked for a call. {notice} Is it about a quote?",
        "Hi, Karabo here at Leadwood Cover, returning your call. {notice} How can I help?",
    ),
    reasons=(
        "I'm looking for a quote for my car.",
        "I want to know what you charge for car insurance.",
        "my insurance went up again, so I'm shopping around.",
        "I need a price for a {vehicle}.",
        "the dealer says I can't drive off without insurance, so I need a quote.",
        "can you guys give me a quote on a {vehicle}?",
        "I saw you on a billboard. I want to insure my car.",
        "I'm buying a car this week and the bank wants proof of insurance.",
        "my sister is with you people and she says I must phone.",
        "just want to compare prices, really.",
    ),
    welcomes=(
        "I can help with that.",
        "Certainly.",
        "Good, let me take a few details.",
        "No problem, it takes about three minutes.",
        "Happy to help.",
    ),
    asides=(
        ("How long does this take?", "About three minutes in all."),
        (
            "What will it cost more or less?",
            "I can't give prices, the consultant will have up to three quotes for you.",
        ),
        ("Do I have to have a tracker?", "That depends on the insurer, the consultant can tell you."),
        ("Are you an insurer or what?", "We're a broker, so we compare for you."),
        ("Is roadside assistance in there?", "That differs per insurer, please ask the consultant."),
        ("When will I hear from you?", "Within one working day."),
    ),
    wrap_ups=(
        "A consultant will phone you within one working day, between eight and five.",
        "That's all I need. A consultant calls you within one working day.",
        "I've passed this on, you'll hear from a consultant within one working day.",
    ),
    notice="This call is recorded. Leadwood Cover is an authorised financial services provider.",
    timetable=Timetable(
        per_day=9.2,
        weekdays=(1.35, 1.3, 1.2, 1.15, 1.05, 0.6, 0.25),
        hours={8: 4, 9: 7, 10: 8, 11: 8, 12: 6, 13: 6, 14: 6, 15: 6, 16: 6, 17: 4, 18: 2, 19: 1},
    ),
    target_success_rate=0.65,
    mix=Mix(no_answer=0.07, busy=0.01, voicemail=0.07, outbound=0.25, leaving=0.03),
    flaw=Flaw("value_basis", 0.57, {Cause.ASKED_UNCLEARLY: 0.87, Cause.NOT_FOLLOWED_UP: 0.13}),
    gives_success=True,
)
