/** Networks, by which mails and other things are counted. */

/** Returns the header of a request from a network that no other request of a test comes from. */
export const fromNewNetwork = () => ({
  "CF-Connecting-IP": `fd00:${crypto.randomUUID().slice(9, 23).replaceAll("-", ":")}::1`,
});
