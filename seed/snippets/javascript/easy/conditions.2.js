// Beach weather?
if (sun) {
  pack("towel");
}
if (sun && wind) {
  pack("kite");
}
drive("beach");
