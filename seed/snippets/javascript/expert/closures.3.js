// Like an onion: each layer sees the request on its way in and out
export function compose(...layers) {
  return function serve(context, last) {
    const stack = [...layers, last];
    let reached = -1;

    async function run(position) {
      if (position <= reached) throw new Error("Called next() twice");
      reached = position;
      const layer = stack[position];
      if (!layer) return null;
      return layer(context, () => run(position + 1));
    }

    return run(0);
  };
}

const app = compose(logger, session, router);
await app({ url: "/piano" }, notFound);
