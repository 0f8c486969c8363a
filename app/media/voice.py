"""A voice from outside: a short recording in a container that phones make, kept as it came, never decoded here."""

from app.domain.problems import Problem

# 20 seconds of Opus at 24 kbit/s are 60 KB; some phones record AAC
MOST_BYTES = 400 * 1024
_WEBM, _OGG, _MP4 = b"\x1aE\xdf\xa3", b"OggS", b"ftyp"


class NotAVoice(Problem):
    """Not a recording that a page can play, or too long."""

    code = "not_a_voice"


def kind(data: bytes) -> str:
    """The type that the recording is played as: by its own first bytes. NotAVoice otherwise."""
    if not data or len(data) > MOST_BYTES:
        raise NotAVoice
    if data.startswith(_WEBM):
        return "audio/webm"
    if data.startswith(_OGG):
        return "audio/ogg"
    if data[4:8] == _MP4:
        return "audio/mp4"
    raise NotAVoice
