import type {
  ActionFunctionArgs,
  LinksFunction,
  LoaderFunctionArgs,
  MetaFunction,
} from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { useEffect, useId, useRef, useState } from "react";
import { deleteOwnText, ownTextList } from "../../../.server/practice/texts/service.ts";
import { MOST_TEXTS } from "../../../contracts/own-text.ts";
import { rememberedChoice, startChoice } from "../../../contracts/start-choice.ts";
import { DIFFICULTIES, type Difficulty } from "../../../engine/plan.ts";
import styles from "../../../styles/practice-texts.css?url";
import { DIFFICULTY_NAMES } from "../../../ui/text/enum-names.ts";
import { requireViewer } from "../../shared/authentication.ts";
import { useFlashKey } from "../../shared/form-foot.tsx";
import { readForm } from "../../shared/forms.ts";
import { isCoded, redirectWithFlash, unwrap } from "../../shared/responses.ts";
import { PracticeNav } from "../practice-nav.tsx";
import { TextList } from "./text-list.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () => [
  { title: "Own texts · Pro Dev" },
  { name: "description", content: "Code of your own, to drill and to play. Nobody else sees it." },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const texts = await unwrap(request, context, ownTextList(context.db, viewer));
  const { difficulty } = startChoice(rememberedChoice(request.headers.get("Cookie")));
  return { texts, difficulty, now: context.now.toISOString() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const id = (await readForm(request)).get("id");
  // A text that is deleted already is no error.
  const deleted = deleteOwnText(context.db, viewer, typeof id === "string" ? id : "").catch(
    (error) => {
      if (!isCoded(error) || error.code !== "not_found") throw error;
    },
  );
  await unwrap(request, context, deleted);
  return redirectWithFlash(context, "/practice/texts", { code: "text_deleted" });
}

/** Chooses the difficulty of the runs that the list starts. */
function DifficultyChoice(props: { value: Difficulty; onChange(difficulty: Difficulty): void }) {
  const id = useId();
  return (
    <p className="text-difficulty">
      <label htmlFor={id}>Play at</label>
      <select
        id={id}
        className="input"
        value={props.value}
        onChange={({ target }) => props.onChange(target.value as Difficulty)}
      >
        {DIFFICULTIES.map((difficulty) => (
          <option key={difficulty} value={difficulty}>
            {DIFFICULTY_NAMES[difficulty]}
          </option>
        ))}
      </select>
    </p>
  );
}

function NoTexts() {
  return (
    <div className="card text-empty">
      <p className="font-mono font-bold">Untracked files: none.</p>
      <p className="mt-2 text-dim">
        Bring the code that you type all day: a module of your project, a kata, the file that you
        are learning from. Drill it, or have it attack production. Nobody else sees it, no moderator
        and no administrator either, and the runs on it are yours alone.
      </p>
      <Link to="/practice/texts/new" className="button button-primary mt-6">
        Add a text
      </Link>
    </div>
  );
}

export default function OwnTexts() {
  const { texts, difficulty: remembered, now } = useLoaderData<typeof loader>();
  const [difficulty, setDifficulty] = useState(remembered);
  const [saved, deleted] = [useFlashKey("text_saved"), useFlashKey("text_deleted")];
  const done = saved ?? deleted;
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // The button that had the focus is gone.
    if (done && document.activeElement === document.body)
      status.current?.focus({ preventScroll: true });
  }, [done]);
  return (
    <main className="column texts-page">
      <PracticeNav />
      <div className="text-head">
        <div>
          <h1>Own texts</h1>
          <p className="mt-3 text-dim">
            {texts.length === 0
              ? "Code of your own, to drill and to play."
              : `Yours alone. ${texts.length} of at most ${MOST_TEXTS}, the latest changed first.`}
          </p>
        </div>
        {texts.length > 0 && (
          <div className="text-acts">
            <DifficultyChoice value={difficulty} onChange={setDifficulty} />
            <Link to="/practice/texts/new" className="button button-primary">
              Add a text
            </Link>
          </div>
        )}
      </div>
      <p ref={status} role="status" tabIndex={-1} className="form-done text-done">
        {done && <span key={done}>{saved ? "Saved." : "Deleted."}</span>}
      </p>
      {texts.length === 0 ? <NoTexts /> : <TextList {...{ texts, difficulty, now }} />}
    </main>
  );
}
