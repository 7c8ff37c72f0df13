"""How sure is a share?"""

from math import sqrt


def wilson(successes: int, n: int, z: float = 1.959964) -> tuple[float, float] | None:
    """Low and high end (0–1) of the interval around a share; 95 % unless told otherwise.

    Source: Edwin B. Wilson, "Probable inference", J. of the American Statistical Association 22 (1927), 209–212.
    Not for "share of municipalities": they chose to take part and are no sample.
    """
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is no share")
    if n == 0:
        return None
    share = successes / n
    middle = share + z * z / (2 * n)
    reach = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)
