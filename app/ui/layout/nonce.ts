import { createContext } from "react";

/** Lets the response's own scripts run under its Content-Security-Policy; empty in the browser. */
export const NonceContext = createContext("");
