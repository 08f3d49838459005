export function useFetch(url) {
  const [result, setResult] = useState({ url: null });

  useEffect(function request() {
    const controller = new AbortController();
    const { signal } = controller;
    async function load() {
      const reply = await fetch(url, { signal });
      if (!reply.ok) throw new Error(reply.statusText);
      setResult({ url, data: await reply.json() });
    }
    load().catch((error) => {
      if (!signal.aborted) setResult({ url, error });
    });
    return () => controller.abort();
  }, [url]);

  // An answer to an older question is no answer.
  const isCurrent = result.url === url;
  const { data, error } = isCurrent ? result : {};
  return { data, error, isLoading: !isCurrent };
}
