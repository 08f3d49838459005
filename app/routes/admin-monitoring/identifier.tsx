/** The name of a route, a table, an index or a statement: broken between its words, and not within one. */
import { Fragment } from "react";

export const Identifier = ({ name }: { name: string }) =>
  name.split(/(?<=[_/])(?=[^_/])/).map((word, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words are where they are
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {word}
    </Fragment>
  ));
