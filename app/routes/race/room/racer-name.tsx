import type { RaceRoom } from "../../../contracts/race-protocol.ts";

interface Props {
  racer: RaceRoom["racers"][number] | undefined;
  isOwn: boolean;
}

const KIND_TAGS: Record<string, string> = { guest: "guest", ghost: "ghost" };

/** A racer's name, with what they are unless they have an account. */
export function RacerName({ racer, isOwn }: Props) {
  const tag = racer && KIND_TAGS[racer.kind];
  return (
    <>
      <span className="truncate">{racer?.name}</span>
      {isOwn && <span className="racer-tag">you</span>}
      {tag && !isOwn && (
        <span className="racer-tag" data-kind={racer.kind}>
          {tag}
        </span>
      )}
    </>
  );
}
