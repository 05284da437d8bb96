"""How callers describe a street address, a car, a tyre and a reference."""

from collections.abc import Sequence
from random import Random

from tools.sample.values.said import Said, Say, Scene

STREETS = [
    "Protea Street",
    "Jacaranda Avenue",
    "Church Street",
    "Voortrekker Road",
    "Main Road",
    "Kloof Street",
    "Acacia Road",
    "Boundary Road",
    "Station Street",
    "Mopane Crescent",
    "Long Street",
    "Willow Lane",
    "School Street",
    "Kingfisher Drive",
    "Third Avenue",
    "Seventh Street",
    "Bree Street",
    "Loop Street",
    "Marula Close",
    "Oxford Road",
    "Hospital Street",
    "Fynbos Lane",
    "Weaver Road",
    "Dahlia Street",
    "Kiepersol Street",
    "Rivier Street",
    "Market Street",
    "Sunbird Crescent",
    "Baobab Street",
    "Mission Road",
]
CARS = [
    "VW Polo",
    "VW Polo Vivo",
    "Toyota Hilux",
    "Toyota Corolla Cross",
    "Toyota Fortuner",
    "Ford Ranger",
    "Suzuki Swift",
    "Hyundai i20",
    "Hyundai Creta",
    "Kia Picanto",
    "Kia Sonet",
    "Renault Kwid",
    "Nissan NP200",
    "Isuzu D-Max",
    "Haval Jolion",
    "Chery Tiggo 4",
    "BMW 320i",
    "Mazda CX-5",
    "Honda Jazz",
    "Ford EcoSport",
    "Toyota Starlet",
    "Opel Corsa",
    "Mahindra Pik Up",
    "Audi A3",
]
# (width, profile, rim) of sizes that exist.
TYRES = (
    (185, 60, 15),
    (195, 55, 16),
    (205, 55, 16),
    (175, 65, 14),
    (265, 65, 17),
    (215, 60, 17),
    (225, 45, 17),
    (165, 70, 14),
    (255, 70, 16),
    (235, 55, 18),
    (195, 65, 15),
    (225, 40, 18),
)


def address_in(suburbs: Sequence[str]) -> Say:
    """Return a way of giving a street address in one of the suburbs."""

    def say(rng: Random, _scene: Scene) -> Said:
        number, street, suburb = rng.randrange(1, 240), rng.choice(STREETS), rng.choice(suburbs)
        if rng.random() < 0.16:
            unit = rng.randrange(1, 40)
            value = f"Unit {unit}, {number} {street}, {suburb}"
            spoken = rng.choice(
                (f"unit {unit}, {number} {street}, {suburb}", f"unit {unit} at {number} {street}, {suburb}")
            )
            return Said(value, spoken, f"unit {unit}, {number} {street} in {suburb}")
        value = f"{number} {street}, {suburb}"
        spoken = rng.choice(
            (value, f"number {value}", f"{number} {street}, that's in {suburb}", f"{number} {street} in {suburb}")
        )
        return Said(value, spoken, f"{number} {street} in {suburb}")

    return say


def say_car(rng: Random, _scene: Scene) -> Said:
    """Return make, model and year of a car."""
    model, year = rng.choice(CARS), rng.randrange(2009, 2026)
    spoken = rng.choice((f"{year} {model}", f"{model}, {year} model", f"{model}, it's a {year}", f"{model} {year}"))
    return Said(f"{model} {year}", spoken, f"{year} {model}")


def say_tyre_size(rng: Random, _scene: Scene) -> Said:
    """Return a tyre size as it stands on the sidewall."""
    width, profile, rim = rng.choice(TYRES)
    value = f"{width}/{profile}R{rim}"
    forms = (value, f"{width} {profile} R{rim}", f"{width} {profile} {rim}", f"{width}, {profile}, R {rim}")
    return Said(value, rng.choice(forms), f"{width} {profile} R{rim}")


def reference_of(letters: Sequence[str], digits: int) -> Say:
    """Return a way of giving a reference: a fixed group of letters and so many digits."""

    def say(rng: Random, _scene: Scene) -> Said:
        head = rng.choice(letters)
        tail = "".join(rng.choice("0123456789") for _ in range(digits))
        spelled = " ".join(head)
        halves = f"{tail[: digits // 2]} {tail[digits // 2 :]}"
        forms = (
            f"{head} {tail}",
            f"{head} {halves}",
            f"{spelled} {halves}",
            f"{spelled}, {' '.join(tail)}",
            f"{head}{tail}",
        )
        return Said(f"{head}{tail}", rng.choice(forms), f"{spelled} {halves}")

    return say


def text_among(options: Sequence[tuple[str, str]]) -> Say:
    """Return a way of giving one of a few free texts, as (value, spoken)."""

    def say(rng: Random, _scene: Scene) -> Said:
        value, spoken = rng.choice(options)
        return Said(value, spoken, value)

    return say
