/** The network under which the rate limit counts an address: the IPv4 address itself, or an IPv6 /64. */
import { expect, it } from "vitest";
import { networksOf } from "../../workers/middleware/network.ts";

it.each([
  ["198.51.100.7", "198.51.100.7"],
  ["::1", "0:0:0:0::/64"],
  ["::", "0:0:0:0::/64"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["2001:0DB8:0000:0002::00ff", "2001:db8:0:2::/64"],
  ["1::2:3:4:5:6", "1:0:0:2::/64"],
  ["2001:db8::198.51.100.7", "2001:db8:0:0::/64"],
  ["::ffff:198.51.100.7", "198.51.100.7"],
  ["::FFFF:c633:6407", "198.51.100.7"],
  ["0:0:0:0:0:ffff:c633:6407", "198.51.100.7"],
  ["::ffff:0:0", "0.0.0.0"],
  ["fe80::1%eth0", "fe80::1%eth0"],
  ["1:2", "1:2"],
  ["unknown", "unknown"],
  ["", ""],
])("counts the address “%s” under the network “%s”", (address, network) => {
  expect(networksOf(address).network).toBe(network);
});

it.each([
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"],
  ["2001:db8:1:ffff::", "2001:db8:1::/48"],
  ["2001:db8::1", "2001:db8:0::/48"],
  ["198.51.100.7", null],
  ["::ffff:198.51.100.7", null],
  ["unknown", null],
])("counts the address “%s” also under “%s”", (address, wideNetwork) => {
  expect(networksOf(address).wideNetwork).toBe(wideNetwork);
});
