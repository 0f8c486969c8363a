"""Each kind of tampering with a bundle is found and named."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.evidence import bundle, jws, notices, sealing
from app.evidence.check import check
from app.evidence.check.report import State
from app.evidence.encoding import b64u, canonical, from_b64u, from_canonical, sha256_hex
from app.evidence.jws import signing_input
from app.evidence.keys import Keyring, public_key
from tests.people import Cast
from tests.services.test_bundles import decided_case, made, trust

Bundle = bundle.Bundle


def place_of(held: Bundle, kind: str) -> int:
    """Which piece is the record of this kind: its claims are ASCII in the envelope's payload."""
    for place, piece in enumerate(held.pieces):
        claims = from_canonical(from_b64u(signing_input(piece.envelope).decode().partition(".")[2]))
        if claims["kind"] == kind:
            return place
    raise LookupError(kind)


def with_piece(held: Bundle, place: int, **changed: Any) -> Bundle:
    pieces = list(held.pieces)
    pieces[place] = replace(pieces[place], **changed)
    return replace(held, pieces=pieces)


def changed_body(held: Bundle, other: Bundle) -> Bundle:
    """Another name in what the citizen said, sealed anew under the record's own key."""
    place = place_of(held, "case.submitted")
    piece = held.pieces[place]
    claims = from_canonical(from_b64u(signing_input(piece.envelope).decode().partition(".")[2]))
    assert piece.body is not None and piece.key is not None
    where = sealing.Place(claims["id"], "body")
    body = from_canonical(sealing.unseal(piece.body, piece.key, where))
    body["person"]["name"] = "Nguyễn Thị Bảy"
    return with_piece(held, place, body=sealing.seal(canonical(body), piece.key, where))


def changed_envelope(held: Bundle, other: Bundle) -> Bundle:
    place = place_of(held, "case.submitted")
    head, payload, signature = held.pieces[place].envelope.split(".")
    claims = from_canonical(from_b64u(payload))
    claims["made_at"] = claims["made_at"].replace("T09", "T08")
    return with_piece(held, place, envelope=f"{head}.{b64u(canonical(claims))}.{signature}")


def swapped(held: Bundle, folder: str, data: bytes, suffix: str = "") -> Bundle:
    """Other bytes under the old name."""
    name = next(path for path in held.files if path.startswith(folder))
    return replace(held, files={**held.files, name: data})


def swapped_photo(held: Bundle, other: Bundle) -> Bundle:
    theirs = next(data for path, data in other.files.items() if path.startswith(bundle.BLOBS))
    return swapped(held, bundle.BLOBS, theirs)


def swapped_picture(held: Bundle, other: Bundle) -> Bundle:
    """Another picture under its own right name instead of the one that was shown."""
    name = next(path for path in held.files if path.startswith(bundle.SHOWN))
    files = {path: data for path, data in held.files.items() if path != name}
    return replace(held, files={**files, f"{bundle.SHOWN}{sha256_hex(b'another')}": b"another"})


def other_decision(held: Bundle, other: Bundle) -> Bundle:
    """The leaf says refuse instead of approve."""
    flipped = {}
    for name, kept in held.decisions.items():
        leaf = from_canonical(str(kept["leaf"]).encode())
        flipped[name] = {**kept, "leaf": canonical({**leaf, "act": "refuse"}).decode()}
    return replace(held, decisions=flipped)


def anothers_proof(held: Bundle, other: Bundle) -> Bundle:
    """A true proof, of another case."""
    theirs = next(iter(other.decisions.values()))
    return replace(held, decisions=dict.fromkeys(held.decisions, theirs))


def anothers_sheet(held: Bundle, other: Bundle) -> Bundle:
    theirs = next(data for path, data in other.files.items() if path.startswith(bundle.SHEETS))
    return swapped(held, bundle.SHEETS, theirs)


def without(kind: str) -> Callable[[Bundle, Bundle], Bundle]:
    def attack(held: Bundle, other: Bundle) -> Bundle:
        place = place_of(held, kind)
        return replace(held, pieces=[piece for at, piece in enumerate(held.pieces) if at != place])

    return attack


def without_end_and_list(held: Bundle, other: Bundle) -> Bundle:
    """The newest record of the case and the list that the server signed are both left out."""
    return without("bundle.made")(without("paper.sealed")(held, other), other)


def another_list(held: Bundle, other: Bundle) -> Bundle:
    """The list that the server signed for another case."""
    mine, theirs = place_of(held, "bundle.made"), place_of(other, "bundle.made")
    pieces = [piece for at, piece in enumerate(held.pieces) if at != mine]
    return replace(held, pieces=[*pieces, other.pieces[theirs]])


def another_paper(held: Bundle, other: Bundle) -> Bundle:
    return swapped(held, bundle.PAPERS, b"%PDF-1.7 another")


def one_more_paper(held: Bundle, other: Bundle) -> Bundle:
    return replace(held, files={**held.files, f"{bundle.PAPERS}{sha256_hex(b'%PDF-')}.pdf": b"%PDF-"})


