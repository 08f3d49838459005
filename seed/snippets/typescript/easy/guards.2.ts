// a dog or a cat?
if ("wag" in pet) {
  pet.wag();
}
if ("mew" in pet) {
  pet.mew();
}
feed(pet);
