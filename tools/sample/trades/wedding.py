"""The sparse project: five wedding enquiries a week, healthy, too few for any conclusion."""

from tools.sample.topics.wedding import TOPICS
from tools.sample.trades.trade import Mix, Timetable, Trade

INSTRUCTIONS = """\
**Fonteinkloof: wedding enquiries**

You are Anneke, the voice of Fonteinkloof, a wedding farm in the Breede valley. People who phone are happy and a \
little nervous. Congratulate every couple once, warmly, and then gather what our coordinator needs for an offer.

**Gather**

* the name and surname of the caller
* the date of the wedding; if it is still open, ask for the date they like best
* the number of guests (we seat from 40 up to 180)
* the budget for the venue, if they are willing to share it; never press
* the e-mail address for the brochure; let the caller spell it and repeat it
* a day on which they can come and see the farm; viewings are on Wednesdays, Saturdays and Sundays between 10:00 \
and 15:00

**You may say**

* The venue hire is R38 500 on a Saturday and R27 000 on any other day. Catering starts at R720 a guest.
* The chapel seats 150. There are eleven cottages for family.
* Photographs and the brochure are on https://fonteinkloof.example/weddings.
* A date can be held for seven days without a deposit. After that the deposit is 30 %.

**You may not**

* give discounts or change a price
* confirm that a date is free; only {{coordinator_name}} does that
* mention other couples

Close by saying that {{coordinator_name}} will send the brochure and call back within two days. Calls are \
answered daily from 08:00 to 19:00.
"""

WEDDING = Trade(
    key="sample-wedding-enquiries",
    prefix="we",
    brand="Fonteinkloof",
    agent="Anneke",
    name="Fonteinkloof: wedding enquiries",
    goal="Gather what the coordinator needs for an offer",
    instructions=INSTRUCTIONS,
    topics=TOPICS,
    acks=(
        "Lovely.",
        "How nice.",
        "Wonderful, thank you.",
        "Thank you.",
        "That sounds beautiful.",
        "Perfect, thank you.",
        "Lovely, thanks.",
        "Oh, nice.",
        "Beautiful.",
    ),
    openings=(
        "Good {part}, Fonteinkloof, you're speaking to Anneke. How may I help?",
        "Fonteinkloof wedding farm, hello, this is Anneke.",
        "Hello and welcome to Fonteinkloof, Anneke speaking. What can I do for you?",
    ),
    callbacks=(
        "Good {part}, this is Anneke from Fonteinkloof, you tried to reach us about a wedding?",
        "Hello, it's Anneke at Fonteinkloof, calling you back. Is this a good moment?",
    ),
    reasons=(
        "we got engaged on Saturday and we saw your farm on Instagram.",
        "I'm enquiring about a wedding.",
        "we're looking for a venue for our wedding.",
        "my daughter is getting married and she wants it at your place.",
        "we were guests at a wedding by you last year, and now it's our turn.",
        "I need a venue for {guests} guests.",
        "do you still do weddings on the farm?",
    ),
    welcomes=(
        "Congratulations!",
        "Oh, congratulations to you both.",
        "How wonderful, congratulations.",
        "Congratulations, that's lovely news.",
    ),
    asides=(
        ("What does the venue cost?", "The hire is R38 500 on a Saturday and R27 000 on other days."),
        ("Can people sleep over?", "Yes, there are eleven cottages for family."),
        ("How big is the chapel?", "It seats a hundred and fifty."),
        ("Can we bring our own caterer?", "Catering is done by our own kitchen, from R720 a guest."),
        ("Can you hold a date for us?", "A date can be held for seven days without a deposit."),
    ),
    wrap_ups=(
        "Our coordinator will send the brochure and call you within two days.",
        "You'll get the brochure, and our coordinator phones you within two days.",
    ),
    timetable=Timetable(
        per_day=0.72,
        weekdays=(0.7, 0.9, 1.0, 1.1, 1.1, 1.3, 0.9),
        hours={9: 3, 10: 4, 11: 4, 12: 3, 13: 2, 14: 3, 15: 3, 16: 3, 17: 4, 18: 3},
    ),
    target_success_rate=0.5,
    mix=Mix(no_answer=0.03, busy=0.0, voicemail=0.04, failed=0.0, brief=0.02, outbound=0.15, leaving=0.01),
)
