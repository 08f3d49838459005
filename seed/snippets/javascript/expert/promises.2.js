// Ask all mirrors at once, keep the fastest, hang up on the others
export async function fetchFastest(file, mirrors) {
  const controllers = mirrors.map(() => new AbortController());
  const requests = mirrors.map(async (mirror, index) => {
    const { signal } = controllers[index];
    const response = await fetch(new URL(file, mirror), { signal });
    if (!response.ok) throw new Error(`${mirror}: ${response.status}`);
    return { response, index };
  });
  try {
    const { response, index } = await Promise.any(requests);
    const losers = controllers.toSpliced(index, 1);
    for (const loser of losers) loser.abort();
    return response;
  } catch (cause) {
    throw new Error(`No mirror has ${file}`, { cause });
  }
}
