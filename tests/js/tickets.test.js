/** Codes of appointment slips: read from an address of this commune only, typed as people type. */

import assert from "node:assert/strict";
import test from "node:test";
import { bindable, ticketIn, ticketShown, typedTicket } from "../../app/static/js/core/tickets.js";

const HERE = "https://xa.example";

test("only an address of this server names a slip", () => {
  const cases = [
    ["HTTPS://XA.EXAMPLE/T/7K4QM2XD9HTP", "7K4QM2XD9HTP"],
    ["https://xa.example/t/7k4qm2xd9htp", "7K4QM2XD9HTP"],
    [" HTTPS://XA.EXAMPLE/T/7K4Q-M2XD-9HTP ", "7K4QM2XD9HTP"],
    ["HTTPS://XA.EXAMPLE/K/7K4QM2XD9HTP", ""],
    ["HTTPS://OTHER.EXAMPLE/T/7K4QM2XD9HTP", ""],
    ["HTTPS://XA.EXAMPLE.EVIL/T/7K4QM2XD9HTP", ""],
    ["HTTPS://XA.EXAMPLE/T/7K4QM2XD9HT", ""],
    ["HTTPS://XA.EXAMPLE/T/7K4QM2XD9HTPX", ""],
    ["7K4QM2XD9HTP", ""],
    ["", ""],
  ];
  for (const [text, code] of cases) assert.equal(ticketIn(text, HERE), code, text);
});

test("a typed code forgives what looks alike", () => {
  const cases = [
    ["7k4q-m2xd-9htp", "7K4QM2XD9HTP"],
    ["7K4Q M2XD 9HTP", "7K4QM2XD9HTP"],
    ["OILO-0000-0000", "011000000000"],
    ["7K4Q-M2XD-9HTU", ""],
    ["7K4Q", ""],
  ];
  for (const [text, code] of cases) assert.equal(typedTicket(text), code, text);
  assert.equal(ticketShown("7K4QM2XD9HTP"), "7K4Q-M2XD-9HTP");
});

test("a slip is bound once, to a case that somebody still waits for", () => {
  const cases = [
    [{ state: "submitted" }, true],
    [{ state: "submitted", local: "saved" }, true],
    [{ state: "ready" }, true],
    [{ state: "submitted", ticket: "7K4QM2XD9HTP" }, false],
    [{ state: "submitted", local: "held" }, false],
    [{ state: "delivered" }, false],
    [{ state: "declined" }, false],
  ];
  for (const [known, may] of cases) assert.equal(bindable(known), may, JSON.stringify(known));
});
