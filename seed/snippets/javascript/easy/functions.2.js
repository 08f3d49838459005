export const half = (value) => value / 2;
