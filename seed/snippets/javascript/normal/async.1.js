async function loadScores(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error('Load failed');
  return response.json();
}
