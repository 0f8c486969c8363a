"""Figures of this machine against their budgets: one table, and results.json. `python -m bench.run [part …]`."""

import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench import at_the_door, audits, deciding, phone, postgres, rules, server, sizes
from bench.figures import Figure

PARTS = {
    "sizes": sizes,
    "rules": rules,
    "deciding": deciding,
    "server": server,
    "postgres": postgres,
    "phone": phone,
    "door": at_the_door,
    "audits": audits,
}
RESULTS = Path(__file__).parent / "results.json"
VERDICT = {True: "holds", False: "OVER", None: ""}


def main(asked: list[str]) -> None:
    """Measures what is asked for, or everything; only everything is kept."""
    found: list[Figure] = []
    busy = f"{os.getloadavg()[1]:.1f}"
    print(f"load of the five minutes before: {busy} on {os.cpu_count()} cores; above their number, times are too long")
    for name in asked or PARTS:
        print(f"\n{name}", flush=True)
        for one in PARTS[name].figures():
            print(f"  {one.name:58} {one.value:>22}  {one.budget:18} {VERDICT[one.holds]}", flush=True)
            found.append(one)
    over = [one.name for one in found if one.holds is False]
    print(f"\n{len(found)} figures, {len(over)} over their budget")
    if not asked:
        rows = [{"name": one.name, "value": one.value, "budget": one.budget, "holds": one.holds} for one in found]
        machine = f"{os.cpu_count()} × {platform.machine()}, {platform.system()}, Python {platform.python_version()}"
        kept = {"machine": machine, "load_before": busy, "at": f"{datetime.now(UTC):%Y-%m-%d}", "rows": rows}
        RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
