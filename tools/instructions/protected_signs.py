"""Which words mark a sentence as one that carries duties, in languages other than English? Data only.

Parts of patterns by the name of the reason. What is missing here can be marked by hand.
"""

SIGNS_ELSEWHERE = {
    "RECORDING": (
        r"aufgezeichnet|mitgeschnitten|aufzeichnung|enregistré|enregistrement|grabad[ao]"
        r"|grab(?:amos|ando|ación)\b|gravad[ao]|gravação|registrat[ao]\b|registrazione della|opgenomen"
        r"|opgeneem|записыва|запис[ьи] (?:разговор|звонк)|nagrywan|kaydedil|direkam|rekhodwa|qoshwa"
    ),
    "CONSENT": (
        r"einwilligung|einverstand|einverstanden|zustimmung|consentement|consentimiento|consentimento"
        r"|consenso\b|toestemming|согласи[еяю]|zgod[ayęą]\b|onay|persetujuan|imvume"
    ),
    "LEGAL": (
        r"gesetzlich|datenschutz|dsgvo|rechtlich|agb\b|haftung|mentions légales|rgpd|protection des données"
        r"|politique de confidentialité|protección de datos|aviso legal|legalmente|términos y condiciones"
        r"|proteção de dados|lgpd|termos e condições|informativa|normativa|gdpr|wettelijk|voorwaarden|wetlik"
        r"|voorwaardes|privaatheid|закон|персональн\w+ данн|regulamin|rodo\b|kvkk|yasal|umthetho"
    ),
    "OPENING_HOURS": (
        r"öffnungszeit|geschäftszeit|sprechzeit|geöffnet|heures d['’]ouverture|ouvert (?:du|de|le|tous)"
        r"|horaires?\b|horario|abierto (?:de|los)|horário|aberto (?:de|das)|orari(?:o)? di apertura|aperto"
        r"|openingstijd|geopend|openingstye|oop van|часы работы|работаем|godziny otwarcia|çalışma saatleri"
        r"|jam buka|amahora okusebenza"
    ),
    "EMERGENCY": (
        r"notfall|notruf|rettungsdienst|urgence|samu\b|emergencia|emergência|emergenza|noodgeval|spoed"
        r"|ambulans|экстренн|скор(?:ая|ую) помощь|nagły|acil durum|darurat|isimo esiphuthumayo"
    ),
    "EXACT_WORDING": (
        r"wortwörtlich|wörtlich|genau (?:so|diesen|folgend)|mot pour mot|mot à mot|exactement|textualmente"
        r"|palabra por palabra|exactamente|palavra por palavra|exatamente|parola per parola|esattamente"
        r"|woordelijk|woordeliks|дословно|слово в слово|dosłownie|kelimesi kelimesine|kata demi kata"
    ),
    "PROHIBITION": (
        r"niemals|auf keinen fall|nie\b(?= \w+en\b)|verboten|untersagt|jamais\b|interdit|nunca\b|jamás\b"
        r"|prohibid|proibid|mai\b(?! \d)|vietato|nooit\b|verboden|verbode\b|никогда|запрещ|nigdy\b|asla\b"
        r"|jangan pernah|ungalokothi"
    ),
}
"""Each begins a word; read without regard to case."""

SIGNS_UNSPACED = {
    "RECORDING": (r"录音|錄音|録音|녹음|يُ?سجَّ?ل|مسجلة|रिकॉर्ड"),
    "CONSENT": (r"同意|동의|موافقة|सहमति"),
    "LEGAL": (r"隐私|法律|条款|個人情報|規約|개인정보|약관|القانون|الخصوصية|कानून|गोपनीयता"),
    "OPENING_HOURS": (
        r"营业时间|營業時間|営業時間|診療時間|就诊时间|영업시간|진료시간|ساعات العمل|مواعيد العمل|खुलने का समय|कार्य समय"
    ),
    "EMERGENCY": (r"紧急|急救|緊急|救急|응급|긴급|طوارئ|आपात|इमरजेंसी"),
    "EXACT_WORDING": (r"一字不差|逐字逐句|原文|一字一句|그대로 읽|حرفيًا|शब्दशः"),
    "PROHIBITION": (r"切勿|严禁|绝不|禁止|絶対に|決して|절대|금지|أبدًا|أبدا|ممنوع|कभी (?:भी )?(?:न|मत)"),
}
"""Found anywhere: in scripts without spaces, or with articles and prepositions in front of a word."""
