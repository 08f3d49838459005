function readRecipe(text: string): Recipe {
  try {
    const recipe: unknown = JSON.parse(text);
    if (isRecipe(recipe)) return recipe;
  } catch (cause) {
    throw new Error("This recipe is burnt", { cause });
  }
  throw new TypeError("Food, but not a recipe");
}
const stew = readRecipe('{"title":"Stew","minutes":90}');
oven.start(stew.minutes);
