"""Find the places that news articles name and put them on a map."""

from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

__version__ = "0.1.0"

COMPILED = any(
    (Path(__file__).parent / f"geoparsing/resolve{suffix}").exists() for suffix in EXTENSION_SUFFIXES
)
"""Whether what runs is compiled; see `hatch_build.py`."""
