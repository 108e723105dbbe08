"""Find the places that news articles name and put them on a map."""

__version__ = "0.1.0"
