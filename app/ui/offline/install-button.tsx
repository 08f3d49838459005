import { useState } from "react";
import { createPortal } from "react-dom";
import { installPrompt } from "./install-prompt.ts";
import { registerServiceWorker } from "./service-worker.ts";

/** The offer to install the site, in the footer. The browser asks once more, and takes one answer. */
export default function InstallButton() {
  const [asked, setAsked] = useState(false);
  const place = document.getElementById("install");
  const install = () => {
    setAsked(true);
    // The installed site has to work without a network from its first start on.
    registerServiceWorker();
    void installPrompt()?.prompt();
  };
  if (asked || !place) return null;
  return createPortal(
    <button type="button" className="link" onClick={install}>
      Install
    </button>,
    place,
  );
}
