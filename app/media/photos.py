"""Photos from outside: JPEG only, bounded before decoding, re-encoded without anything but pixels."""

import io
import warnings

from PIL import Image, ImageOps

from app.domain.problems import Problem

LONGEST = 1600
MOST_BYTES = 6 * 1024 * 1024
MOST_SIDE = 5000
MOST_PIXELS = 16_000_000
QUALITY = 82


class NotAPhoto(Problem):
    """Not a JPEG that we open: other format, too large, cut off, or a bomb."""

    code = "not_a_photo"


def reencode(data: bytes) -> bytes:
    """A JPEG of at most 1600 px on its longest side: upright, no EXIF, same input same output. NotAPhoto otherwise."""
    if len(data) > MOST_BYTES or not data.startswith(b"\xff\xd8\xff"):
        raise NotAPhoto
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _picture(data)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotAPhoto from error


def cells(picture: bytes, side: int) -> list[int]:
    """So many grey cells each way of a picture that `reencode` made, row by row."""
    with Image.open(io.BytesIO(picture), formats=["JPEG"]) as opened:
        return list(opened.convert("L").resize((side, side), Image.Resampling.BOX).tobytes())


def _picture(data: bytes) -> bytes:
    # the format list is the guard: Pillow looks at content, so a renamed file of another kind is refused here
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as opened:
        width, height = opened.size
        if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
            raise NotAPhoto
        opened.thumbnail((LONGEST, LONGEST))
        upright = ImageOps.exif_transpose(opened).convert("RGB")
    out = io.BytesIO()
    Image.frombytes("RGB", upright.size, upright.tobytes()).save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
