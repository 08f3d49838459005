/** The parts of drills: which lines of a version of a text are typed. */
import { z } from "zod";
import { windowAt } from "../../../engine/drills/windows.ts";

/** A version's id, the first line from 0, and the number of lines; 0 lines for the whole text as it is. */
export const partSchema = z.tuple([z.int(), z.int(), z.int()]);
export type Part = z.infer<typeof partSchema>;

export const versionTextSchema = z.strictObject({ version_id: z.int(), text: z.string() });
type VersionText = z.infer<typeof versionTextSchema>;

/** Returns the text of each part; undefined when one of the texts is gone. */
export function textsOf(
  parts: readonly Part[],
  versions: readonly VersionText[],
): string[] | undefined {
  const byId = new Map(versions.map(({ version_id, text }) => [version_id, text]));
  const texts = parts.flatMap(([version, line, lines]) => {
    const text = byId.get(version);
    if (text === undefined) return [];
    return [lines === 0 ? text : windowAt(text, line, lines).text];
  });
  return texts.length === parts.length ? texts : undefined;
}
