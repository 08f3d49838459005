async function fetchWithRetry(url, attempts = 3) {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      return await fetch(url);
    } catch (problem) {
      if (attempt === attempts) throw problem;
      await sleep(2 ** attempt * 100);
    }
  }
  throw new RangeError("No attempts left");
}
