import pytest

from tools.instructions.playbook.language import is_plainly_not_english


@pytest.mark.parametrize(
    "text",
    [
        "Jy is die telefoonagent van die kliniek. Vra vir die naam en die telefoonnommer van die beller.",
        "Du bist der Telefonagent. Frage nach dem Namen, dem Datum und der Telefonnummer des Anrufers.",
        "Eres el agente de la clínica. Pregunta el nombre, la fecha de la cita y el número de teléfono del cliente.",
        "Vous êtes l'agent de la clinique. Demandez le nom, la date et le numéro de téléphone du patient.",
        "Uyi-ejenti yocingo. Buza igama lomuntu nenombolo yakhe yocingo bese uqinisekisa usuku nesikhathi nendawo",
        "あなたは電話エージェントです。名前を聞いてください。",
        "Спросите имя.",
    ],
)
def test_other_languages_are_recognised(text: str) -> None:
    assert is_plainly_not_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "Ask for the name.",
        "Collect name, email, phone number, address. Confirm booking. Say goodbye. Be polite and brief always.",
        "You are the agent of the restaurant La Vie en Rose in Rue de la Paix. Ask for the date and the guests.",
        "1. Greet\n2. Name\n3. Date of birth\n4. Policy number\n5. Reason for call\n6. Callback number\n7. Goodbye",
    ],
)
def test_english_and_texts_too_short_to_tell_count_as_english(text: str) -> None:
    assert not is_plainly_not_english(text)
