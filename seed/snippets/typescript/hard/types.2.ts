type Parts<P extends string> = P extends `${infer Head}/${infer Tail}`
  ? Head | Parts<Tail>
  : P;
type NameOf<P> = P extends `:${infer Name}` ? Name : never;
type Params<P extends string> = Record<NameOf<Parts<P>>, string>;

const panda: Params<"zoos/:zoo/pens/:pen"> = { zoo: "berlin", pen: "7" };
const { zoo, pen } = panda;
location.hash = `${zoo}-${pen}`;
