"""case.prepare: pictures of the evidence, ready before the leader asks."""

from app.services import preparing
from app.work import Tools, begin, look


def run(tools: Tools, subject: str) -> None:
    """Makes the pictures of one revision; `subject` is `<case>/<revision>`."""
    case_id, _, revision = subject.partition("/")
    with look(tools) as work:
        material = preparing.gather(work, case_id, int(revision))
    if material is None:
        return
    pictures = [preparing.picture(item, tools.blobs.read(item.source)) for item in material.items]
    pictures += preparing.ink_pictures(material)
    like = preparing.likeness(material, pictures)
    with begin(tools) as work:
        preparing.keep(work, material, pictures, like)
