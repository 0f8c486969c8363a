"""python -m app.evidence.check FILE --root FINGERPRINT [--passkey FINGERPRINT …]: exits 0 only when all is proven."""

import argparse
import re
import sys
from pathlib import Path

try:
    from app.evidence.check import Report, Trust, check
except ModuleNotFoundError as missing:
    sys.exit(f"Thiếu thư viện {missing.name}: python -m pip install cryptography cbor2")

_HEX = re.compile(r"[0-9a-f]{64}\Z")


def passkey(text: str) -> str:
    """A fingerprint as it stands on paper: hex in groups, capitals or not. ValueError when it is none."""
    found = re.sub(r"[\s:.-]", "", text).lower()
    if not _HEX.match(found):
        raise ValueError(text)
    return found


def lines(report: Report) -> list[str]:
    """What the inspector reads."""
    facts = [f"  {one}" for one in report.facts]
    return [*(one.line for one in report.findings), "", *facts, report.verdict]


def main(arguments: list[str]) -> int:
    """0: everything is proven; 1: something is wrong, or could not be checked."""
    parser = argparse.ArgumentParser(
        prog="python -m app.evidence.check", description="Kiểm tra tệp chứng cứ một hồ sơ."
    )
    parser.add_argument("file", type=Path, help="tệp .zip")
    parser.add_argument("--root", required=True, help="mã đối chiếu khóa gốc của xã")
    parser.add_argument(
        "--passkey", action="append", default=[], type=passkey, help="mã đối chiếu trên phiếu ghi nhận khóa"
    )
    given = parser.parse_args(_joined(arguments))
    report = check(given.file.read_bytes(), Trust(given.root.strip(), frozenset(given.passkey)))
    sys.stdout.write("\n".join(lines(report)) + "\n")
    return 0 if report.sound else 1


def _joined(arguments: list[str]) -> list[str]:
    """`--root VALUE` as one word: a fingerprint may begin with a hyphen, and would be taken for an option."""
    out: list[str] = []
    for one in arguments:
        if out and out[-1] in ("--root", "--passkey"):
            out[-1] = f"{out[-1]}={one}"
        else:
            out.append(one)
    return out


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
