type Step<T> = (input: T) => T | Promise<T>;

export function pipeline<T>(...steps: Step<T>[]) {
  return async (input: T): Promise<T> => {
    let value = input;
    for (const step of steps) {
      value = await step(value);
    }
    return value;
  };
}

const publish = pipeline<Article>(
  (article) => ({ ...article, title: article.title.trim() }),
  async (article) => ({ ...article, slug: await makeSlug(article) }),
  (article) => ({ ...article, published: new Date() }),
);
