log("Kettle on");
await sleep(9000);
const tea = brew();
// Let it steep
await sleep(5000);
pour(tea);
log("Tea time");
