type Meters = number & { readonly unit: "m" };
const meters = (n: number) => n as Meters;

// Feet crashed a probe once
function orbit(height: Meters): void {
  probe.climbTo(height);
}
