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

const trim: Step<Article> = (article) => {
  return { ...article, title: article.title.trim() };
};
const addSlug: Step<Article> = async (article) => {
  const slug = await makeSlug(article.title);
  return { ...article, slug };
};
export const prepare = pipeline(trim, addSlug);
