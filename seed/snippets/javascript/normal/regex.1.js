// Minutes after midnight
const clock = /^(?<hour>\d+):(?<minute>\d\d)$/;
const { hour, minute } = clock.exec(time).groups;
const all = Number(hour) * 60 + Number(minute);
console.log(all);
