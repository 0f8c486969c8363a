"""Every way the commune says no: each refusal has a name and a stable code; words live in the catalogues."""

from typing import ClassVar


class Problem(Exception):
    """A refusal that a person or a phone is told about; `code` never changes once released."""

    code: ClassVar[str] = "problem"


class NotFound(Problem):
    """Unknown, or another commune's: both look the same."""

    code = "not_found"


class NotAllowed(Problem):
    """This person may not do this."""

    code = "not_allowed"


class InvitationGone(Problem):
    """The invitation was used, has expired, or was for somebody else."""

    code = "invitation_gone"


class PasskeyNeeded(Problem):
    """This person has a passkey: it must bind the phone."""

    code = "passkey_needed"


class AlreadyEnrolled(Problem):
    """This key was enrolled before."""

    code = "already_enrolled"


class Stale(Problem):
    """The case changed since it was shown."""

    code = "stale"


class Replayed(Problem):
    """This statement was answered before."""

    code = "replayed"


class Expired(Problem):
    """The statement is too old."""

    code = "expired"


class NotPrepared(Problem):
    """The pictures of this case are still being made."""

    code = "not_prepared"


class NotSigned(Problem):
    """Nobody is signed in."""

    code = "not_signed_in"


class SignInAgain(Problem):
    """A further passkey is added only right after entering with one that the person already has."""

    code = "sign_in_again"
