function assertFound(value: unknown): asserts value {
  if (!value) throw new TypeError("Missing piece");
}
const knight = pieces.get("Ng1");
assertFound(knight);
knight.moveTo("f3");
