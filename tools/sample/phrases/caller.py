"""What callers say between their answers, whatever the trade."""

STILL_THERE = (
    "Hello? Can you hear me?",
    "Hello, are you there?",
    "Sorry, you're breaking up. Hello?",
    "Sorry, the line went funny. Are you there?",
    "Hello? I think the signal dropped.",
    "Are you still on? It went quiet.",
)
SAY_AGAIN = (
    "Sorry, say that again?",
    "Sorry, what was that?",
    "Come again?",
    "I missed that, sorry?",
    "Pardon?",
    "Excuse me, what did you say?",
    "Sorry, there's a taxi hooting, what was that?",
    "Sorry, I didn't hear you nicely.",
    "Can you repeat that for me, please?",
    "Say again, the wind is blowing.",
    "Hey?",
    "Sorry, my neighbour is busy with the lawnmower. What did you ask?",
    "One more time, please?",
    "What did you want to know?",
    "Sorry, you went soft there.",
)
HOLD_ON = (
    "Hold on, let me get a pen.",
    "One second, please.",
    "Wait, there's someone at the door.",
    "Just a moment, I'm driving, let me pull over.",
    "Hang on, let me ask.",
    "Give me a second, I'm just putting the shopping down.",
    "Let me quickly check my diary.",
    "Wait, I'm putting you on speaker.",
    "Sorry, one moment, the dog is barking.",
    "Just hold for me, please.",
)
BACK_AGAIN = ("Okay, I'm back. {v}.", "Right, sorry. {v}.", "Okay, yes. {v}.", "Sorry about that. So, {v}.")
NOT_THAT = ("No, no. {v}.", "Not quite. It's {v}.", "No, listen, {v}.", "Uh, no, {v}.", "You've got it wrong. {v}.")
THAT_IS_IT = ("yes, that's it.", "yes.", "that's right.", "yep.", "correct.", "perfect, yes.", "mm-hm.")
LEAVING = (
    "Sorry, I have to go, my lift is here. I'll phone back.",
    "You know what, I'll call again later, someone's at the door.",
    "Sorry, my boss is calling me, I have to run. Bye.",
    "My airtime is finishing, I'll try again. Bye.",
    "Sorry, I need to jump, the baby is crying. Bye.",
    "Listen, I'm at the till now, let me call you back.",
    "The power's just gone, I'll phone you later. Bye.",
)
WANT_A_PERSON = (
    "Can I rather speak to a person, please?",
    "Is there not a human I can talk to?",
    "No man, just put me through to somebody.",
    "I'd like to speak to the manager, please.",
)
PHONED_BACK = (
    "Hello?",
    "Yes, hello?",
    "Hello, who's this?",
    "{first}, hello.",
    "Hello, {first} speaking.",
    "Ja, hello?",
    "Hello, hello.",
)
GOOD_MOMENT = (
    "oh yes, thanks for phoning back. {reason}",
    "ah, great. {reason}",
    "yes, I tried earlier. {reason}",
    "oh hi. Yes. {reason}",
    "good, I was waiting for you. {reason}",
)
WRONG_NUMBER = (
    "Sorry, wrong number.",
    "Oh, who's this? No, sorry, wrong number.",
    "Is this not the pharmacy? Sorry, bye.",
    "Ag, sorry, I dialled wrong.",
    "Hello? Oh, no. Sorry. Bye.",
)
MAILBOXES = (
    "You've reached the voicemail of {name}. Please leave a message after the tone.",
    "Hi, this is {first}. I can't take your call right now, leave a message and I'll get back to you.",
    "The subscriber you have dialled is not available. Please leave a message after the tone.",
    "Hello, you've got {first}. I'm probably driving. Leave your number and I'll call you back.",
    "This is the mailbox of {phone}. Please record your message after the beep.",
)
MESSAGES = (
    "Good {part}, this is {agent} from {brand}. You tried to phone us. Please call back when it suits you.",
    "Hello, this is {agent} calling from {brand} to return your call. We'll try again later. Goodbye.",
    "Hi, it's {agent} at {brand}. Sorry we missed you. You can reach us on the same number. Bye.",
)
