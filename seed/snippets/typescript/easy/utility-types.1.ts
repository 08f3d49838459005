interface Article {
  title: string;
  text: string;
}
type Draft =
  Partial<Article>;
const idea: Draft =
  { title: "Snow" };
