const cfg = {};
cfg.volume = 80;
cfg.theme = "mono";
cfg.old = "yes";
delete cfg.old;
store(cfg);
