// wag, then ask
if ("wag" in pet) {
  pet.wag();
}
if ("hum" in pet) {
  pet.hum();
}
feed(pet);
