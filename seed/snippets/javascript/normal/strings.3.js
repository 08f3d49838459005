function ellipsis(text, limit = 40) {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 3);
  return `${cut.trimEnd()}...`;
}
