"""The chain of trust begins: root fingerprint, key list."""

from app.domain.problems import Problem
from app.evidence import jws
from app.evidence.bundle import Bundle
from app.evidence.check.case import Jwk, Known, Trust
from app.evidence.check.report import Report
from app.evidence.keys import public_key, thumbprint


def known(held: Bundle, trust: Trust, report: Report) -> Known | None:
    """The keys that the root key signed; None (and said) when this is not the root that the inspector knows."""
    try:
        if thumbprint(held.root_jwk) != trust.root:
            report.wrong("root")
            return None
        claims = jws.verify(held.key_list, "tn-keys", trust.root, public_key(held.root_jwk))
        keys: dict[str, dict[str, Jwk]] = {}
        for one in (*claims["keys"], *claims.get("old", [])):
            if thumbprint(one["jwk"]) != one["kid"]:
                raise ValueError(one["kid"])
            keys.setdefault(one["use"], {})[one["kid"]] = one["jwk"]
        found = Known(str(claims["iss"]), keys)
    except (Problem, KeyError, TypeError, ValueError, AttributeError):
        report.wrong("root")
        return None
    report.proven("root", trust.root)
    return found
