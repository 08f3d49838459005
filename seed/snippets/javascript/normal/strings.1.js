function slugify(title) {
  const lower = title.trim().toLowerCase();
  const dashed = lower.replace(/[^a-z0-9]+/g, "-");
  return dashed.replace(/^-|-$/g, "");
}
