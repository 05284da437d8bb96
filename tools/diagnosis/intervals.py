"""How sure is a share that was counted in a few calls?"""

from math import sqrt
from statistics import NormalDist


def wilson(hits: int, trials: int, confidence: float = 0.9) -> tuple[float, float]:
    """Wilson's score interval for a share, two-sided.

    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, JASA 22.
    With no trials nothing is known: (0.0, 1.0). Raises ValueError when hits are not between 0 and trials.
    """
    if not 0 <= hits <= trials:
        raise ValueError(f"{hits} of {trials} calls is not a share.")
    if trials == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, scale = hits / trials, 1 + z * z / trials
    middle = (share + z * z / (2 * trials)) / scale
    half = z / scale * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    return max(0.0, middle - half), min(1.0, middle + half)
