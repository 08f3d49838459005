/** A gain that nobody hears: a gain of 0 cannot be faded to. */
export const SILENCE = 0.0001;

/** Returns the ratio of the frequencies of two tones that are `n` semitones apart. */
export const semitones = (n: number) => 2 ** (n / 12);
