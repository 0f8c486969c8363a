"""Who tried a hand-over before that was kept; figures are counted anew by the rule that the diary has too."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
_CASES = """SELECT id, fields FROM "case" WHERE CAST(fields AS TEXT) LIKE '%"attempted"%'"""
_TRIED = """SELECT record.author, record_verdict.verdict FROM record
    JOIN record_verdict ON record_verdict.seq = record.seq
    WHERE record.stream_type = 'case' AND record.stream_id = :id AND record.kind = 'delivery.attempted'
    AND record_verdict.verdict IN ('accepted', 'held') ORDER BY record.seq"""
_PUT = sa.text('UPDATE "case" SET fields = :fields WHERE id = :id').bindparams(
    sa.bindparam("fields", type_=sa.JSON(none_as_null=True))
)


def upgrade() -> None:
    """The author stands on the record in the clear; where it cannot be told which record was which, nothing is put."""
    run = op.get_bind()
    for case_id, kept in run.execute(sa.text(_CASES)).all():
        fields = json.loads(kept) if isinstance(kept, str) else kept
        tried = fields.get("attempted") or []
        wrote = [(row[0], row[1]) for row in run.execute(sa.text(_TRIED), {"id": case_id})]
        authors = _authors(len(tried), wrote)
        if authors and not all("by" in one for one in tried):
            fields["attempted"] = [{**one, "by": one.get("by", by)} for one, by in zip(tried, authors, strict=True)]
            run.execute(_PUT, {"fields": fields, "id": case_id})
    run.execute(sa.text("DELETE FROM system WHERE name = 'figures_upto'"))


def _authors(tried: int, wrote: list[tuple[str, str]]) -> list[str]:
    """Who wrote the attempts, in their order; of records that waited only whoever wrote all of them."""
    if tried and len({by for by, _ in wrote}) == 1:
        return [wrote[0][0]] * tried
    taken = [by for by, verdict in wrote if verdict == "accepted"]
    waited = any(verdict == "held" for _, verdict in wrote)
    return taken if len(taken) == tried and not waited else []
