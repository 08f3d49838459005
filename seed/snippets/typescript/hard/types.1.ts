type Json =
  | null
  | boolean
  | number
  | string
  | Json[]
  | { [key: string]: Json };

export function clone<T extends Json>(value: T): T {
  const text = JSON.stringify(value);
  return JSON.parse(text);
}
