// Was: if (n = 1)
const ok = n === 1;
if (ok) {
  setText("A bug");
}
setMany(!ok);
