/** Requests that cost the site more than their sender. */
import { exportData } from "../../../app/.server/accounts/export/service.ts";
import { checkSyntax } from "../../../app/code/syntax.ts";
import { call, register } from "../../../tests/support/api.ts";
import { insertResults, pastResult } from "../../../tests/support/histories.ts";
import { callerOf } from "../../../tests/support/players.ts";
import type { Site } from "../../../tests/support/site.ts";
import { draft } from "../../../tests/support/snippets.ts";
import { createVisitor } from "../../../tests/support/visitors.ts";
import { nest } from "../syntax/nested-code.ts";
import { type Attack, number, times } from "./attack.ts";

/** 457 characters. Babel's parser tries each `<a>(` in several ways, so that each level doubles its time. */
const NESTED = nest([["if(1)<a>(function(){", "})"]], 20, "x = first(second)");
/** Far above what is measured, and far below what once was, also on a busy machine. */
const MAX_MS = 500;

async function checkNested() {
  const before = process.cpuUsage();
  const faults = checkSyntax(NESTED, "TYPESCRIPT");
  const { user, system } = process.cpuUsage(before);
  const milliseconds = (user + system) / 1_000;
  return {
    now: `${NESTED.length} characters: ${milliseconds.toFixed(1)} ms of CPU, ${faults[0]?.message ?? "no error"}`,
    holds: milliseconds <= MAX_MS,
  };
}

async function importAsFormer(site: Site) {
  const { user, token } = await createVisitor(site, "admin");
  const { id = "" } = user ?? {};
  await site.db.updateTable("users").set({ is_active: false }).where("id", "=", id).execute();
  // Lines of more than 80 characters would be refused before they are parsed.
  const snippet_text = NESTED.replaceAll("{", "{\n");
  const json = { snippets: times(50, () => draft({ language: "TYPESCRIPT", snippet_text })) };
  const durations: number[] = [];
  const statuses = new Set<number>();
  for (let n = 0; n < 11; n += 1) {
    const started = performance.now();
    const { status } = await call(site, "/snippets/import", { token, json });
    durations.push(performance.now() - started);
    statuses.add(status);
  }
  const median = durations.sort((a, b) => a - b)[durations.length >> 1] ?? 0;
  return {
    now: `${[...statuses].join(", ")} after ${median.toFixed(0)} ms, for 50 such snippets`,
    holds: statuses.has(401) && statuses.size === 1 && median <= MAX_MS,
  };
}

const MAX_ANSWER = 8 * 1024;

async function sendBadKeys(site: Site) {
  const { access_token: token } = await register(site);
  const body = JSON.stringify({ key_sequence: times(14_522, () => [0.5, "xx"]) });
  const response = await fetch(`${site.origin}/api/game/end`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body,
  });
  const { byteLength } = await response.arrayBuffer();
  return {
    now: `${(body.length / 1024).toFixed(0)} KiB of keys: ${response.status}, ${number(byteLength)} bytes`,
    holds: response.status === 422 && byteLength <= MAX_ANSWER,
  };
}

const RESULTS = 20_000;
/** A part has at most 20 key logs, or 1,000 rows of another table. */
const MAX_PART = 2 * 1024 * 1024;
const mebibytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

async function exportBusyAccount(site: Site) {
  const account = await register(site);
  for (let n = 0; n < RESULTS; n += 2_000) {
    await insertResults(
      site.db,
      account.user.id,
      times(2_000, () => pastResult()),
    );
  }
  const parts: number[] = [];
  for await (const part of exportData(site.db, callerOf(account), {
    now: new Date(),
    secret: "",
  })) {
    parts.push(Buffer.byteLength(part));
  }
  const response = await fetch(`${site.origin}/api/user/export`, {
    headers: { Authorization: `Bearer ${account.access_token}` },
  });
  const { byteLength } = await response.arrayBuffer();
  const announced = response.headers.has("Content-Length");
  const largest = Math.max(...parts);
  return {
    now: `${number(RESULTS)} results: ${mebibytes(byteLength)}, read in ${parts.length} parts of at most ${mebibytes(largest)}${announced ? ", sent whole" : ", streamed"}`,
    holds: response.ok && !announced && largest <= MAX_PART,
  };
}

export const COSTS: Attack[] = [
  {
    name: "`if(1)<a>(function(){ … })`, nested 20 deep in TypeScript",
    before: "6.7 s of the Worker's thread",
    repeat: checkNested,
  },
  {
    name: "Import of snippets by a switched-off administrator",
    before: "1.6 s before the refusal",
    repeat: importAsFormer,
  },
  {
    name: "156 KiB of wrong keys",
    before: "an answer of 3 MiB",
    repeat: sendBadKeys,
  },
  {
    name: "The export of a busy account",
    before: "19.6 MiB in memory, in one piece",
    repeat: exportBusyAccount,
  },
];
