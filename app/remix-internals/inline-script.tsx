/** A script in the page that runs while the document is parsed, before any other of ours. */

interface Props {
  nonce: string;
  /** Only the server has it: `import.meta.env.SSR ? CODE : ""`, so that the browser does not load it a second time. */
  code: string;
}

export function InlineScript({ nonce, code }: Props) {
  return (
    <script
      nonce={nonce}
      // Hydration leaves the server's script as it is, though `code` is empty in the browser.
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: constants of this folder
      dangerouslySetInnerHTML={{ __html: code }}
    />
  );
}
