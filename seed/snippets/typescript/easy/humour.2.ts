// tier one support
do {
  turnItOff();
  await wait(10);
  turnItOn();
} while (broken());
goHome();
