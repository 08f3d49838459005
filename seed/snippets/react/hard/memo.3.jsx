function isSameTrip(before, after) {
  // The plan of a train never changes, its delay does.
  const isSame = before.train.id === after.train.id;
  return isSame && before.delay === after.delay;
}

function TrainRow({ train, delay }) {
  const late = delay > 0 ? `${delay} minutes late` : "on time";
  return <li>{train.city} at {train.leaves}, {late}</li>;
}
export default memo(TrainRow, isSameTrip);
