"""What content files of every kind are made of: keys, versions, languages and texts."""

from typing import Annotated

from msgspec import Meta, Struct

KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"
VERSION = r"^\d+\.\d+\.\d+$"
LANGUAGE = r"^[a-z]{2}$"
START = r"^([01]\d|2[0-3]):[0-5]\d$"

Key = Annotated[str, Meta(pattern=KEY, max_length=60)]
Version = Annotated[str, Meta(pattern=VERSION, max_length=20)]
Language = Annotated[str, Meta(pattern=LANGUAGE)]
LocalizedText = dict[str, str]  # {"sv": …, "en": …}; may be left out
RequiredText = Annotated[dict[str, str], Meta(min_length=1)]  # the same, but must be there
LevelText = dict[str, str | int]  # {"level": 1, "sv": …, "en": …}
Minutes = Annotated[int, Meta(ge=1, le=600)]


class Schema(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that is written in a content file. What is not known is refused: it is most often misspelt."""
