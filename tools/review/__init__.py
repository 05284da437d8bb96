"""Do written instructions keep to what is known to work in phone calls? Rules with numbers, no model."""

from tools.review.findings import Fix, Remark, ReviewFinding
from tools.review.reviewing import MOST_READ, RULES, Rule, find_remarks

__all__ = ["MOST_READ", "RULES", "Fix", "Remark", "ReviewFinding", "Rule", "find_remarks"]
