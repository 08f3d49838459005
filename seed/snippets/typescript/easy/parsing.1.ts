const port =
  Number(env.PORT);
if (port < 1024) {
  throw bad("PORT");
}
listen(port);
