function useFetch(url) {
  const [state, setState] = useState({ status: "loading" });

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setState({ status: "loading" });
    fetch(url, { signal })
      .then((reply) => {
        if (!reply.ok) throw new Error(reply.statusText);
        return reply.json();
      })
      .then((data) => setState({ status: "ready", data }))
      .catch((error) => {
        if (signal.aborted) return;
        setState({ status: "failed", error });
      });
    return () => controller.abort();
  }, [url]);

  return state;
}
