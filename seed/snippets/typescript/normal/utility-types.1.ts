type Preview = Pick<Article, "title" | "author">;
type Changes = Partial<Omit<Article, "id">>;

declare function patch(id: number, changes: Changes): Preview;
