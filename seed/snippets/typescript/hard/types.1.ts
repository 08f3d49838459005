type Scalar = null | boolean | number | string;
type Json = Scalar | Json[] | { [key: string]: Json };

export function clone<T extends Json>(value: T): T {
  const text = JSON.stringify(value);
  return JSON.parse(text) as T;
}
const copy = clone({ title: "Origin", pages: [1, 2, 3] });
copy.pages.push(4);
