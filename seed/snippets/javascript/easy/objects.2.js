const cfg = {
  volume: 80,
  old: "yes",
};
cfg.theme = "mono";
delete cfg.old;
store(cfg);
