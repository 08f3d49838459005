/** A small picture of a theme: the wall, a few lines of code and a locked word. Decoration. */
import type { Theme } from "../../../contracts/settings.ts";

function EditorPicture({ theme, part = "" }: { theme: Exclude<Theme, "system">; part?: string }) {
  return (
    <svg
      data-theme={theme}
      viewBox="0 0 112 64"
      preserveAspectRatio="xMinYMid slice"
      className={`swatch-editor ${part}`}
      aria-hidden="true"
      focusable="false"
    >
      <path className="fill-ground" d="M0 0h240v64H0z" />
      <path className="fill-panel" d="M0 0h17v64H0z" />
      <path className="fill-amber" d="M17 0h1.5v64H17z" />
      <path className="fill-dim" d="M7 13h4v2H7zM7 25h4v2H7zM7 37h4v2H7zM7 49h4v2H7z" />
      <path className="fill-violet" d="M26 12h15v4H26zM34 24h11v4H34z" />
      <path className="fill-sky" d="M45 12h24v4H45z" />
      <path className="fill-text" d="M73 12h10v4H73zM49 24h30v4H49zM26 48h18v4H26z" />
      <path className="fill-raised stroke-line" d="M34.5 32.5h38v11h-38z" />
      <path className="fill-amber" d="M38 36h7v4H38zM38 42h7v1.5H38z" />
      <path className="fill-text" d="M48 36h20v4H48z" />
      <path className="fill-mint" d="M48 48h14v4H48z" />
      <path className="fill-coral" d="M66 48h8v4H66z" />
    </svg>
  );
}

/** The picture of the system theme shows half of the light and half of the dark one. */
export function ThemePicture({ theme }: { theme: Theme }) {
  return (
    <span className="swatch">
      {theme === "system" ? (
        <>
          <EditorPicture theme="light" part="swatch-left" />
          <EditorPicture theme="dark" part="swatch-right" />
        </>
      ) : (
        <EditorPicture theme={theme} />
      )}
    </span>
  );
}
