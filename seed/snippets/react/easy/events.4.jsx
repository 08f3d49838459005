function drag(e) {
  const x = e.pageX;
  const y = e.pageY;
  // Half the icon.
  move(x - 8, y - 8);
}
