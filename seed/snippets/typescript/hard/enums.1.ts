enum Access {
  None = 0,
  Read = 1 << 0,
  Write = 1 << 1,
  Share = 1 << 2,
  Full = Read | Write | Share,
}
const can = (granted: Access, wanted: Access): boolean =>
  (granted & wanted) === wanted;
