class Snail {
  mm = 0;
  crawl(by = 1) {
    this.mm += by;
    // no need to hurry
    return this;
  }
}
