export type Draft = Partial<Article>;
