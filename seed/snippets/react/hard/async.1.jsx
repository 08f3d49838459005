export async function searchRecipes(term, signal) {
  const query = new URLSearchParams({ term, limit: "20" });
  const reply = await fetch(`/api/recipes?${query}`, { signal });
  if (reply.status === 404) return [];
  if (!reply.ok) throw new Error(`The stove says ${reply.status}`);
  const { recipes } = await reply.json();
  return recipes.filter((recipe) => !recipe.secret);
}
