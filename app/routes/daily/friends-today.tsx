/** The viewer and friends on today's board, ranked among themselves. */
import type { Daily } from "../../contracts/challenge.ts";
import { Winner } from "./yesterday.tsx";

/** Figures tell no code, so they are shown before the viewer's own try; what the link leads to is sealed until then. */
const RUN = { hash: "", text: "Run" };

export function FriendsToday({ challenge, self }: { challenge: Daily; self: string | undefined }) {
  const { friends } = challenge;
  if (!friends.some(({ user }) => user.username !== self)) return null;
  return (
    <section aria-labelledby="friends-today" className="mt-14">
      <h2 id="friends-today">You and your friends</h2>
      <ol className="winners">
        {friends.map((entry) => (
          <Winner key={entry.result_id} entry={entry} link={RUN} />
        ))}
      </ol>
    </section>
  );
}
