interface Boat {
  sails: number;
}
interface Car {
  wheels: number;
}
// swims and drives
type Odd =
  Boat & Car;
