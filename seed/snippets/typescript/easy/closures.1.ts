function slot() {
  let coins = 0;
  return () => {
    coins += 1;
    return coins;
  };
}
const put = slot();
put();
log(put());
