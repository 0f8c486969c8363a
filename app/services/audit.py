"""The ledger judged from its own bytes."""

from app.evidence import ledger
from app.store import devices, records
from app.work import Work


def verify(work: Work) -> ledger.Verdict:
    """Order, signatures, chains and bodies of all records."""
    keys = {**devices.public_keys(work.db), work.tools.keys["record"].kid: work.tools.keys["record"].jwk}
    rows = (ledger.Row(leaf.seq, leaf.envelope, leaf.body) for leaf in records.leaves(work.db))
    return ledger.verify(rows, keys)
