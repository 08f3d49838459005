/** What the forms that start a run have in common. */
import { Form, type FormProps, useNavigation } from "@remix-run/react";
import { type FormEvent, forwardRef, useState } from "react";
import { isKeptPage } from "../offline/kept-page.ts";

/**
 * Opens the soft keyboard for a run that is about to start. Browsers open it only while they handle a
 * touch, when the page with the field has not loaded yet. It stays open when the focus moves from one
 * input to another, so the field's input takes the focus from this one.
 */
function openKeyboard(): void {
  if (!matchMedia("(pointer: coarse)").matches) return;
  const input = document.createElement("input");
  input.className = "soft-input";
  input.ariaLabel = "Type here";
  input.autocomplete = "off";
  input.autocapitalize = "none";
  input.onblur = () => input.remove();
  document.body.appendChild(input);
  input.focus({ preventScroll: true });
}

/** Returns whether a run is being started, so that it is not started twice. */
export const useStarting = () => useNavigation().formAction?.startsWith("/play") ?? false;

interface StartingFormProps extends FormProps {
  /** Whether the page of the game is there already, which says itself that the server cannot be reached. */
  isLoaded?: boolean;
}

/**
 * A form that starts a run. It is not sent without a network, where the browser would show its own page instead.
 */
export const StartingForm = forwardRef<HTMLFormElement, StartingFormProps>(
  ({ children, isLoaded = false, ...props }, ref) => {
    const [offline, setOffline] = useState(false);
    const onSubmit = (event: FormEvent) => {
      const isSent = isLoaded || navigator.onLine || isKeptPage();
      setOffline(!isSent);
      if (isSent) openKeyboard();
      else event.preventDefault();
    };
    return (
      <Form ref={ref} method="post" action="/play" onSubmit={onSubmit} {...props}>
        {children}
        {offline && (
          <p role="alert" className="start-offline">
            You are offline, so no run can start. Press again when the network is back
            {/* The service worker has the page. */}
            {navigator.serviceWorker?.controller && (
              <>
                , or{" "}
                <a className="link" href="/play">
                  play a relaxed one
                </a>
              </>
            )}
            .
          </p>
        )}
      </Form>
    );
  },
);
