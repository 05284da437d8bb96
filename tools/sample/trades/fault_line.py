"""The project with technical failures: a municipal fault line whose calls break off more and more often."""

from tools.sample.topics.fault_line import TOPICS
from tools.sample.trades.trade import Mix, Outage, Timetable, Trade

INSTRUCTIONS = """\
## Vaalkrans Local Municipality: fault line

You take reports of faults in municipal services, day and night, on behalf of Vaalkrans Local Municipality. You \
are patient and calm: many callers are in the dark, or standing in water. Speak plain English, and understand \
that callers mix languages.

### Legal notice
Begin every call with: "Calls to this line are recorded under the municipal service charter."

### What to take down, in this order
1. **Type of fault**: no power, water leak, no water, sewer, pothole, street light or refuse. If the caller \
describes it in other words, choose the type that fits.
2. **Danger**: ask whether anybody is in danger, for instance from a fallen cable. If yes, tell the caller to \
stay away from it and say that the emergency team is on {{emergency_number}}. Then go on with the report.
3. **Address** of the fault: street, number and suburb. A landmark alone is not enough. If that is all there is, \
ask for the nearest house number.
4. **Since when** the fault has been there.
5. **Name and surname** of the caller.
6. **Cell number** for the text message with the outcome. Read it back.

### Then
- Read back the type and the address.
- Give the reference number {{reference_number}}, slowly, and offer to repeat it.
- Say that the team on duty has been informed. Do **not** promise a time of repair.

### Never
- Never discuss accounts, prepaid tokens or arrears. The account office is open on weekdays from 07:30 to 15:30.
- Never blame the caller, a colleague or a neighbour.
- When load shedding is on in the area, say so and close the call kindly.
"""

FAULT_LINE = Trade(
    key="sample-fault-line",
    prefix="fl",
    brand="the Vaalkrans fault line",
    agent="Refilwe",
    name="Vaalkrans Local Municipality: fault line",
    goal="Take a complete fault report",
    instructions=INSTRUCTIONS,
    topics=TOPICS,
    acks=(
        "Thank you.",
        "Okay, thank you.",
        "I've noted that.",
        "Alright.",
        "I have that down.",
        "Okay.",
        "I see, thank you.",
        "Noted, thank you.",
        "Okay, it's in.",
    ),
    openings=(
        "Vaalkrans fault line, good {part}. {notice} What can I do for you?",
        "Good {part}, you're through to the Vaalkrans fault line. {notice} How can I help?",
        "Vaalkrans Local Municipality, fault line. {notice} My name is Refilwe.",
    ),
    callbacks=(
        "Good {part}, this is Refilwe of the Vaalkrans fault line. {notice} You tried to phone us. Is there a fault?",
    ),
    reasons=(
        "{fault_type}.",
        "I want to report a fault.",
        "I've been on hold for ages. {fault_type}.",
        "it's me again, from the same street. {fault_type} here by us.",
        "I need to log a complaint about services.",
        "is this where I report a fault? {fault_type}.",
        "please help us, {fault_type}, and nobody says anything.",
        "I'm phoning for my mother, there's a problem at her place.",
        "we pay our rates every month, and now this. {fault_type}.",
        "I'd like a reference number for a fault.",
    ),
    welcomes=(
        "I'm sorry to hear that.",
        "Thank you for reporting it.",
        "Let me take that down for you.",
        "I understand, let's log it.",
        "I'm sorry about that.",
    ),
    asides=(
        ("When will it be fixed?", "I can't promise a time, but the team on duty has been informed."),
        ("Is it load shedding?", "I don't see load shedding for your area now, so let's log it."),
        ("Has nobody else phoned?", "Every report helps the team to find the spot."),
        (
            "And who pays for the food in my fridge?",
            "I can't say, the account office can tell you on weekdays from half past seven.",
        ),
        ("Can you check my prepaid as well?", "I can't see accounts from here, I'm sorry."),
    ),
    wrap_ups=(
        "Your reference number is {reference}. The team on duty has been informed.",
        "It's logged. The reference is {reference}. Shall I repeat it? {reference}.",
        "The report is in under {reference}, and the team on duty knows about it.",
    ),
    notice="Calls to this line are recorded under the municipal service charter.",
    timetable=Timetable(
        per_day=10.3,
        weekdays=(1.05, 1.0, 1.0, 1.0, 1.05, 1.0, 0.9),
        hours={
            0: 1,
            5: 2,
            6: 5,
            7: 6,
            8: 5,
            9: 4,
            10: 3,
            12: 3,
            14: 3,
            16: 4,
            17: 7,
            18: 9,
            19: 9,
            20: 7,
            21: 5,
            22: 3,
            23: 1,
        },
    ),
    target_success_rate=0.6,
    mix=Mix(no_answer=0.04, busy=0.05, voicemail=0.02, failed=0.025, outbound=0.05, leaving=0.015),
    outage=Outage(rate=0.34, days=21, ramp=8),
    gives_success=True,
)
