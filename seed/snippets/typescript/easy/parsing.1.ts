const port =
  Number(env.PORT);
// 0 or no number
if (!port) {
  throw bad("PORT");
}
listen(port);
