from agents.critic import Critique, Harm, HarmKind, Severity
from agents.critic_ranking import Candidate, EditSize, measure_edit, rank_candidates
from memory.drafts import Draft
from memory.vocabulary import Edit, EditOp
from tools.instructions.edits import derive_edits

TEXT = "Greet.\nAsk for the date.\nSay goodbye.\n"
SHORT = "Ask for the phone."
LONG = "Ask for the phone. " * 12


def _draft(line: str = SHORT, kind: str = "ask_for_field", by: str = "model") -> Draft:
    return Draft(derive_edits(TEXT, TEXT.replace("date.\n", f"date.\n{line}\n")), "", kind, by)


def _with(draft: Draft, *severities: Severity, keep: bool = True) -> Candidate:
    harms = tuple(Harm(HarmKind.LONGER_CALLS, 1, "", severity) for severity in severities)
    return Candidate(draft, Critique(harms, keep))


def _rank(*candidates: Candidate, kinds: tuple[str, ...] = ()) -> list[Draft]:
    return rank_candidates(TEXT, candidates, kinds=kinds)


def test_fewer_and_lighter_harms_come_first_and_what_would_be_dropped_last() -> None:
    clean, light, medium, dropped = (_draft(f"Ask for the phone {name}.") for name in ("a", "b", "c", "d"))
    ranked = _rank(
        _with(dropped, keep=False),
        _with(medium, Severity.MEDIUM),
        _with(light, Severity.LIGHT, Severity.LIGHT),
        _with(clean),
    )
    assert ranked == [clean, light, medium, dropped]


def test_then_the_kinds_come_in_the_given_order_and_others_behind_them() -> None:
    drafts = [_draft(kind=kind) for kind in ("other", "follow_up", "read_back")]
    ranked = _rank(*map(_with, drafts), kinds=("read_back", "follow_up"))
    assert [draft.kind for draft in ranked] == ["read_back", "follow_up", "other"]


def test_then_what_changes_less_comes_first() -> None:
    assert _rank(_with(_draft(LONG)), _with(_draft(by="playbook"))) == [_draft(by="playbook"), _draft(LONG)]


def test_on_equal_terms_the_model_comes_before_the_playbook() -> None:
    model, playbook = _draft(f"{SHORT} Please."), _draft(by="playbook")
    assert _rank(_with(playbook), _with(model)) == [model, playbook]


def test_what_is_equal_in_all_keeps_its_order() -> None:
    first, second = _draft("Ask for the phone a."), _draft("Ask for the phone b.")
    assert _rank(_with(first), _with(second)) == [first, second]
    assert _rank(_with(second), _with(first)) == [second, first]


def test_a_size_is_counted_in_lines_and_characters() -> None:
    assert measure_edit(TEXT, _draft()) == EditSize(1, len(f"{SHORT}\n"))
    lost = Draft((Edit(EditOp.DELETE, "nowhere"),), "", "", "model")
    assert measure_edit(TEXT, lost) == EditSize(3, len(TEXT))
