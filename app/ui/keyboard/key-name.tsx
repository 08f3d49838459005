import { keyName, spokenName } from "./key-names.ts";

/** In a pair Enter is a sign, because a word would not be understood. */
const ENTER_SIGN = "⏎";

/** A key or a pair as it is printed, with the words that screen readers say. */
export function KeyName({ keys }: { keys: string }) {
  return (
    <>
      <span aria-hidden="true">
        <kbd translate="no">{keyName(keys).replaceAll("\n", ENTER_SIGN)}</kbd>
      </span>
      <span className="sr-only">{spokenName(keys)}</span>
    </>
  );
}
