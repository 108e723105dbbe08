"""Choose the place that each toponym of an article stands for.

Every sense of a toponym gets a score, the sum of what speaks for it and against it; the
scores become shares of belief. What the text says of a name itself is judged first; what
that leaves open is judged again with what the rest tells about where the article moves.
"""

from places.geoparsing.resolve.case import Case
from places.geoparsing.resolve.ground import Ground
from places.geoparsing.resolve.resolver import Resolver

__all__ = ["Case", "Ground", "Resolver"]
