"""Passkeys: registration, sign-in and the assertion that binds a decision; user verification is always required."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.evidence.encoding import b64u, from_b64u
from app.evidence.problems import BadAssertion, BadEncoding


@dataclass(frozen=True, slots=True)
class Site:
    """The relying party: rp id (a host) and the exact origin."""

    rp: str
    origin: str
    name: str


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """What is kept of a registered passkey; keys and ids in base64url."""

    id: str
    public_key: str
    sign_count: int
    aaguid: str
    backed_up: bool


@dataclass(frozen=True, slots=True)
class KnownPasskey:
    """A passkey as the register has it; `handle` is its person's WebAuthn user handle (base64url)."""

    id: str
    public_key: str
    sign_count: int
    handle: str


@dataclass(frozen=True, slots=True)
class Asserted:
    """The exact bytes of a proven assertion, base64url, and the new counter."""

    passkey: str
    client_data: str
    authenticator_data: str
    signature: str
    sign_count: int


def registration_options(site: Site, handle: str, name: str, challenge: bytes, have: Sequence[str]) -> dict[str, Any]:
    """The JSON for navigator.credentials.create."""
    import webauthn
    from webauthn.helpers import structs
    from webauthn.helpers.cose import COSEAlgorithmIdentifier as Alg

    options = webauthn.generate_registration_options(
        rp_id=site.rp,
        rp_name=site.name,
        user_id=from_b64u(handle),
        user_name=name,
        user_display_name=name,
        challenge=challenge,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        # few algorithms: old phones choke on long lists
        supported_pub_key_algs=[Alg.ECDSA_SHA_256, Alg.EDDSA, Alg.RSASSA_PKCS1_v1_5_SHA_256],
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=from_b64u(one)) for one in have],
    )
    found: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return found


def check_registration(site: Site, answer: dict[str, Any], challenge: bytes) -> NewPasskey:
    """The new passkey; BadAssertion when it was not made here, now, with the person verified."""
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.rp,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise BadAssertion from error
    return NewPasskey(
        id=b64u(made.credential_id),
        public_key=b64u(made.credential_public_key),
        sign_count=made.sign_count,
        aaguid=made.aaguid,
        backed_up=made.credential_backed_up,
    )


def assertion_options(site: Site, challenge: bytes, allowed: Sequence[str]) -> dict[str, Any]:
    """The JSON for navigator.credentials.get; an empty `allowed` means any passkey of this site (sign-in)."""
    import webauthn
    from webauthn.helpers import structs

    if len(challenge) != 32:
        raise ValueError("a challenge has 32 bytes")  # the library would quietly replace an empty one
    options = webauthn.generate_authentication_options(
        rp_id=site.rp,
        challenge=challenge,
        allow_credentials=[structs.PublicKeyCredentialDescriptor(id=from_b64u(one)) for one in allowed],
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    found: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return found


def assertion_id(answer: Any) -> str:
    """The passkey that an answer claims, unproven; BadAssertion when it names none."""
    if not isinstance(answer, dict) or not isinstance(answer.get("id"), str):
        raise BadAssertion
    return str(answer["id"])


def check_assertion(site: Site, answer: dict[str, Any], challenge: bytes, known: KnownPasskey) -> Asserted:
    """The proven assertion: exact origin, user verified, not inside a foreign frame, this person's handle."""
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        made = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.rp,
            expected_origin=site.origin,
            credential_public_key=from_b64u(known.public_key),
            # a synced passkey may answer from another phone with a lower counter: kept, never a lock-out
            credential_current_sign_count=0,
            require_user_verification=True,
        )
        response = answer["response"]
        client = json.loads(from_b64u(response["clientDataJSON"]))
    except (WebAuthnException, BadEncoding, ValueError, KeyError, TypeError) as error:
        raise BadAssertion from error
    if client.get("crossOrigin") is True or "topOrigin" in client:
        raise BadAssertion
    if answer["id"] != known.id or response.get("userHandle") not in (None, known.handle):
        raise BadAssertion
    return Asserted(
        passkey=known.id,
        client_data=response["clientDataJSON"],
        authenticator_data=response["authenticatorData"],
        signature=response["signature"],
        sign_count=made.new_sign_count,
    )
