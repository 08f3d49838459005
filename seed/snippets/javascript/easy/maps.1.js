zoo.set("yak", 2);
zoo.set("emu", 5);
// He ran away
zoo.delete("yak");
if (zoo.size > 1) {
  feed("emu");
}
log(zoo.size);
