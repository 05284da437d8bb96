"""Does a caller take their leave, give up or want somebody else?"""

import re

from tools.diagnosis.phrasing import any_of

_LEFT = any_of(
    r"""
    (?:i|we)(?:'ve| have|'d|'ll)?(?: really| just)? (?:got to|gotta|have to) (?:go|run|jump|leave)
    (?:i|we)(?:'ve| have|'d|'ll)?(?: really| just)? (?:got to|gotta|have to) (?:hang up|dash|rush|be off)
    (?:i|we)(?:'ve| have|'d|'ll)?(?: really| just)? (?:need to|must|better|should) (?:go|run|jump|leave)
    (?:i|we)(?:'ve| have|'d|'ll)?(?: really| just)? (?:need to|must|better|should) (?:hang up|dash|rush|be off)
    (?:i'll|i will|let me) (?:just )?(?:call|phone|ring|try)(?: you)? (?:back|again|later|tomorrow|another)\b(?! with)
    (?:can i|i can|i'd rather) (?:just )?(?:call|phone|ring|try)(?: you)? (?:back|again|later)\b(?! with)
    (?:can i|i can|i'd rather) (?:just )?(?:call|phone|ring|try)(?: you)? (?:tomorrow|another)\b(?! with)
    must dash | (?:put|putting) (?:down the phone|the phone down) | wrong (?:number|one|place|company|thing)\b
    breaking up | signal(?:'s| is) (?:going|gone|bad) | it's my stop | going into a tunnel | just fallen
    gotta (?:go|run|dash) | (?:call|phone|ring) (?:me |us )?(?:back )?(?:later|tomorrow|another|next)
    (?:someone|somebody|there's someone)(?:'s| is)? at the (?:door|gate)
    (?:my|the|our) (?:bus|taxi|train|lift)(?:'s| is| are| has| just)? (?:\w+ )?(?:calling|crying|here|leaving)
    (?:my|the|our) (?:ride|uber|cab|boss)(?:'s| is| are| has| just)? (?:\w+ )?(?:calling|crying|here|leaving)
    (?:my|the|our) (?:bus|taxi|train|lift)(?:'s| is| are| has| just)? (?:\w+ )?(?:arrived|starting|came|coming|waiting)
    (?:my|the|our) (?:ride|uber|cab|boss)(?:'s| is| are| has| just)? (?:\w+ )?(?:arrived|starting|came|coming|waiting)
    (?:my|the|our) (?:baby|kids?|wife|husband)(?:'s| is| are| has| just)? (?:\w+ )?(?:calling|crying|here|leaving)
    (?:my|the|our) (?:stop|class|meeting)(?:'s| is| are| has| just)? (?:\w+ )?(?:calling|crying|here|leaving)
    (?:my|the|our) (?:baby|kids?|wife|husband)(?:'s| is| are| has| just)? (?:\w+ )?(?:arrived|starting)
    (?:my|the|our) (?:baby|kids?|wife|husband)(?:'s| is| are| has| just)? (?:\w+ )?(?:came|coming|waiting)
    (?:my|the|our) (?:stop|class|meeting)(?:'s| is| are| has| just)? (?:\w+ )?(?:arrived|starting|came|coming|waiting)
    (?:i'm|i am|we're) (?:just |still )?(?:in the middle of|in a meeting|going in(?:to)? a)
    (?:i'm|i am|we're) (?:just |still )?(?:busy (?:right )?(?:now|at)|driving|about to|at work now|late for)
    (?:not a good|a bad|bad|not the) time | another time | hang(?:ing)? up | can't talk | losing you | lost you
    (?:airtime|battery|data|phone|signal) (?:is|'s|just|will|about)(?: \w+){0,2} (?:finishing|die|dying|dead|flat)
    (?:airtime|battery|data|phone|signal) (?:is|'s|just|will|about)(?: \w+){0,2} (?:low|running|finished|out|going)
    transfer me | (?:don't|do not|haven't) (?:have |got )?(?:the |any |all day|)time\b(?! (?:on|that|preference))
    (?:put|get) me (?:through|someone|somebody|a (?:human|person|manager)) | not a (?:human|robot|machine)
    (?:speak|talk) (?:to|with) (?:an?|the|your|some\w+) (?:real |actual )?(?:person|human|manager|supervisor|agent)
    (?:speak|talk) (?:to|with) (?:an?|the|your|some\w+) (?:real |actual )?(?:operator|someone|somebody)
    (?:speak|talk) (?:to|with) (?:an?|the|your|some\w+) (?:real |actual )?(?:else|consultant|one)
    (?:a|any|real) (?:human|person) (?:i can|to|there|available) | forget (?:it|about it|this)
    (?:i'll|i will) (?:just )?(?:try|go to|go|phone|call)(?: \w+){0,3} (?:another|else\w*|other|competitor)
    (?:i'm going to|gonna|we'll) (?:just )?(?:try|go to|go|phone|call)(?: \w+){0,3} (?:another|else\w*|other|competitor)
    (?:i'll|i will) (?:just )?(?:complain|find|use|take)(?: \w+){0,3} (?:another|else\w*|other|competitor)
    (?:i'm going to|gonna|we'll) (?:just )?(?:complain|find|use|take)(?: \w+){0,3} (?:another|else\w*|other|competitor)
    (?:i'll|i will) (?:just )?(?:try|go to|go|phone|call)(?: \w+){0,3} (?:somewhere|shop|store|manager)
    (?:i'm going to|gonna|we'll) (?:just )?(?:try|go to|go|phone|call)(?: \w+){0,3} (?:somewhere|shop|store|manager)
    (?:i'll|i will) (?:just )?(?:complain|find|use|take)(?: \w+){0,3} (?:somewhere|shop|store|manager)
    (?:i'm going to|gonna|we'll) (?:just )?(?:complain|find|use|take)(?: \w+){0,3} (?:somewhere|shop|store|manager)
    (?:taking|takes) (?:too|so|far too) long | waste of (?:my )?time | this is (?:useless|ridiculous|pointless|a joke)
    """
)
_BYE = re.compile(r"\b(?:good ?)?bye(?:[ -]?bye)?(?: now| then)?\W*$")


def find_leaving(text: str) -> tuple[int, int] | None:
    """The span where a caller says that they must go, give up or want somebody else."""
    found = _LEFT.search(text)
    return found.span() if found else None


def find_goodbye(text: str) -> tuple[int, int] | None:
    """The span of a goodbye at the end of a text."""
    found = _BYE.search(text)
    return found.span() if found else None
