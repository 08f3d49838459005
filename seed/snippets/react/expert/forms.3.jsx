const rules = {
  name: (text) => text.length > 1 || "Who are you?",
  email: (text) => /^\S+@\S+$/.test(text) || "Where do we write to?",
  age: (text) => Number(text) >= 18 || "Ask your parents",
};

export function findErrors(values) {
  const errors = {};
  for (const [field, check] of Object.entries(rules)) {
    const verdict = check(values[field] ?? "");
    if (verdict !== true) errors[field] = verdict;
  }
  return errors;
}

export function ErrorList({ values }) {
  const messages = Object.values(findErrors(values));
  if (messages.length === 0) return <p>Looks good to me.</p>;
  return <ul>{messages.map(toItem)}</ul>;
}
