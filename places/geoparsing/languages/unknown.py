"""What holds in any language: only what can hardly be anything but a place counts."""

from places.geoparsing.languages.language import Language, words

LANGUAGE = Language(
    code="und",
    common=words("common-de.txt") | words("common-en.txt") | words("common-fr.txt"),
    frequent=words("frequent-de.txt") | words("frequent-en.txt") | words("frequent-fr.txt"),
)
