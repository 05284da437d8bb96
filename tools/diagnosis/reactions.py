"""In which words do callers refuse, not know, not understand, put off or take their leave?

The lists are written by meaning: what is not done (giving, knowing, following) and what is said of it.
"""

import re
from enum import StrEnum

from tools.diagnosis.phrasing import any_of


class Reaction(StrEnum):
    """How a caller met a question without giving the value."""

    REFUSED = "refused"
    DID_NOT_KNOW = "did_not_know"
    CONFUSED = "confused"
    PUT_OFF = "put_off"
    LEFT = "left"


_GIVE = r"(?:giv|shar|say|tell|provid|disclos|hand|reveal|answer|divulg|discuss|part|read|repeat)\w*"
_THAT = r"(?:that|this|it|those|them|any|my|our|these|anything|one|out|you|personal|details|information)"
_NOT_OF_OTHERS = "".join(rf"(?<!{one} )" for one in ("they", "he", "she", "[a-z]s"))
_RELATIVE = (
    r"(?:wife|husband|partner|boss|manager|mother|mom|mum|father|dad|son|daughter|brother|sister|assistant"
    r"|secretary|accountant|agent|landlord|neighbour|colleague|office|company|parents|family)"
)

_REFUSED = any_of(
    rf"""
    (?:i'd|i would|we'd|we would|i|would|much|just)(?: really| just)? (?:rather|sooner|prefer) not
    ^\W*(?:\w+\W+){{0,2}}(?:rather|prefer) not
    i'd (?:like|prefer|rather|want)(?: to)? (?:keep|leave|skip|stay|remain) | i prefer to (?:keep|leave|stay|remain)
    (?:i|we)(?:'d)? (?:never|wouldn't|would never) (?:\w+ )?(?:give|share|tell|hand|disclose|say)
    {_NOT_OF_OTHERS}(?:won't|will not|shan't|not (?:going|about) to|not gonna)(?: \w+)? (?:be )?{_GIVE}
    refuse to(?: \w+)? (?:be )?{_GIVE}
    (?:i'm|i am|we're) not (?:\w+ )?(?:telling|giving|saying|sharing|answering|paying|doing)
    not (?:really |very |too |at all )?(?:comfortable|willing|happy|prepared|keen|at liberty|allowed|authori[sz]ed)
    (?:not|ain't) (?:giving|sharing|telling|handing|saying|disclosing|answering|reading|doing) | i choose not
    decline to
    none of your (?:business|concern) | (?:that's|it's|is) my (?:own )?business
    why (?:do|would|must|should) (?:you|i|they|we)(?: \w+)? (?:need|want|ask|have to|give|know|tell|asking)\w*
    (?:what|why) do you need (?:it|that|this|all|my) | why (?:are you asking|is that)
    (?:don't|do not|can't) see (?:why|how|what) | what(?:'s| has) (?:that|it|my \w+) got to do
    (?:that's|that is|it's|it is|is) (?:\w+ ){{0,3}}(?:private|personal|confidential|sensitive|not relevant|irrelevant)
    (?:don't|do not) think (?:that's|it's|that is|it is|you need) (?:relevant|necessary|needed|that|it|to know)
    not over the phone | no need for (?:you to|that|it) | you (?:don't|do not) need (?:my|that|it|to|this)
    (?:can|could|may|let|shall)(?: we|'s| us| i) (?:skip|leave|pass|not do) | skip (?:that|this|it)
    leave (?:that|it) (?:out|blank|open)
    ^\W*(?:i'll )?pass\b | ^\W*leave (?:it|that)(?=\W|$) | prefer no | no comment | next question
    keep (?:that|it|this) (?:private|to (?:myself|ourselves))
    (?:do|must|should) i (?:really |actually )?(?:have to|need to|must|give|tell|say)
    do you really (?:need|have to|want) | is (?:that|it|this) (?:really |absolutely )?(?:necessary|needed|compulsory)
    not on your life | (?<!he )(?<!she )(?<!they )never tells | i'll not be
    leave (?:it out|that one|it empty|it blank) | let's not
    (?:i'd|we'd) (?:prefer|rather) you didn't | put (?:down )?(?:nothing|none) | told (?:us |me )?(?:not|never) to
    (?:been|got) (?:scammed|burned|burnt|conned) | (?:sell|selling) (?:it|them|my|our|the|on)
    (?:put|get) me on (?:a|any|some)
    (?:nobody|no one) needs to know | (?:i|i'm) (?:keep|keeping) (?:that|it) to
    (?:bit|rather|too|very) (?:personal|nosy)
    (?:nosy|nosey|cheeky)\b | i object | not (?:answering|having) that | i'm saying nothing | no (?:marketing|letters)
    (?:don't|do not) want you (?:phoning|calling|ringing|having|knowing|to) | delicate matter | my own affair
    between me and | mind your own | nobody's business | what's it to you | (?:don't|do not) need to know
    stays with me
    (?:rather|prefer to|only|sooner) (?:tell|discuss|talk|speak|explain)(?: \w+){{0,4}} (?:to|with|in person)
    (?:rather|prefer to|only|sooner) (?:tell|discuss|talk|speak|explain)(?: \w+){{0,4}} (?:face to face|him|her)
    (?:want|like) to (?:tell|discuss|talk|speak|explain)(?: \w+){{0,4}} (?:face to face|in person)
    in person only | not your concern | out of (?:it|this) please | (?:enough|too many|so many) questions | stop asking
    (?:why|what) does (?:it|that) matter | (?:doesn't|does not) matter what | (?:get|go) into (?:it|that|detail\w*)
    (?:first name|that|just \w+|\w+)(?: only)? (?:will do|is enough|is all you)(?! fine)
    not (?:a|one) (?:single )?(?:penny|dime|cent|digit|word) | not allowed to | can't talk about | you don't get
    no need for (?:a|an|the|any)
    no right to | scam\w* | (?:don't|do not) trust | (?:you|they) (?:guys |people |lot )?(?:will )?(?:just )?spam
    (?:stay|remain|be) anonymous | too (?:much|many) (?:junk|spam|calls)
    (?<!they )(?<!he )(?<!she )(?<!you )(?:don't|do not|never|can't|cannot) (?:just )?(?:give|hand|share)
    (?<!they )(?<!he )(?<!she )(?<!you )(?:don't|do not|never|can't|cannot) (?:just )?(?:disclose|provide)
    (?<!they )(?<!he )(?<!she )(?<!you )(?:don't|do not|never|can't|cannot) (?:just )?(?:reveal|discuss)
    (?<!they )(?<!he )(?<!she )(?<!you )(?:don't|do not|never|can't|cannot) (?:just )?(?:answer|talk about)
    (?:don't|do not) do (?:e-?mail|calls|that|phone|surveys?|numbers|names)
    (?:don't|do not|never|can't|cannot) (?:just )?(?:\w+ ){{0,3}}(?:on record|out)\b
    (?:can't|cannot|may not|not going to) have (?:that|it|my) | you (?:may|can) ?not\b(?! (?:want|need|have))
    no (?:e-?mail|number|name|address|phone|cell|details|card)s?,? (?:please|thanks|thank you|for me|needed)
    ^\W*no (?:e-?mail|number|name|address|phone|cell|mobile|call|location|detail|card|digit)s?\b
    ^\W*(?:(?:just|please|well|so|then|you|all)\W+){{0,3}}look it up(?=\W*$) | find it yourself
    find (?:it|that) (?:without|yourself)
    without (?:it|that),? then
    ^\W*(?:\w+\W+){{0,3}}(?:absolutely|certainly|definitely) not\b
    ^\W*(?:\w+\W+){{0,5}}no ways?\b(?! (?:of|to|i can|for me)) | not a chance
    """
)
_NOT_WILLING = any_of(
    rf"""
    (?:want|wanna|wish|like|care|mean) to (?:\w+ )?{_GIVE} | (?:want|wanna|wish|like|care) to(?=\W*$)
    (?:want|like|feel comfortable|feel like|fancy) (?:\w+ )?{_GIVE} | feel comfortable
    want (?:that|it|my \w+|this|you)(?: to)? (?:on|known|have|used|shared|stored|recorded|written)\w*
    want (?:any |your |more )?(?:calls?|emails?|messages|texts|spam)
    have to (?:give|tell|share|say|answer) (?:you )?(?:that|it|this|my|anything)
    want to (?:give|say|share|tell|do that|go into|talk about|discuss|answer)
    """,
    before=r"\b(?:don't|do not|didn't|wouldn't|would not|not something i|nothing i)"
    r"(?: really| actually| particularly)? ",
)
_DID_NOT_KNOW = any_of(
    rf"""
    haven't (?:got(?! (?:the |any |all day|)time)|decided|figured|made up|had|chosen|thought|worked|discussed)
    (?:not|un)decided | not decided
    (?:a|no|any|the faintest|the foggiest|slightest)(?: real)? (?:idea|clue)\b | haven't a clue | not certain
    not (?:really |quite |too |a hundred percent |totally |entirely |exactly |100% )?sure\b(?! what (?:you|that))
    not (?:really |quite |too |a hundred percent |totally |entirely |exactly |100% )?sure\b(?! what (?:this|it))
    ask me another | (?:wouldn't|don't|haven't) have a clue | no way of knowing | how (?:should|would|am) i (?:to )?know
    no way (?:of|i can|for me to) | i'd be lying | could be anything
    (?:hasn't|not|never) (?:come|arrived|been issued|been sent)(?: through)?(?: yet)?
    (?:they|he|she)(?:'re|'s| are| is| said they'd)? still (?:to )?(?:send|sending|issue)\w* | haven't received
    packed away | ^\W*no\W+(?:only|just) (?:this|that|the)\b | (?:only|just) (?:have |got )?(?:this|that) one(?=\W*$)
    can't (?:get|open|reach|see|find) (?:the|my|it|into|at)\b
    can't (?:make it out|read it|open it|get (?:at|to|into) it)
    (?:wasn't|weren't) (?:watching|looking|told|there|paying)
    didn't (?:look|notice|take note|write|count|ask|catch (?:his|her|its|their|the)) | i was asleep
    be guessing | never thought | tip of my tongue | above my pay | i'm (?:new|just the|only the) | need my glasses
    (?:waiting|wait) (?:to hear|for (?:them|him|her|the|my)) | to be confirmed | not confirmed | haven't (?:been )?told
    (?:somewhere|some place) in (?:a|the|my) | have(?:n't| not) (?:the )?(?:faintest|foggiest) | good question
    (?:she|he|they|someone else) (?:does|do|handles?|deals with|sorts out) (?:all )?(?:that|it|this)
    (?:somebody else|my \w+) (?:does|do|handles?|deals with|sorts out) (?:all )?(?:that|it|this)
    unsure | beats me | god knows | who knows | heaven knows | search me | your guess is | (?:i )?dunno
    (?:i've|i have|i) (?:completely |totally )?(?:forgot\w*|lost (?:it|that|them)) | slipped my mind
    (?:mind|head)(?:'s| is| has| went|'s gone)(?: gone)? blank
    (?:threw|thrown|chucked|binned|deleted|mislaid|misplaced) (?:\w+ )?(?:it|that|the|my|away|everything|them)
    (?:lost|mislaid|can't find) (?:\w+ )?(?:card|paper|slip|letter|number|code|bill)
    (?:lost|mislaid|can't find) (?:\w+ )?(?:document|statement|email|sms|receipt|note)
    left (?:it|that|them|my \w+|the \w+) (?:at|in|on|behind|with)
    (?:it's|is|are|they're|they are) (?:all )?(?:at home|at work|at the \w+|upstairs)
    (?:it's|is|are|they're|they are) (?:all )?(?:downstairs|outside|in (?:the|my) \w+)
    (?:would |will |'d |'ll )?(?:have|need|want|got) to (?:first |just |quickly )?(?:go )?(?:and )?(?:check|look)
    (?:would |will |'d |'ll )?(?:have|need|want|got) to (?:first |just |quickly )?(?:go )?(?:and )?(?:ask|find)
    must first (?:ask|check|look|find) | (?:must|better|should) (?:first )?(?:go )?(?:and )?(?:check|ask)\b
    not (?:handy|with me|in front of me|to hand|at hand|on me|near me|here with me) | no longer have | hard to say
    off the top of my head | by heart | off by heart | (?:don't|do not|didn't) have (?:a|an|any|one|it)(?=\W*$)
    my {_RELATIVE} (?:\w+ )?(?:has|knows|know|would know|deals?|handles?|does|do|takes?|sorts?|keeps?|looks? after)
    (?:ask|asking|speak to) (?:my|his|her|their|the|him|them) (?:{_RELATIVE}|himself|herself)
    never (?:counted|remember|knew|know|checked|looked|noticed|asked|wrote) | not knowing | nothing comes to
    still (?:counting|deciding|thinking|looking|figuring|working|busy)
    (?:was|were|been|wasn't|weren't) (?:n't |not |never )?(?:given|told|sent|issued) (?:\w+ )?(?:one|any|it|that|a)
    (?:never|nobody|no one|not) (?:\w+ )?(?:gave|told|given|got|had|received|sent|said|mentioned)
    (?:they|he|she|you|nobody)(?: \w+)? (?:didn't|did not|never|hasn't) (?:tell|say|give|told|gave|said|mention)
    (?:anyone|anybody|who)(?: \w+)? (?:didn't|did not|never|hasn't) (?:tell|say|give|told|gave|said|mention)
    not on (?:the|my|this|here) | (?:smudged|faded|torn|unreadable|illegible|worn off) | couldn't say | just the temp
    (?:don't|do not) (?:have|keep|carry) (?:\w+ )?(?:number|code|one|card|that)\w* (?:anywhere|any ?more|on)
    (?:don't|do not) (?:have|keep|carry) (?:\w+ )?(?:it|paper|letter|details)\w* (?:anywhere|any ?more|on)
    """
)
_NOT_ABLE = any_of(
    r"""
    know\b(?! what (?:you|that|this|it) (?:mean|is|are|want|ask)) | remember | recall
    say\b(?! (?:that|it) again)(?! (?:that|it|this)? ?(?:over|on))
    tell(?: you)?(?: from| yet| exactly| for)?\b(?! that\b)
    think of | have (?:\w+[' ]){0,5}?(?:handy|with me|on me|in front of me|at hand|to hand|right now|here|yet|anywhere)
    have (?:that|it|one|any|an?|my|the) | (?:see|check|read|reach|get to|get at) (?:it|that|them|the|my)
    (?:know|seem to find|seem to have|seem to locate) | find (?:it|that|my|the|anything) | tell you (?:that|off)
    got (?:it|that|one|any|a)
    """,
    before=r"\b(?:don't|do not|didn't|can't|cannot|couldn't|wouldn't|could not|doesn't)"
    r"(?: quite| actually| really| even| exactly| currently| honestly| yet| think i| rightly){0,2}(?: yet)? ",
)
_CONFUSED = any_of(
    r"""
    (?:what|how|who|which)(?: \w+)? do you mean | do you mean | you mean\b(?=.{0,60}\?) | mean by
    (?:clue|idea|know|sure) what (?:\w+ ){1,3}(?:is|are|means?|was)\b
    what does (?:that|it|this)(?: \w+)? mean | ^\W*meaning(?=\W*$) | what(?:'s| is| would be) the difference
    what(?: is| are| was|'s) (?:that|this|those|these|it)\b(?! (?:going|for you|to you|about))
    what(?: is| are| was|'s) (?:that|this|those|these|it)\b(?! (?:regarding|concerning|included|called))
    what's (?:that|this|it)\b(?! (?:going|for you|to you|about|regarding|concerning|in connection|included|called))
    what(?: is|'s| are) (?:an? )?(?!(?:the|your|that|this|it|he|she|we|you|they|wrong)\b)\w+(?: \w+)?(?= ?\?\W*$)
    (?:don't|do not|didn't|did not|can't)(?: \w+)? (?:understand|follow\b|get (?:it\b|what|the question|your))
    (?:don't|do not|didn't|not)(?: \w+)? (?:know|sure|certain) what (?:you|that|this|it|the) | what exactly
    what do you want (?:to know|me to|from)
    not (?:following|understanding|with you) | still don't get | come again | what was the question
    say (?:that )?again
    (?:repeat (?:that|it|the question|yourself)|rephrase|clarify|simplify)
    (?:can|could|would|please)(?: you)?(?: please)? (?:repeat|explain)
    (?:say|put|ask) (?:that|it) (?:differently|another way|in (?:plain|simple|other|english))
    where (?:do|can|would|could|will|must|should) i (?:find|see|get|look) | where(?:'s| is) (?:that|it)\b(?=.{0,20}\?)
    what are you (?:asking|talking|saying|on about) | ^\W*means(?=\W*$)
    (?:you've |you |you have )?(?:lost|confused) me | confus\w+
    (?:what|which) (?:sort|kind|type)s?\b(?! of (?:room|car|table)) | in what (?:way|sense) | ^\W*(?:like|such as) what
    ^\W*such as\b | ^\W*what about (?:it|the|that|them|my) | (?:tell|ask) me what that
    which (?:one|number|name|date|code|address|of (?:the|them|these|those))\b(?=.{0,40}\?) | ^\W*(?:\w+ )?which one
    what(?: is|'s) (?:that|an?)\b(?=.{0,30}\?) | (?:in|speak) (?:plain )?english
    you(?:'ve|'re)? (?:\w+ )?(?:jargon|gibberish)
    none of (?:them|these|those) (?:say|says|are|is)
    is (?:that|it|this) (?:the|my|your) .{1,30} or (?:the|my|your)
    what (?:number|date|name|code|address)s?\b(?=.{0,20}\?) | (?:don't|do not) (?:know|understand) (?:these|those) words
    (?:what|which) (?:was|were|is) the (?:first|second|last|next|others?|rest)
    (?:that's|it's) a lot\b(?= (?:at once|of|to))
    forg[eo]t\w* (?:what you|the (?:rest|others?|question)) | (?:remember|recall|catch|get) (?:all|the (?:rest|others?))
    all at once | one (?:thing|question)? ?at a time | slow down | you(?:'re| are) (?:losing|confusing) me
    (?:too|so) (?:quick|fast)
    what you(?:'ve| have)? (?:just |even )?(?:said|asked|mean\w*|saying|asking)(?=\W*$)
    not (?:following|understanding)
    (?:don't|do not) speak
    ^\W*(?:what\W+|sorry\W+|is it )?(?:mine|my|his|hers|ours|yours|the \w+(?: one)?)(?: \w+)? or .{1,40}\?
    """
)
_LOST = any_of(
    r"""
    \b(?:\w+ of|the|my|your|which|a|do i|am i|is it|did i|have i) what\b(?=\W*(?:now|sorry|then|please|again)?(?=\W*$))
    ^\W*(?!(?:so|and|guess|know|then|but|now|ok|okay|well|or|yes|no|for)\b)(?:\w+\W+){1,5}(?<!know )what ?\?(?=\W*$)
    ^\W*(?!(?:so|and|guess|know|then|but|now|ok|okay|well|or|yes|no|for)\b)(?:\w+\W+){1,5}whom? ?\?(?=\W*$)
    ^\W*(?:sorry\W+)?(?:my|your|the) what\b
    ^\W*(?:(?:sorry|what|huh|pardon(?: me)?|(?:i )?beg (?:your )?pardon|excuse me|eh|hm+|come again)\W*){1,3}\?+(?=\W*$)
    ^\W*(?:huh|pardon(?: me)?|come again|(?:i )?beg (?:your )?pardon)(?=\W*$)
    """,
    before="",
    after="",
)
_PUT_OFF = any_of(
    r"""
    (?:i'll|i will|we'll|let me|can i) (?:just )?(?:get back|send|text|email|mail|whatsapp|sms|bring)
    (?:could i|i can|i'd better|lemme) (?:just )?(?:get back|send|text|email|mail|whatsapp|sms|bring)
    (?:i'll|i will|we'll) (?:just )?(?:call|phone|ring) (?:you )?(?:back |again |later |tomorrow )?with
    (?:let me|can i|could i|i can) (?:just )?(?:call|phone|ring) (?:you )?(?:back |again |later |tomorrow )?with
    (?:i'll|i will|we'll|can i|i can|let me|could i) (?:get|come) back to | let you know | have it ready
    (?:i'll|i will|can i|could i|i can) (?:give|tell|confirm|pop|drop)(?: \w+){0,4} (?:later|another)
    (?:i'll|i will|can i|could i|i can) (?:give|tell|confirm|pop|drop)(?: \w+){0,4} (?:tomorrow|when|next|in a)
    (?:i'll|let me) (?:just )?(?:tell|check with|speak to|ask|confirm with|talk to)
    later\b(?! (?:than|in)) | another time | at the end | in a (?:bit|while|moment|sec\w*|minute|mo)\b
    hold on | hang on | hold up | one (?:moment|second|sec|minute|tick) | wait\b(?! for) | give me a | never ?mind
    bear with
    just (?:a|one) (?:moment|second|sec|minute|tick|mo) | before (?:that|we|i) | first (?:tell|i|you)
    the other question
    let me (?:just |quickly |go |first )*(?:get|find|look|check|see|fetch|grab|think|ask)
    """
)
_KEEPS_BACK = re.compile(
    rf"\b{_GIVE}\b|private|personal|confidential|rather not|prefer not|business|comfortable|why|skip|pass"
)
_AFTER_ALL = any_of(
    r"""
    wait | actually | here (?:it|we)? | found it | but | though | maybe | perhaps | i think | i guess | probably
    it's | it is
    let's say | say | about | around | roughly | must be | should be | could be | or so | something like | i mean | just
    """
)
_IN_ORDER = (
    (Reaction.CONFUSED, _LOST),
    (Reaction.CONFUSED, _CONFUSED),
    (Reaction.REFUSED, _NOT_WILLING),
    (Reaction.REFUSED, _REFUSED),
    (Reaction.DID_NOT_KNOW, _DID_NOT_KNOW),
    (Reaction.DID_NOT_KNOW, _NOT_ABLE),
    (Reaction.PUT_OFF, _PUT_OFF),
)


def find_reaction(text: str) -> tuple[Reaction, int, int] | None:
    """Not understanding, refusal, not knowing or putting off in a folded text, in this order, with the span."""
    for reaction, pattern in _IN_ORDER:
        found = pattern.search(text)
        if found:
            return reaction, found.start(), found.end()
    return None


def keeps_back(text: str) -> bool:
    """Whether the words of a refusal speak of giving or telling, and do not only say no to an offer."""
    return _KEEPS_BACK.search(text) is not None


def after_all(text: str) -> bool:
    """Whether words after `I don't know` bring the answer after all."""
    return _AFTER_ALL.search(text) is not None
