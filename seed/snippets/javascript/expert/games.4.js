export class Snake {
  body = [{ x: 5, y: 5 }];
  heading = { x: 1, y: 0 };
  growth = 3;

  turn(x, y) {
    const reversal = x === -this.heading.x && y === -this.heading.y;
    if (!reversal) this.heading = { x, y };
  }

  crawl() {
    const [head] = this.body;
    const nose = { ...head };
    nose.x += this.heading.x;
    nose.y += this.heading.y;
    const bitten = this.body.some(({ x, y }) => x === nose.x && y === nose.y);
    if (bitten) return false;
    this.body.unshift(nose);
    if (this.growth > 0) this.growth -= 1;
    else this.body.pop();
    return true;
  }
}
