function isSameTrain(before, after) {
  const isSameTime = before.train.leaves === after.train.leaves;
  return isSameTime && before.delay === after.delay;
}

function TrainRow({ train, delay }) {
  const late = delay > 0 ? `${delay} minutes late` : "on time";
  return <li>{train.city} at {train.leaves}, {late}</li>;
}
export default memo(TrainRow, isSameTrain);
