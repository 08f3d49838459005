/**
 * The field on the start page: the first bug, which the visitor types without a click. The server draws it. What draws it
 * after a key, with the engine, is loaded by the first key; the keys until then are kept.
 */
import { type ComponentType, useEffect, useRef, useState } from "react";
import type { Language } from "../../engine/plan.ts";
import { SoftInput } from "../../ui/field/soft-input.tsx";
import { DEMOS } from "./demo/contents.ts";
import { DemoField } from "./demo/demo-field.tsx";
import { isDemoKey } from "./demo/demo-key.ts";
import type { DemoProps, OpenDemoProps } from "./demo/props.ts";

/** The server's drawing. Hydration leaves it as it is, because the page's own script cannot draw it. */
function Drawing({ language, form }: DemoProps) {
  return import.meta.env.SSR ? (
    <div className="demo-box">
      <DemoField content={DEMOS[language]} form={form} />
    </div>
  ) : (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: nothing is set
    <div className="demo-box" suppressHydrationWarning dangerouslySetInnerHTML={{ __html: "" }} />
  );
}

export function Demo(props: DemoProps) {
  const { language } = props;
  const frame = useRef<HTMLElement>(null);
  const input = useRef<HTMLInputElement>(null);
  /** The keys until the script has arrived. */
  const early = useRef<[key: string, pressedAt: number][]>([]);
  const drawn = useRef<Language>();
  const [Open, setOpen] = useState<ComponentType<OpenDemoProps>>();
  const open = () =>
    void import("./demo/open-demo.tsx").then(
      ({ OpenDemo }) => setOpen(() => OpenDemo),
      // The next key tries again.
      () => early.current.splice(0),
    );

  // biome-ignore lint/correctness/useExhaustiveDependencies: `open` does the same each time
  useEffect(() => {
    // The server has drawn the first language, unless the page was not loaded from there.
    if (!drawn.current && frame.current?.querySelector(".demo-field")) drawn.current = language;
    if (drawn.current !== language) open();
  }, [language]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `open` does the same each time
  useEffect(() => {
    const section = frame.current;
    const typed = input.current;
    if (!section || !typed) return;
    const take = () => typed.focus({ preventScroll: true });
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, timeStamp } = event;
      const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing);
      if (!isPlain && !event.getModifierState("AltGraph")) return;
      const isFirst = early.current.length === 0;
      if (key.length > 1 && (isFirst || key !== "Enter")) return;
      if (!isDemoKey(event, typed, !isFirst)) return;
      event.preventDefault();
      if (event.repeat) return;
      early.current.push([key, timeStamp]);
      take();
      section.scrollIntoView({ block: "nearest" });
      open();
    };
    // A soft keyboard opens only during a tap, and its keys come through the input.
    const onClick = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest("button")) return;
      take();
      if (matchMedia("(pointer: coarse)").matches) section.scrollIntoView();
      open();
    };
    section.addEventListener("click", onClick);
    if (!Open) window.addEventListener("keydown", onKeyDown, true);
    return () => {
      section.removeEventListener("click", onClick);
      window.removeEventListener("keydown", onKeyDown, true);
    };
  }, [Open]);

  return (
    <section ref={frame} className="demo" aria-label="The first bug" translate="no">
      <SoftInput ref={input} />
      {Open ? (
        <Open key={language} {...props} input={input} early={early.current} />
      ) : (
        <Drawing {...props} />
      )}
    </section>
  );
}
