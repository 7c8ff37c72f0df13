"""Say msgspec's messages in plain words, with what to do."""

import re

from digibarometer.questions.shape import KEY, LANGUAGE, START, VERSION

_WHERE = re.compile(r" - at (?:`key` in )?`\$\.?([^`]*)`$")
_WANTED = {
    KEY: "small letters a–z, digits and hyphens",
    VERSION: "three numbers, such as 1.0.0",
    LANGUAGE: "two small letters, such as sv",
    START: "a time of day in quotes, such as '08:30'",
}
_KINDS = {
    "array": "a list",
    "object": "named values",
    "str": "text",
    "int": "a whole number",
    "float": "a number with decimals",
    "bool": "true or false",
    "null": "nothing",
    "date": "a date",
    "datetime": "a time",
}


def plainly(message: str) -> tuple[str, str]:
    """The place (such as areas[2].title) and a sentence about what to do there."""
    where = _WHERE.search(message)
    place = where[1].replace("[...]", "") if where else ""
    return place, _sentence(message[: where.start()] if where else message)


def _sentence(said: str) -> str:
    if found := re.fullmatch(r"Object missing required field `(.+)`", said):
        return f"“{found[1]}” is missing. Add it."
    if found := re.fullmatch(r"Object contains unknown field `(.+)`", said):
        return f"“{found[1]}” is not known here. Remove it, or correct its spelling."
    if said == "Expected `str`":
        return "A name here is not text to YAML (no, yes, on and off are not). Put quotes around it."
    if found := re.fullmatch(r"Expected `str` matching regex (.+)", said):
        return f"Write {_wanted(found[1])}."
    if found := re.fullmatch(r"Invalid enum value '(.*)'", said):
        return f"“{found[1]}” cannot stand here. docs/content.md lists the words that can."
    if found := re.fullmatch(r"Expected `(.+)`, got `(.+)`", said):
        return _other_kind(found[1], found[2])
    if found := re.fullmatch(r"Expected `(?:array|object)` of length >= (\d+)", said):
        return f"At least {found[1]} must be written here."
    if found := re.fullmatch(r"Expected `str` of length ([<>]=) (\d+)", said):
        return f"Write at {'least' if found[1] == '>=' else 'most'} {found[2]} characters."
    if found := re.fullmatch(r"Expected `int` ([<>]=) (\d+)", said):
        return f"Write a number of at {'least' if found[1] == '>=' else 'most'} {found[2]}."
    return f"{said}."


def _other_kind(wanted: str, got: str) -> str:
    if got == "null":
        return "Nothing is written here. Write something, or remove the line."
    kinds = " or ".join(_KINDS.get(kind.strip(), kind) for kind in wanted.split("|"))
    advice = " Put quotes around it." if "str" in wanted and got in {"int", "float", "bool", "date", "datetime"} else ""
    return f"This should be {kinds}, but is {_KINDS.get(got, got)}.{advice}"


def _wanted(quoted: str) -> str:
    return next(
        (words for regex, words in _WANTED.items() if repr(regex) == quoted), f"something that matches {quoted}"
    )
