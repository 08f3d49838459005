/** What to tell others of a run, and two ways to take it there. */
import { useEffect, useId, useState } from "react";

type Copied = "no" | "yes" | "failed";

const COPY_MESSAGES: Record<Copied, string> = {
  no: "",
  yes: "Copied.",
  failed: "This browser does not let us copy: select the text instead.",
};

/** After so many milliseconds the button is as it was. */
const COPIED_MS = 2_500;

function useCopy() {
  const [copied, setCopied] = useState<{ what: string; how: Copied }>({ what: "", how: "no" });
  useEffect(() => {
    if (copied.how !== "yes") return;
    const timer = setTimeout(() => setCopied({ what: "", how: "no" }), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (what: string, text: string) =>
    navigator.clipboard.writeText(text).then(
      () => setCopied({ what, how: "yes" }),
      () => setCopied({ what, how: "failed" }),
    );
  return { copied, copy };
}

interface Props {
  text: string;
  /** The address that goes with it. */
  url: string;
}

export function Share({ text, url }: Props) {
  const { copied, copy } = useCopy();
  const title = useId();
  // What needs script comes with it; not every browser can hand a text on.
  const [can, setCan] = useState({ copy: false, share: false });
  useEffect(() => {
    setCan({ copy: "clipboard" in navigator, share: "share" in navigator });
  }, []);
  const whole = `${text}\n${url}`;
  const label = (what: string, name: string) =>
    copied.what === what && copied.how === "yes" ? "Copied" : name;
  return (
    <section className="share" aria-labelledby={title}>
      <h2 id={title} className="eyebrow">
        Share
      </h2>
      <pre className="share-text">{whole}</pre>
      <div className="share-ways" hidden={!can.copy && !can.share}>
        {can.copy && (
          <>
            <button type="button" className="button" onClick={() => copy("text", whole)}>
              {label("text", "Copy text")}
            </button>
            <button type="button" className="button" onClick={() => copy("link", url)}>
              {label("link", "Copy link")}
            </button>
          </>
        )}
        {can.share && (
          <button
            type="button"
            className="button"
            // Whoever thinks better of it has not met an error.
            onClick={() => navigator.share({ text, url }).catch(() => undefined)}
          >
            Share…
          </button>
        )}
        <p role="status" className={copied.how === "failed" ? "share-said" : "sr-only"}>
          {COPY_MESSAGES[copied.how]}
        </p>
      </div>
    </section>
  );
}
