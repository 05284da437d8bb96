"""Which beginnings of words tell an order to a computer, and obeying a caller, in languages other than English?

Data only, plainly written in each language; `ElsewherePatterns` looks for them in plain text.
"""

import re

from tools.instructions.guardrails.plain_text import plain

_DISREGARD = (
    "ignor ignorar ignorez ignoriere ignorier missacht vergiss vergesst vergessen uebergehe übergeh umgeh negeer"
    " ignoreer"
    " vergeet omzeil olvid omit desconsider esquec dimentic oubli neglige contourn trascur zignoruj pomiń zapomni"
    " pomin"
    " игнорир проигнорир забуд обойди yoksay görmezden unut abaikan lupakan bỏ|qua"
    " 忽略 无视 無視 忘记 忘掉 忘れ 绕过 无需遵守 تجاهل انس تخط अनदेखा नज़रअंदाज़ नजरअंदाज भूल 무시 잊 puuza indaba"
    "|engaphambili ungananzi"
)
_ORDERS = (
    "instruc instrucc instruç instruktion instruks istruzion instrukc anweis vorgab richtlin regel regeln regl règle"
    " consign reël regla regra regol opdrag opdracht voorskrif voorschrift riktlinj инструкц правил указани"
    " распоряж директив"
    " zasad poleceni talimat kural aturan arahan hướng|dẫn quy|tắc"
    " 指示 指令 说明 規則 规则 ルール 命令 プロンプト 提示词 تعليمات قواعد أوامر التوجيهات निर्देश नियम हिदायत 지시"
    " 규칙 명령 지침 imiyalelo imithetho"
)
_MODES = (
    "modo|desarrollador modo|administrador modo|dios mode|développeur mode|administrateur entwicklermodus adminmodus"
    " wartungsmodus systemprompt system-prompt sistema|prompt prompt|sistema prompt|système mensaje|del|sistema"
    " mensagem|do|sistema message|du|système systemnachricht systeembericht stelselboodskap"
    " сообщение|системы системное системный режим|разработчика 系统提示 系统消息 系統提示 开发者模式 管理员模式"
    " システムプロンプト"
    " システムメッセージ 開発者モード وضع|المطور رسالة|النظام सिस्टम|संदेश डेवलपर|मोड 시스템|메시지 시스템|프롬프트"
    " 개발자|모드"
    " ahora|eres desde|ahora|eres tu|es|maintenant du|bist|jetzt sie|sind|jetzt voce|agora|e je|bent|nu jy|is|nou"
    " ora|sei"
    " теперь|ты ты|теперь 你现在是 从现在起 从现在开始 これからあなたは 今から أنت|الآن अब|आप अब|से|तुम 이제|너는"
    " 이제부터"
    " desde|ahora a|partir|de|ahora a|partir|de|agora à|partir|de|maintenant ab|sofort ab|jetzt vanaf|nu van|nou|af"
    " d'ora|in|poi с|этого|момента отныне من|الآن|فصاعدا"
)
_OBEY = (
    "obede obedec obéis obei gehorch gehoorsaam gehoorzaam ubbid послуша слушайся подчиня posłuch 听从 服从 遵从"
    " 听客户"
    " 従い 従う 従って 言う通り 言うとおり 言った通り 言われた通り 言われるまま أطع امتثل पालन|करें|जो 따르세요 복종"
)
_DO = (
    "haz haga hacer hagan faites fais faire tun|sie tue mach machen befolg befolge folge faca faça fazer fai fate"
    " fare doen"
    " doe volg sigue siga suivez segui сделай делай делайте выполн rób zrób 做 照 按照 按 执行 افعل نفذ कीजिए करो"
    " करें 하세요"
)
_CALLERS = (
    "cliente client clients appelant anrufer kunde kunden kundin klant beller kliënt chiamante llamante llame usuario"
    " utilisateur utente interlocutor клиент звонящ абонент klient dzwoniąc 来电者 客户 顾客 用户 お客 発信者"
    " 相手 المتصل العميل"
    " الزبون ग्राहक कॉलर 고객 발신자 손님"
)
_SAYING = (
    "dig dice diga pid ordene ordena quier dit dise demande veut sagt sage verlang will diz disser ped quer mand"
    " chiede"
    " vuole se sê vra zeg vraag wil скаж говорит попрос проси хочет каж mówi powie 说 要求 吩咐 想要 言う 言った"
    " 言わ يقول يطلب"
    " कहे कहते बोले 말하는 원하는 시키는"
)


