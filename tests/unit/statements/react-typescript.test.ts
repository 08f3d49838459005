/** Where a piece of JSX and of TypeScript may begin. */
import { describe } from "vitest";
import { testMarks } from "../../support/marked-code.ts";

describe("a piece of React", () => {
  testMarks("REACT", [
    [
      "keeps a short element together",
      `
|export function List({ items }) {
   return (
     <ul>
       <Item />
     </ul>
   );
 }
`,
    ],
    [
      "begins at the children of an element that is too long, but at no closing tag",
      `
|function Page({ name }) {
   const [open, setOpen] = useState(false);
|  return (
     <main className="page">
       <h1>
         {name}
       </h1>
       Some text
|      <b>bold</b>
       and more
|      {/* A comment */}
       {open && (
         <Details />
       )}
|      <>
         <Footer />
       </>
     </main>
   );
 }
`,
    ],
    [
      "begins at the attributes of an element that is too long",
      `
|const field = (
   <input
     name="a"
|    type="text"
|    value={value}
|    onChange={change}
   />
 );
`,
    ],
  ]);
});

describe("a piece of TypeScript", () => {
  testMarks("TYPESCRIPT", [
    [
      "begins at each member of an interface and of an object type but the first",
      `
|interface Point {
   readonly x: number;
|  // Down
   y: number;
|  move(by: { x: number; y: number }): void;
 }
|export type Box = {
   width: number;
|  height: number;
 };
|declare module "a" {
   export const a: string;
|  export const b: string;
 }
`,
    ],
    [
      "keeps decorators together with what they decorate",
      `
|@Injectable()
 export class Service {
   @Input()
   name = "";

|  @Output({
     alias: "b",
   })
   set b(value: string) {
     this.name = value;
   }
|  abstract c(@Inject() d: string): void;
 }
`,
    ],
    [
      "keeps overloads, enums and generics whole",
      `
|function f(a: string): string;
|function f(a: number): number;
|enum Level {
   Low = 1,
   High,
 }
|const pairs: Array<{
   a: string;
   b: string;
 }> = [];
`,
    ],
  ]);
});
