const bot = {};
bot.power = 100;
bot.run = () => {
  // Not that fast
  bot.power -= 10;
  return "whirr";
};
log(bot.run());
