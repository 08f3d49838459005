type Yes = true;
type No = false;
type Say =
  Yes | No | "maybe";
const boss: Say =
  "maybe";
obey(boss);
