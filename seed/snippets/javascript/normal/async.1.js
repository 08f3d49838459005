async function loadScores(url) {
  const response = await fetch(url);
  // A 404 does not reject
  if (!response.ok) throw new Error("Load failed");
  return response.json();
}
