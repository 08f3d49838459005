export class OpeningHours {
  start = 9;
  end = 17;
  step = 2;

  *[Symbol.iterator]() {
    for (let hour = this.start; hour < this.end; hour += this.step) {
      yield `${hour}:00`;
    }
  }
}

console.log([...new OpeningHours()].join(", "));
