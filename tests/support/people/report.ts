/** Prints what was measured as the tables of docs/decisions/0036-plausibility.md. */
import type { CaughtBots, MeasuredRule } from "./measure.ts";

const percent = (part: number, whole: number) =>
  whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;

const number = (value: number | undefined) =>
  value === undefined || !Number.isFinite(value) ? "–" : String(Number(value.toFixed(3)));

export function ruleTable(rules: readonly MeasuredRule[], logs: number): string {
  const rows = rules.map(({ rule, read, fired, extreme }) => {
    const bound = rule.least === undefined ? `over ${rule.most}` : `under ${rule.least}`;
    return `| ${rule.name} | ${rule.severity} | ${bound} | ${number(extreme)} | ${read} | ${percent(fired, logs)} |`;
  });
  return [
    "| rule | severity | fires | farthest honest log, first half | logs it reads, second half | false alarms |",
    "|---|---|--:|--:|--:|--:|",
    ...rows,
  ].join("\n");
}

export function botTable(columns: readonly string[], rows: readonly CaughtBots[][]): string {
  const cells = (bots: CaughtBots[]) =>
    bots.map(({ caught, runs }) => `${percent(caught, runs)} of ${runs}`).join(" | ");
  const causes = ({ rules }: CaughtBots) =>
    [...rules]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 3)
      .map(([name]) => name)
      .join(", ");
  return [
    `| script | ${columns.join(" | ")} | rules that fired most |`,
    `|---|${columns.map(() => "--:|").join("")}---|`,
    ...rows.map(
      (bots) => `| ${bots[0]?.name} | ${cells(bots)} | ${bots[0] ? causes(bots[0]) : ""} |`,
    ),
  ].join("\n");
}
