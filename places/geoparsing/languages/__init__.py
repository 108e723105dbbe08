"""What the geoparser knows of each language: data, and a small module of rules.

To add a language, write a module that makes a `Language` and list it here.
"""

from collections.abc import Mapping
from pathlib import Path

from places.geoparsing.languages import de, en, fr, unknown
from places.geoparsing.languages.language import Language, Standing

LANGUAGES: Mapping[str, Language] = {
    module.LANGUAGE.code: module.LANGUAGE for module in (de, en, fr, unknown)
}
"""By ISO 639-1 code; ``und`` (ISO 639-2, undetermined) stands for every other language."""

__all__ = ["LANGUAGES", "Language", "Standing", "fingerprint_files", "rules_for"]


def rules_for(code: str | None) -> Language:
    """Return the rules of a language, or those that hold in any language."""
    return LANGUAGES.get((code or "").lower().partition("-")[0], LANGUAGES["und"])


def fingerprint_files() -> list[Path]:
    """List the files that hold what is known of languages; a lexicon depends on them."""
    folder = Path(__file__).parent
    return sorted([*folder.glob("*.py"), *folder.glob("data/*")])
