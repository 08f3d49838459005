/** The name of a route, table, index or statement. Lines break at spaces, then at `_` and `/`, never within a word. */
import { Fragment } from "react";

const Word = ({ word }: { word: string }) => (
  <span className="monitor-word">
    {word.split(/(?<=[_/])(?=[^_/])/).map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part of a name has no other
      <Fragment key={index}>
        {index > 0 && <wbr />}
        {part}
      </Fragment>
    ))}
  </span>
);

export const Identifier = ({ name }: { name: string }) =>
  name.split(" ").map((word, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a word of a name has no other
    <Fragment key={index}>
      {index > 0 && " "}
      <Word word={word} />
    </Fragment>
  ));
