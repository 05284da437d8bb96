"""How different callers begin, hesitate, thank and say goodbye."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Register:
    """One way of speaking.

    `leads` stand before any answer, `musing` before one that takes a thought, `hellos` before the reason for the
    call; everything else is a whole utterance.
    """

    hellos: tuple[str, ...]
    leads: tuple[str, ...]
    musing: tuple[str, ...]
    yes: tuple[str, ...]
    thanks: tuple[str, ...]
    byes: tuple[str, ...]


PLAIN = Register(
    hellos=("hi,", "hello,", "hi there,", "good day,", "yes, hello,", "oh, hi,", "hello, how are you?"),
    leads=("um,", "okay,", "sure,", "yes,", "so,", "uh,", "okay, so", "oh,", "yeah,"),
    musing=("let me think,", "right,", "hmm,"),
    yes=("yes, that's right.", "correct.", "yes.", "that's correct, yes.", "yes, perfect.", "yep, all correct."),
    thanks=("no, that's all, thank you.", "nothing else, thanks.", "that's it, thank you.", "no, that's everything."),
    byes=("bye.", "thank you, bye.", "okay, thanks, bye.", "thanks, bye bye.", "goodbye.", "cheers, bye."),
)
LOCAL = Register(
    hellos=("hi, howzit,", "hey, hello,", "hi there,", "howzit,", "hello hello,", "hey there,", "hi,"),
    leads=("ja,", "ja, sure,", "okay cool,", "ja no,", "cool,", "ja, so", "uh,", "yoh, okay,"),
    musing=("eish, um,", "let me see,", "okay wait,"),
    yes=("ja, that's it.", "ja, perfect.", "that's the one.", "yes, hey.", "ja, all good.", "hundred percent."),
    thanks=("no, I'm sorted, thanks.", "that's all, shot.", "nah, all good, thanks hey.", "no, that's it, cool."),
    byes=("cool, bye.", "shot, bye.", "thanks hey, bye.", "sharp, bye bye.", "okay cool, cheers.", "lekker, bye."),
)
NGUNI = Register(
    hellos=("sawubona, hello,", "hello sisi,", "hello, hello, yes,", "yebo, hello,", "hi, good day,", "molo, hi,"),
    leads=("yebo,", "yes yes,", "okay,", "eish, okay,", "yes neh,", "okay my dear,", "alright,"),
    musing=("hayi, let me see,", "ehh,", "let me think neh,"),
    yes=("yes yes, that's correct.", "yebo, it is so.", "correct, correct.", "yes, that is the one.", "yebo yes."),
    thanks=("no, that is all, ngiyabonga.", "that's all my dear, thank you.", "no, I am fine, thank you neh."),
    byes=("okay, bye bye.", "ngiyabonga, bye.", "thank you so much, bye.", "enkosi, bye.", "okay sharp, bye."),
)
SOTHO = Register(
    hellos=("dumela, hi,", "hello mma,", "hi, how are you?", "hello, yes,", "dumelang,", "hi, good day,"),
    leads=("eya,", "ee,", "okay,", "yes neh,", "sharp,", "ja neh,", "alright,"),
    musing=("eish, uh,", "okay, wait,", "let me see,"),
    yes=("eya, that's right.", "ee, correct.", "yes, that's how it is.", "yes, sharp.", "correct, yes."),
    thanks=("no, that's all, ke a leboha.", "nothing else, thank you neh.", "that's all, thanks my sister."),
    byes=("sharp sharp, bye.", "okay, bye.", "thank you neh, bye.", "ke a leboga, bye bye.", "okay, thanks."),
)
AFRIKAANS = Register(
    hellos=("goeie dag, hello,", "hallo, yes, good day,", "hallo, good day,", "hi, good day to you,", "ja, hello,"),
    leads=("ja,", "ja-nee,", "okay, nou ja,", "yes, look,", "ja, um,", "right,", "ag,"),
    musing=("let's see now,", "nou kyk,", "wag, let me see,"),
    yes=("ja, that's right.", "ja, perfect, dankie.", "that's correct, ja.", "reg so.", "yes, that's it, ja."),
    thanks=("nee, that's all, dankie.", "no, that's everything, baie dankie.", "that's it, thank you hey."),
    byes=("dankie, bye.", "baie dankie, totsiens.", "lekker dag, bye.", "okay, dankie hoor, bye.", "thanks hey, bye."),
)
COAST = Register(
    hellos=("hi, how's it,", "hello, ya,", "hi, good day,", "hello, how are you keeping?", "ya, hi,"),
    leads=("ya,", "ya, okay,", "okay what,", "ya, no,", "um, ya,", "okay,", "right right,"),
    musing=("see,", "let me see now,", "okay, um,"),
    yes=("ya, that's right.", "ya, correct.", "yes, yes, that's fine.", "ya, all in order.", "correct, ya."),
    thanks=("no, that's all, thanks so much.", "ya no, that's it.", "nothing else for now, thanks."),
    byes=("okay then, bye.", "thanks so much, bye bye.", "ya okay, bye.", "right, thank you, bye."),
)
CAPE = Register(
    hellos=("hello, aweh,", "hi, hoe gaan dit,", "hello, my friend,", "salaam, hi,", "yes, hello there,"),
    leads=("ja man,", "okay so like,", "ja,", "um, ja,", "sure man,", "okay neh,"),
    musing=("no look,", "let me think neh,", "wait, so,"),
    yes=("ja, that's mos right.", "ja, perfect.", "yes, that's it neh.", "that's right, my friend."),
    thanks=("no, that's all neh, shukran.", "no man, that's it, thanks.", "I'm happy, thank you."),
    byes=("okay neh, bye.", "thanks man, bye.", "aweh, bye bye.", "kwaai, thanks, bye."),
)
FORMAL = Register(
    hellos=("good day to you,", "yes, good day,", "good day, how are you?", "hello, good day,"),
    leads=("certainly,", "yes, please,", "yes,", "very well,", "by all means,"),
    musing=("one moment... yes,", "let me consider,", "well,"),
    yes=("yes, that is correct.", "that is quite right.", "everything is in order.", "yes, I confirm."),
    thanks=("no, that will be all, thank you.", "nothing further, thank you kindly.", "that is all, much obliged."),
    byes=("thank you, goodbye.", "thank you for your help, goodbye.", "have a good day, goodbye."),
)

REGISTERS = {
    "plain": PLAIN,
    "local": LOCAL,
    "nguni": NGUNI,
    "sotho": SOTHO,
    "afrikaans": AFRIKAANS,
    "coast": COAST,
    "cape": CAPE,
    "formal": FORMAL,
}
