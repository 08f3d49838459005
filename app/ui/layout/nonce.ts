import { createContext } from "react";

/** The nonce by which the Content-Security-Policy allows the page's inline scripts; empty in the browser. */
export const NonceContext = createContext("");
