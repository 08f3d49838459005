// Before: parcels.forEach(async (parcel) => { await send(parcel); })
// and the warehouse locked up while boxes were still on the belt.
export async function emptyTheBelt(parcels: Parcel[]): Promise<number> {
  let grams = 0;
  for (const parcel of parcels) {
    await send(parcel);
    grams += parcel.grams;
  }
  await warehouse.lock();
  return grams;
}