def without_paper(held: Bundle, other: Bundle) -> Bundle:
    return replace(held, files={path: data for path, data in held.files.items() if not path.startswith(bundle.PAPERS)})


def changed_head(held: Bundle, other: Bundle) -> Bundle:
    first, size, *rest = held.head.split("\n")
    return replace(held, head="\n".join([first, str(int(size) + 1), *rest]))


def changed_path(held: Bundle, other: Bundle) -> Bundle:
    path = held.pieces[0].path
    return with_piece(held, 0, path=(bytes(32), *path[1:]))


def another_leaf(held: Bundle, other: Bundle) -> Bundle:
    return with_piece(held, 0, leaf=held.pieces[0].leaf + 1)


def forged_keys(held: Bundle, other: Bundle) -> Bundle:
    """Keys of the attacker's own, signed by a root of his own."""
    own = Keyring.fresh()
    return replace(held, root_jwk=own["root"].jwk, key_list=notices.key_list(own, "0" * 36, "2026-11-23T09:30:00.000Z"))


def forged_list(held: Bundle, other: Bundle) -> Bundle:
    """The true root's public half beside a list that it never signed."""
    own = Keyring.fresh()
    return replace(held, key_list=notices.key_list(own, "0" * 36, "2026-11-23T09:30:00.000Z"))


def spoofed_root(held: Bundle, other: Bundle) -> Bundle:
    """The attacker's own root, which says in its signature that it is the true one."""
    own, kid = Keyring.fresh(), jws.peek_kid(held.key_list, "tn-keys")
    claims = jws.verify(held.key_list, "tn-keys", kid, public_key(held.root_jwk))
    signed = jws.sign(claims, "tn-keys", kid, own["root"].private)
    return replace(held, root_jwk=own["root"].jwk, key_list=signed)


def without_key(held: Bundle, other: Bundle) -> Bundle:
    """The attacker says that the citizen's words were destroyed."""
    return with_piece(held, place_of(held, "case.submitted"), key=None, body=None)


def without_verification(held: Bundle, other: Bundle) -> Bundle:
    """Authenticator data without the flag that its person was verified."""
    kept = {}
    for name, one in held.decisions.items():
        data = bytearray(from_b64u(str(one["authenticator_data"])))
        data[32] &= ~0b100
        kept[name] = {**one, "authenticator_data": b64u(bytes(data))}
    return replace(held, decisions=kept)


def anothers_passkey(held: Bundle, other: Bundle) -> Bundle:
    stranger = next(iter(other.decisions.values()))
    return replace(
        held, decisions={name: {**kept, "public_key": stranger["public_key"]} for name, kept in held.decisions.items()}
    )


ATTACKS: list[tuple[Callable[[Bundle, Bundle], Bundle], str]] = [
    (changed_body, "body"),
    (without_key, "body"),
    (changed_envelope, "envelope"),
    (swapped_photo, "photo"),
    (swapped_picture, "shown"),
    (other_decision, "decision"),
    (anothers_proof, "decision"),
    (without_verification, "decision"),
    (anothers_passkey, "decision"),
    (anothers_sheet, "sheet"),
    (without("case.approved"), "order"),
    (without("certificate.printed"), "order"),
    (without("case.submitted"), "sheet"),
    (without("device.enrolled"), "envelope"),
    (without("paper.sealed"), "whole"),
    (without_end_and_list, "whole"),
    (another_list, "whole"),
    (another_paper, "paper"),
    (one_more_paper, "paper"),
    (without_paper, "paper"),
    (changed_head, "head"),
    (changed_path, "ledger"),
    (another_leaf, "ledger"),
    (forged_keys, "root"),
    (forged_list, "root"),
    (spoofed_root, "root"),
]


def test_each_kind_of_tampering_is_found_though_the_zip_is_made_anew(cast: Cast, passkey: Any) -> None:
    mine, theirs = decided_case(cast, passkey), None
    key = cast.passkey(cast.thu)
    theirs = cast.submitted(cast.phone())
    asked = cast.ask(cast.thu, theirs)
    cast.decide(cast.thu, asked.nonce, key.get(asked.options))
    held, other = bundle.read(made(cast, mine)), bundle.read(made(cast, theirs))
    believed = trust(cast)
    assert check(bundle.write(held), believed).sound
    missed = []
    for attack, what in ATTACKS:
        report = check(bundle.write(attack(held, other)), believed)
        if what not in {one.what for one in report.of(State.WRONG)}:
            missed.append((getattr(attack, "__qualname__", ""), what, [one.line for one in report.of(State.WRONG)]))
    assert missed == []


def test_a_file_spoiled_on_its_way_is_named(cast: Cast, passkey: Any) -> None:
    data = made(cast, decided_case(cast, passkey))
    assert [one.what for one in check(data[: len(data) // 2], trust(cast)).of(State.WRONG)] == ["file"]
    assert [one.what for one in check(b"PK", trust(cast)).of(State.WRONG)] == ["file"]
