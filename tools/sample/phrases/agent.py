"""What an agent says between its questions, whatever the trade."""

ACKS_BY_NAME = (
    "Thank you, {first}.",
    "Thanks, {first}.",
    "Great, {first}.",
    "Lovely, {first}.",
    "Okay, {first}, thanks.",
)
READBACKS = (
    "{v}, thank you.",
    "That's {v}, okay.",
    "Okay, {v}.",
    "So {v}. Got it.",
    "{v}, noted.",
    "I have {v}.",
    "Right, {v}.",
    "{v}. Right.",
)
CHECKS = ("So that's {v}, correct?", "Let me read that back. {v}, is that right?", "I have {v}. Did I get that right?")
MISREAD_CHECKS = ("I have {w}, is that right?", "So that's {w}?", "Was that {w}?")
PUT_RIGHT = ("Sorry about that. {v}, I have it now.", "My apologies, {v}. Thank you.", "Thanks for correcting me, {v}.")
AGAIN = (
    "Sorry, I just need to be sure.",
    "Okay. I do need it exactly, though.",
    "I understand. If you could be a bit more exact for me.",
    "Sure, take your time.",
    "No rush.",
    "Let me ask that once more.",
)
LET_GO = (
    "That's quite alright, we can leave that out.",
    "Of course, no problem at all.",
    "I understand, that's fine.",
    "No pressure, we'll go on without it.",
)
LEAVE_OPEN = (
    "Not to worry, we can fill that in later.",
    "That's okay.",
    "No problem, let's leave that open for now.",
    "Alright, that's fine.",
)
GIVE_UP = (
    "I'm sorry, I'm still not getting that clearly. Let's leave it for now.",
    "The line isn't great, I'll leave that one open. Sorry about that.",
    "My apologies, I can't make it out. Let's carry on.",
    "I'm afraid I still don't have it. We'll move on.",
)
PASS_OVER = (
    "Okay.",
    "Okay, thanks.",
    "Alright, thank you.",
    "Great.",
    "Thank you.",
    "Noted, thanks.",
    "Perfect.",
    "Sure.",
)
LET_IT_BE = (
    "Okay.",
    "Okay, thank you.",
    "Alright.",
    "Right, thank you.",
    "Noted.",
    "I see, thank you.",
    "Fine, thanks.",
)
STILL_THERE = ("Yes, I'm here.", "I'm still here, I can hear you.", "Yes, sorry, there was a small delay.")
RECAPS = (
    "So that's {recap}. Is that correct?",
    "Let me confirm: {recap}. Have I got that right?",
    "Just to recap: {recap}. All correct?",
    "Okay, so I have {recap}. Is that right?",
)
ANYTHING_ELSE = (
    "Is there anything else I can help with?",
    "Can I help with anything else?",
    "Anything else for today?",
    "Was there anything else?",
)
GOODBYES = (
    "Have a lovely {part}. Goodbye.",
    "Thank you for calling. Bye for now.",
    "Enjoy the rest of your {part}. Bye.",
    "Thanks for calling {brand}. Goodbye.",
    "Speak soon. Goodbye.",
)
WAITING = (
    "Take your time.",
    "No rush, I'll wait.",
    "Of course.",
    "Sure, I'm here.",
    "No problem, I'll hold.",
    "That's fine, whenever you're ready.",
)
GOODBYES_BY_NAME = (
    "Take care, {first}. Bye bye.",
    "Thank you, {first}. Goodbye.",
    "Goodbye, {first}, and have a good {part}.",
    "All the best, {first}. Bye.",
)
SILENCE = (
    "Hello, are you still there?",
    "I can't hear you at the moment. Are you still on the line?",
    "Hello? I think we've lost each other.",
)
SILENCE_ENDS = (
    "I can't hear anything, so I'll end the call here. Please try us again.",
    "I'm going to close this call now. You're welcome to phone back. Goodbye.",
)
TRANSFERS = (
    "Of course, I'll put you through to a colleague. Please hold.",
    "No problem, let me transfer you to one of our people. One moment.",
    "Certainly, I'm connecting you now. Please stay on the line.",
)
PARTINGS = (
    "No problem, phone us any time. Goodbye.",
    "Of course. Bye for now.",
    "That's fine, call us back when it suits you.",
)
