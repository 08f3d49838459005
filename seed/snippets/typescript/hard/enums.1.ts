enum Access {
  None = 0,
  Read = 1,
  Write = 2,
  Share = 4,
  Full = 7,
}
const can = (granted: Access, wanted: Access): boolean =>
  (granted & wanted) === wanted;

const guest = Access.Read | Access.Share;
console.assert(!can(guest, Access.Write), "Guests may not write");
