/** Shown instead of a board without players. */
import { Link } from "@remix-run/react";
import { type BoardFilter, boardPath } from "./search-params.ts";

interface Props {
  filter: BoardFilter;
  /** Whether boards of this period are still stored. */
  stored: boolean;
  /** Whether this is the first page. */
  first: boolean;
}

function textFor({ filter, stored, first }: Props) {
  const present = {
    to: boardPath({ ...filter, period: undefined }),
    label: "To the present board",
  };
  if (!first) {
    return {
      title: "That was everybody.",
      text: "The board ends on the page before.",
      to: boardPath(filter),
      label: "To the top",
    };
  }
  if (filter.scope === "friends" && !filter.period && !filter.season) {
    return {
      title: "None of you has shipped here yet.",
      text: "You and your friends have no verified run on this board.",
      to: "/friends",
      label: "Your friends",
    };
  }
  if (filter.season) {
    return {
      title: "Nobody got here in time.",
      text: `Season ${filter.season} is closed, and this board of it stays empty.`,
      to: boardPath({ ...filter, season: undefined, period: undefined }),
      label: "To the running season",
    };
  }
  if (!filter.period) {
    return {
      title: "Nobody has shipped here yet.",
      text: "The first verified run takes the top of this board.",
      to: "/play",
      label: "Take it",
    };
  }
  if (stored) {
    return {
      title: "Nobody shipped anything.",
      text: "It was quiet, and production stayed up all the same.",
      ...present,
    };
  }
  const text =
    filter.type === "weekly"
      ? "Boards of weeks are kept for half a year."
      : "Boards of days are kept for five weeks.";
  return { title: "This board is gone.", text, ...present };
}

export function EmptyBoard(props: Props) {
  const { title, text, to, label } = textFor(props);
  return (
    <div className="card mt-8 py-12 text-center">
      <p className="font-mono font-bold">{title}</p>
      <p className="mt-2 text-dim">{text}</p>
      <Link to={to} className={`button mt-6 ${to === "/play" ? "button-primary" : ""}`}>
        {label}
      </Link>
    </div>
  );
}
