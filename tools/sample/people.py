"""Who phones: a caller's name, number, address for mail and way of speaking."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from tools.sample.phrases.registers import REGISTERS, Register


class Community(NamedTuple):
    """First names and surnames that belong together, in words (`_` is a space in a name), and how people speak."""

    weight: int
    firsts: str
    lasts: str
    registers: Sequence[str]


COMMUNITIES: tuple[Community, ...] = (
    Community(
        18,
        (
            "Thandi Sipho Nomsa Bongani Zanele Sibusiso Nokuthula Themba Lindiwe Mandla Ntombi Sandile Ayanda "
            "Lungile Siyabonga Phumzile Nhlanhla Busisiwe Khanyi Mzwandile"
        ),
        (
            "Nkosi Dlamini Zulu Khumalo Mkhize Ndlovu Buthelezi Cele Mthembu Ngcobo Shabalala Sithole Zungu "
            "Mabaso Hadebe Zwane Gumede"
        ),
        ("nguni", "nguni", "plain", "local"),
    ),
    Community(
        9,
        ("Nomvula Vuyo Lulama Xolani Nosipho Luthando Zintle Mcebisi Yanga Unathi Babalwa Siphokazi Andile Zukile"),
        ("Mbusi Sonjica Mda Nqaba Jordaan Mfeketo Ntshona Mqhayi Gqola Nontshinga Matiwane Sigcau Ngxabani Booi"),
        ("nguni", "plain", "local"),
    ),
    Community(
        17,
        (
            "Lerato Tebogo Kagiso Palesa Thabo Refilwe Kabelo Boitumelo Mpho Neo Karabo Dineo Tshepo "
            "Keitumetse Lebo Katlego Pule Masego"
        ),
        (
            "Mokoena Molefe Moloi Motaung Mahlangu Phiri Mokgadi Ramokgopa Tau Sebola Maseko Modise Letsoalo "
            "Mashaba Kekana Seabi Rapoo"
        ),
        ("sotho", "sotho", "plain", "local"),
    ),
    Community(
        6,
        "Rudzani Fulufhelo Ndivhuwo Tshilidzi Mulalo Tintswalo Hlulani Nyiko Vutlhari Khensani",
        ("Netshitenzhe Mudau Ramabulana Nemavhulani Tshikovhi Baloyi Chauke Maluleke Mabunda Rikhotso Hlungwani"),
        ("plain", "sotho", "formal"),
    ),
    Community(
        14,
        (
            "Pieter Annelie Johan Marietjie Hennie Elsabe Deon Riana Francois Ilse Gerhard Karien Jaco Hester "
            "Wessel Liezel Danie Suzette Kobus Anri"
        ),
        (
            "Botha Venter Nel Coetzee Pretorius Joubert Swanepoel Kruger Steyn Fourie Viljoen Oosthuizen "
            "Erasmus Labuschagne Strydom Bezuidenhout Snyman"
        ),
        ("afrikaans", "afrikaans", "plain"),
    ),
    Community(
        13,
        ("Sarah Michael Claire Gareth Bronwyn Richard Tracy Craig Lynne Andrew Kirsty Duncan Megan Brett Hayley Ross"),
        ("Campbell Harris Fletcher Whitfield Barnard Thompson Rowe Meadows Hartley Sinclair Prentice Bradshaw Lowe"),
        ("plain", "local", "formal"),
    ),
    Community(
        9,
        "Priya Rajesh Kavitha Suren Nadia Yusuf Fathima Imraan Devan Shireen Logan Anisha Vishal Zaheera",
        "Naidoo Pillay Govender Moodley Chetty Reddy Patel Singh Ebrahim Maharaj Ismail Padayachee Essop",
        ("coast", "coast", "plain"),
    ),
    Community(
        9,
        ("Ashwin Chantal Riyaad Bernadette Wayne Lameez Keagan Nazeema Denzil Roxanne Ebrahim Charmaine Shafiek"),
        ("Adams Abrahams Petersen Davids Jacobs Isaacs Hendricks Williams September February Arendse Solomons"),
        ("cape", "cape", "plain"),
    ),
    Community(
        5,
        "Tendai Rumbidzai Farai Chipo Tatenda Blessing Carlos Maria Emeka Grace Joao Amina Chanda",
        "Moyo Chikwanha Mutasa Ncube da_Silva dos_Santos Okafor Banda Phiri Mwale Ferreira Marufu",
        ("formal", "plain"),
    ),
)
WEIGHTS = tuple(community.weight for community in COMMUNITIES)
PREFIXES = ("060", "061", "062", "063", "071", "072", "073", "074", "076", "078", "079", "081", "082", "083", "084")
# Domains that are reserved for examples, so that no address can belong to anybody.
MAIL_DOMAINS = ("example.com", "example.org", "example.net", "mail.example.com", "post.example.org")


@dataclass(frozen=True, slots=True)
class Caller:
    """A person on the line. `phone` is ten digits; the 555 group keeps the numbers recognisably invented."""

    first: str
    last: str
    phone: str
    email: str
    register: Register
    haste: float

    @property
    def name(self) -> str:
        """First name and surname."""
        return f"{self.first} {self.last}"


def invent_caller(rng: Random) -> Caller:
    """Return a caller; `haste` runs from 0 (chatty) to 1 (answers in one word)."""
    community = rng.choices(COMMUNITIES, WEIGHTS)[0]
    first = rng.choice(community.firsts.split())
    last = rng.choice(community.lasts.split()).replace("_", " ")
    phone = f"{rng.choice(PREFIXES)}555{rng.randrange(10_000):04d}"
    return Caller(first, last, phone, _mail(rng, first, last), REGISTERS[rng.choice(community.registers)], rng.random())


def _mail(rng: Random, first: str, last: str) -> str:
    a, b = first.lower(), last.lower().replace(" ", "")
    pattern = rng.choice(("{a}.{b}", "{a}{b}", "{i}.{b}", "{a}_{b}", "{b}.{a}", "{a}{n}", "{a}.{b}{n}"))
    return f"{pattern.format(a=a, b=b, i=a[0], n=rng.randrange(10, 99))}@{rng.choice(MAIL_DOMAINS)}"
