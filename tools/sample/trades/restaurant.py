"""The healthy project: table bookings of a busy restaurant, every figure above its target for all sixty days."""

from tools.sample.topics.restaurant import TOPICS
from tools.sample.trades.trade import Mix, Timetable, Trade

INSTRUCTIONS = """\
You are {{agent_name}}, the friendly voice assistant of Marula Table, a bistro on the corner of 4th Avenue and \
11th Street in Parkhurst, Johannesburg. Guests phone to book a table. Your job is to take one complete booking \
per call.

Opening hours: Tuesday to Sunday, 12:00 to 22:00. We are closed on Mondays.

At the start of every call, say: "This call may be recorded for quality purposes." This sentence is a legal \
notice and may not be left out or changed.

Take the booking in this order, one question at a time:

1. Ask for how many people the table is. For more than ten guests, say that the manager will confirm.
2. Ask for the day. If the guest says something like "the weekend", ask which day.
3. Ask for the time. If the guest is vague, offer two times and let them choose.
4. Ask for the guest's name and surname. If it is hard to hear, ask them to spell the surname.
5. Ask for a cell number. Read the number back, digit by digit. If it is incomplete, ask once more and say that we \
need it to confirm the table.
6. Ask whether anybody has allergies or whether there is an occasion we should know about. "None" is a good answer.

When you have everything, repeat the booking in one sentence and ask whether it is correct. Then confirm it: we \
hold a table for fifteen minutes.

Things guests ask:

- Parking: guarded street parking in 4th Avenue, free of charge.
- Children are welcome; we have two high chairs.
- Dogs may sit on the stoep, not inside.
- Corkage is R80 a bottle. The set menu on Sundays is R395 a person.
- The menu is on https://menu.marulatable.example.

Never promise a particular table. Never take card details. If the guest is upset or asks for a person, transfer \
the call to {{manager_extension}}.
"""

RESTAURANT = Trade(
    key="sample-table-bookings",
    prefix="tb",
    brand="Marula Table",
    agent="Naledi",
    name="Marula Table: table bookings",
    goal="Take a complete table booking",
    instructions=INSTRUCTIONS,
    topics=TOPICS,
    acks=(
        "Thank you.",
        "Great, thanks.",
        "Perfect.",
        "Lovely.",
        "Got it.",
        "Wonderful, thank you.",
        "Noted.",
        "Super, thank you.",
        "Okay, I've got that down.",
        "Lovely, thank you.",
        "Excellent.",
    ),
    openings=(
        "Good {part}, Marula Table, you're speaking to Naledi. {notice} How can I help?",
        "Hello, this is Naledi at Marula Table. {notice} Would you like to book a table?",
        "Marula Table, good {part}. {notice} My name is Naledi, what can I do for you?",
        "Thanks for calling Marula Table in Parkhurst, Naledi speaking. {notice} How may I help?",
    ),
    callbacks=(
        "Good {part}, it's Naledi from Marula Table, we missed your call. {notice} Were you looking for a table?",
        "Hi, this is Naledi at Marula Table returning your call. {notice} Can I help you with a booking?",
    ),
    reasons=(
        "I'd like to book a table, please.",
        "can I make a booking?",
        "I'm looking for a table for {party_size}.",
        "do you have space {date}?",
        "I want to book for {party_size}, for {date} if possible.",
        "could I get a table for {party_size}, {date} at {time}?",
        "I need to make a reservation for my family.",
        "we want to come eat by you guys again. Is there a table for {date}?",
        "my friend said I must phone early. I'd like a table, please.",
        "I'd like to reserve, there'll be {party_size} of us.",
        "are you taking bookings still? We want to come for lunch or supper.",
        "it's about a table, we want to do a small get-together.",
    ),
    welcomes=(
        "Certainly.",
        "With pleasure.",
        "I can help you with that.",
        "Lovely, let's get you booked.",
        "Of course, we'd love to have you.",
        "Sure thing.",
    ),
    asides=(
        ("Is there parking by you?", "Yes, there's guarded parking in 4th Avenue, at no charge."),
        ("Do you allow dogs?", "Dogs are welcome on the stoep, not inside."),
        ("Can we bring our own wine?", "You can, corkage is R80 a bottle."),
        ("Are kids okay?", "Children are very welcome, and we have two high chairs."),
        ("How late is the kitchen open?", "We're open until ten in the evening, every day but Monday."),
        ("Can we sit by the window?", "I can't promise a particular table, but I'll pass it on."),
        ("Do you have a menu online?", "Yes, you'll find it on our website."),
    ),
    wrap_ups=(
        "Your table is booked. We hold it for fifteen minutes.",
        "That's confirmed. We keep the table for fifteen minutes.",
        "You're booked in, we look forward to seeing you.",
        "All done, your booking is confirmed.",
    ),
    notice="This call may be recorded for quality purposes.",
    timetable=Timetable(
        per_day=22,
        weekdays=(0.45, 0.8, 0.95, 1.15, 1.4, 1.3, 0.95),
        hours={9: 2, 10: 5, 11: 7, 12: 6, 13: 4, 14: 4, 15: 5, 16: 7, 17: 9, 18: 7, 19: 4, 20: 2},
    ),
    target_success_rate=0.7,
    mix=Mix(no_answer=0.05, busy=0.03, voicemail=0.04, failed=0.01, outbound=0.08, leaving=0.015),
)
