"""How proofs fail: refusals with stable codes."""

from app.domain.problems import Problem


class BadEncoding(Problem):
    """Text that is not in the one allowed encoding (base64url, canonical JSON)."""

    code = "bad_encoding"


class BadSignature(Problem):
    """The signature does not belong to this text and key."""

    code = "bad_signature"


class BadEnvelope(Problem):
    """Well signed perhaps, but not a record of ours."""

    code = "bad_envelope"


class BadSeal(Problem):
    """A sealed part that does not open with its key, id, role and index."""

    code = "bad_seal"


class ForeignSeal(BadSeal):
    """Sealed for the intake key of another installation."""

    code = "foreign_seal"


class BadUpload(Problem):
    """The permission to send is missing, foreign, for another call or too old."""

    code = "bad_upload"


class BadAssertion(Problem):
    """The passkey's answer does not prove this act by this person."""

    code = "bad_assertion"
