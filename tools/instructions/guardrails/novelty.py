"""Do the edits state facts nobody gave: addresses, prices, numbers or promises that the instructions lack?"""

from memory.drafts import Refusal
from tools.instructions.guardrails.amounts import (
    find_currencies,
    find_list_numbers,
    find_numbers,
    find_promises,
    find_quantities,
)
from tools.instructions.guardrails.proposal import Proposal
from tools.instructions.guardrails.web_addresses import find_urls

_MOST_NAMED = 3
_MOST_DIGITS_NAMED = 4


def refuse_new_urls(proposal: Proposal) -> Refusal | None:
    """A web address or domain must stand in the instructions or the project's settings."""
    return _refuse("new_url", "a web address", proposal.find_new(find_urls), named=False)


def refuse_new_quantities(proposal: Proposal) -> Refusal | None:
    """A price, percentage or duration must stand there with the same unit, and so must a currency."""
    new = proposal.find_new(find_quantities)
    amounts = {f"{number} {unit}" for number, unit in new}
    return _refuse("new_amount", "an amount", amounts) or _refuse(
        "new_amount", "a currency", proposal.find_new(find_currencies), named=False
    )


def refuse_new_numbers(proposal: Proposal) -> Refusal | None:
    """A number must stand there; one to three in words are free, and so are the next numbers of a list."""
    new = proposal.find_new(find_numbers)
    markers = find_list_numbers(proposal.fresh) - find_list_numbers(proposal.before)
    known = find_list_numbers(proposal.after)
    new |= {str(number) for number in markers if number > 1 and number - 1 not in known}
    return _refuse("new_number", "a number", new)


def refuse_new_promises(proposal: Proposal) -> Refusal | None:
    """Refunds, discounts and things for free are prices too."""
    return _refuse("new_promise", "a promise", proposal.find_new(find_promises))


def _refuse(rule: str, what: str, new: set[str], *, named: bool = True) -> Refusal | None:
    if not new:
        return None
    # Refusals are kept in records that must hold no caller's data, so many digits are not named.
    is_short = sum(char.isdigit() for one in new for char in one) <= _MOST_DIGITS_NAMED
    names = f": {', '.join(sorted(new)[:_MOST_NAMED])}" if named and is_short else ""
    return Refusal(rule, f"The new text states {what} that is not in the instructions or settings{names}.")
