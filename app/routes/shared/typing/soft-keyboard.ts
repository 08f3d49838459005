/** True on touch screens, which type through a soft keyboard. */
export const hasSoftKeyboard = () => window.matchMedia("(pointer: coarse)").matches;
