/** Writes a letter as text and as HTML: the same words, without pictures, and without anything that tells of its reader. */
import type { Letter } from "./templates.ts";

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");

const SIGNATURE = "Pro Dev: defend production by typing real code.";

/**
 * Few rules, within the elements too where programs for mail drop a style sheet. Their dark colours are for programs that
 * ask for them; others turn the light ones over, so that none is pure white or black.
 */
const STYLE = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    body, table { background: #16181d !important; color: #e8e6e1 !important; }
    a.action { background: #e0a030 !important; color: #16181d !important; }
    .small { color: #a8a59d !important; }
  }`;
const FACE = "font-family: ui-sans-serif, system-ui, 'Segoe UI', Roboto, sans-serif";
const PARAGRAPH = `margin: 0 0 16px; ${FACE}; font-size: 16px; line-height: 24px; overflow-wrap: anywhere`;

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

/** Returns a letter as a provider takes it. */
export function renderMail({ subject, paragraphs, action }: Letter): RenderedMail {
  const [first = "", ...rest] = paragraphs;
  const text = [
    first,
    ...(action ? [`${action.label}:\n${action.address}`] : []),
    ...rest,
    `--\n${SIGNATURE}`,
  ].join("\n\n");
  const paragraph = (words: string) => `<p style="${PARAGRAPH}">${escaped(words)}</p>`;
  const button = action
    ? `<p style="${PARAGRAPH}"><a class="action" href="${escaped(action.address)}" style="display: inline-block; padding: 12px 20px; border-radius: 6px; background: #8a5a00; color: #fffdf8; font-weight: 600; text-decoration: none">${escaped(action.label)}</a></p>`
    : "";
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(subject)}</title>
<style>${STYLE}</style>
</head>
<body style="margin: 0; background: #faf8f3; color: #24262b">
<main>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background: #faf8f3; color: #24262b"><tr><td align="center" style="padding: 32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width: 560px; table-layout: fixed"><tr><td>
<h1 style="margin: 0 0 24px; ${FACE}; font-size: 22px; line-height: 28px">${escaped(subject)}</h1>
${paragraph(first)}
${button}
${rest.map(paragraph).join("\n")}
<p class="small" style="margin: 32px 0 0; ${FACE}; font-size: 14px; line-height: 20px; color: #5d5a52">${escaped(SIGNATURE)}</p>
</td></tr></table>
</td></tr></table>
</main>
</body>
</html>
`;
  return { subject, text, html };
}
