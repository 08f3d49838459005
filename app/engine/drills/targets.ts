/** What a drill can mend: a key, or two keys in a row, of printable ASCII, which every keyboard has; and Enter. */
export const TARGET = /^(Enter|[\x20-\x7e]{1,2})$/;

export const isTarget = (key: string): boolean => TARGET.test(key);