_WHAT = (
    "lo|que todo|lo ce|que tout|ce was alles o|que tudo|o quello|che tutto|quel wat alles всё все то,|что то|что"
    " wszystko 什么 所有 一切 的话 何でも 通り ما كل जो वही 대로 무엇이든"
)


class ElsewherePatterns:
    """Finds, in plain text of other languages than English, orders to drop the rules, and obeying callers."""

    def __init__(self) -> None:
        verbs, orders = _build_pattern(_DISREGARD), _build_pattern(_ORDERS)
        self._takeover = re.compile(
            rf"{verbs}[^.!?。\n]{{0,50}}{orders}|{orders}[^.!?。\n]{{0,25}}{verbs}|{_build_pattern(_MODES)}"
        )
        self._obeying = re.compile(_build_obeying())
        # Texts without any of these words, which are nearly all, are not searched further.
        self._takeover_hints = _hints(f"{_DISREGARD} {_MODES}")
        self._obeying_hints = _hints(f"{_OBEY} {_WHAT}")
        self._caller_hints = _hints(_CALLERS)

    def find_takeover(self, text: str) -> set[str]:
        """Return orders to drop the rules or to be somebody else."""
        if not any(hint in text for hint in self._takeover_hints):
            return set()
        return {" ".join(match[0].split()) for match in self._takeover.finditer(text)}

    def find_obeying(self, text: str) -> set[str]:
        """Return orders to do what a caller says, whatever it is."""
        if not any(hint in text for hint in self._caller_hints) or not any(
            hint in text for hint in self._obeying_hints
        ):
            return set()
        return {" ".join(match[0].split()) for match in self._obeying.finditer(text)}


def _hints(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(max((plain(piece) for piece in word.split("|")), key=len) for word in words.split()))


def _build_pattern(words: str) -> str:
    """Return a pattern for any word beginning so, in plain text; `a|b` are words that follow each other."""
    spaced: list[str] = []
    arabic: list[str] = []
    other: list[str] = []
    for word in dict.fromkeys(words.split()):
        pieces = [re.escape(plain(piece)) for piece in word.split("|")]
        first = plain(word)[0]
        group = arabic if "\u0600" <= first <= "\u06ff" else other if "\u3040" <= first <= "\u9fff" else spaced
        group.append(r"\w{0,6}\W{1,3}".join(pieces))
    parts = [
        *([rf"(?<!\w)(?:{'|'.join(spaced)})"] if spaced else []),
        # Arabic puts articles and prepositions in front of a word.
        *([rf"(?<!\w)(?:\w{{1,3}})?(?:{'|'.join(arabic)})"] if arabic else []),
        *other,
    ]
    return f"(?:{'|'.join(parts)})"


def _build_obeying() -> str:
    obey, callers, saying, doing = (_build_pattern(words) for words in (_OBEY, _CALLERS, _SAYING, _DO))
    what, gap = _build_pattern(_WHAT), r"[^.!?。\n]{0,30}?"
    orders = (
        (obey, callers),
        (callers, obey),
        (doing, what, callers, saying),
        (doing, what, saying, callers),
        (doing, callers, saying, what),
        (callers, saying, what, doing),
        (what, callers, saying, doing),
    )
    return "|".join(gap.join(order) for order in orders)
