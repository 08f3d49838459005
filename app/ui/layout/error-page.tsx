/** The error page. */
import { isRouteErrorResponse, Link, useLocation } from "@remix-run/react";
import type { Kind } from "../../engine/state.ts";
import { BugGlyph } from "../bug-glyphs/bug-glyph.tsx";
import { isNetworkError } from "./network-errors.ts";

interface Failure {
  glyph: Kind;
  title: string;
  text: string;
}

const FAILURES: Record<number, Failure> = {
  401: {
    glyph: "race",
    title: "Who goes there?",
    text: "This page wants to know who you are. Sign in, and it will let you pass.",
  },
  403: {
    glyph: "syntax",
    title: "Permission denied",
    text: "You are signed in, but this page is not for your role. No sudo here.",
  },
  404: {
    glyph: "null",
    title: "Null pointer",
    text: "There is nothing at this address. It was moved, or it never was.",
  },
  409: {
    glyph: "race",
    title: "Race condition",
    text: "That was done already, here or in another window. It cannot be done twice.",
  },
  422: {
    glyph: "syntax",
    title: "Unexpected token",
    text: "Something in this address cannot be read. An old link, or a typing error.",
  },
  503: {
    glyph: "leak",
    title: "The database is away",
    text: "It does not answer just now. Nothing is lost: a run that you finish meanwhile waits in your browser and is sent when the database is back. Try again in a moment.",
  },
};

const CRASH: Failure = {
  glyph: "boss",
  title: "Production is on fire",
  text: "This time it is ours. The error is in our log; please try again in a moment.",
};

/** A run that is being checked answers others as one that there never was. */
const NO_RESULT: Failure = {
  glyph: "null",
  title: "No run here",
  text: "Either it is gone, or it is being checked before it is shown: then this link opens in a few minutes.",
};

const AWAY: Failure = {
  glyph: "race",
  title: "Connection refused",
  text: "The network is away, or our server. Nothing is lost: a run that you have finished waits in this browser. Try again in a moment.",
};

/** Returns the status, title and text for what a route threw. The status is 0 where there was no answer. */
export function failureOf(error: unknown): Failure & { status: number } {
  if (isNetworkError(error)) return { status: 0, ...AWAY };
  const status = isRouteErrorResponse(error) ? error.status : 500;
  return { status, ...(FAILURES[status] ?? CRASH) };
}

export function ErrorPage({ error }: { error: unknown }) {
  const here = useLocation();
  const failure = failureOf(error);
  const { status } = failure;
  const isResult = status === 404 && here.pathname.startsWith("/results/");
  const { glyph, title, text } = isResult ? NO_RESULT : failure;
  const canRetry = status !== 404 && status !== 403;
  return (
    <main className="column failure">
      <BugGlyph kind={glyph} className="failure-glyph" />
      <p className="eyebrow">
        {status === 0 ? "No answer" : `${status >= 500 ? "Error" : "Status"} ${status}`}
      </p>
      <h1>{title}</h1>
      <p className="failure-text">{text}</p>
      <p className="failure-ways">
        {status === 401 ? (
          <Link to="/login" className="button button-primary">
            Sign in
          </Link>
        ) : (
          <Link to="/" className={canRetry ? "button" : "button button-primary"}>
            To the start page
          </Link>
        )}
        {canRetry && (status >= 500 || status === 0) && (
          <Link to={here} reloadDocument className="button button-primary">
            Try again
          </Link>
        )}
      </p>
    </main>
  );
}
