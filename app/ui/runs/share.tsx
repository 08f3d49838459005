/** The text to share a run by, with buttons to copy it and to open the system's share dialog. */
import { type ReactNode, useEffect, useId, useState } from "react";

type Copied = "no" | "yes" | "failed";

const COPY_MESSAGES: Record<Copied, string> = {
  no: "",
  yes: "Copied.",
  failed: "This browser does not let us copy: select the text instead.",
};

/** Milliseconds after which the button has its old label again. */
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
  /** The URL of the run. */
  url: string;
  title?: string;
  /** What the link is good for. */
  children?: ReactNode;
}

export function Share({ text, url, title = "Share", children }: Props) {
  const { copied, copy } = useCopy();
  const titleId = useId();
  // Set by script, since both need it; not every browser has a share dialog.
  const [can, setCan] = useState({ copy: false, share: false });
  useEffect(() => {
    setCan({ copy: "clipboard" in navigator, share: "share" in navigator });
  }, []);
  const content = `${text}\n${url}`;
  const label = (what: string, name: string) =>
    copied.what === what && copied.how === "yes" ? "Copied" : name;
  return (
    <section className="share" aria-labelledby={titleId}>
      <h2 id={titleId} className="eyebrow">
        {title}
      </h2>
      {children && <p className="text-dim">{children}</p>}
      <pre translate="no" className="share-text">
        {content}
      </pre>
      <div className="share-ways" hidden={!can.copy && !can.share}>
        {can.copy && (
          <>
            <button type="button" className="button" onClick={() => copy("text", content)}>
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
            // Closing the dialog rejects the promise, which is no error.
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
