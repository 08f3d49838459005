const seen = new Set();
const unique = guests.filter(({ email }) => {
  const fresh = !seen.has(email);
  seen.add(email);
  return fresh;
});
