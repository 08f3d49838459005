type Compare<T> = (a: T, b: T) => number;

function by<T>(key: keyof T): Compare<T> {
  return (a, b) => Number(a[key] > b[key]) - Number(a[key] < b[key]);
}
// The second rule settles what the first one leaves open
function inOrder<T>(...rules: Compare<T>[]): Compare<T> {
  return (a, b) => {
    const verdicts = rules.map((rule) => rule(a, b));
    return verdicts.find((verdict) => verdict !== 0) ?? 0;
  };
}
