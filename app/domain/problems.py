"""Every way the commune says no: each refusal has a name and a stable code; words live in the catalogues."""

from datetime import datetime
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


class DeviceStopped(Problem):
    """The phone was suspended or revoked: nothing on it is opened again."""

    code = "device_stopped"


class Locked(Problem):
    """The session rested too long: its person must confirm before anything else is answered."""

    code = "locked"


class BadLogin(Problem):
    """Account, password or one-time code is wrong; which one is never said."""

    code = "bad_login"


class BadCode(Problem):
    """The one-time code is wrong, too old, or was used before."""

    code = "bad_one_time_code"


class NotBefore(Problem):
    """Refused now, allowed later; `until` is the moment."""

    code = "not_before"

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class TooMany(NotBefore):
    """Too many wrong tries for this account or from this address."""

    code = "too_many"


class DecidesLater(NotBefore):
    """A passkey made through recovery signs in at once and decides a day later."""

    code = "decides_later"
