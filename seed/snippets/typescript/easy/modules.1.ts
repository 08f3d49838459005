import type { Owl }
  from "./birds.js";
import { sing }
  from "./songs.js";
const pet: Owl =
  { name: "Olga" };
sing(pet);
