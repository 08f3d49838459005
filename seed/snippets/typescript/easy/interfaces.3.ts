// on Mars, alone
interface Rover {
  battery: number;
  drive(m: Km): void;
  photo(): Picture;
  phoneHome(): void;
}
