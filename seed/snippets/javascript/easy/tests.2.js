it("rings", () => {
  const b = bell();
  b.press("door");
  equal(b.rings, 1);
  b.press("door");
  equal(b.rings, 2);
});
