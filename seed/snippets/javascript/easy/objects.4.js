const bot = {
  power: 100,
  run() {
    // Not that fast
    this.power -= 10;
    return "whirr";
  },
};
log(bot.run());
