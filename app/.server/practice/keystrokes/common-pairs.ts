/**
 * The 260 most frequent pairs of keys in code of each language, two characters each; `npm run common-pairs` writes this
 * file. Only these are kept: a busy player types 1,700 different pairs, most of them rarely. With all of them a
 * player's row takes 27 KB, and with these 12.
 */
import type { Language } from "../../../engine/plan.ts";

const LISTS: Record<Language, readonly string[]> = {
  PYTHON: [
    '\n#\na\nc\nd\ne\nf\ni\np\nr\ns\nt\nw " ( * + - 0 1 2 = T [ _ a b c d e f h i l m n o p r s t w {"\n")",',
    '":# ("()(f(l(s)\n) ))):* + +=, .\n.a.i.p.s:\n: = ==["]\n] _(__acadagaialamanaparasataybebocace',
    'chcickclcoctd d(dadedidse\ne e"e(e)e,e.e:e_eaecedeeefelemeneperesetevexf f"f,f.fafifog gegh',
    "grgsh hahehihoicidieifigiliminioirisitkel laldlelflilllolslumamemimompn n(nancndnengninons",
    "ntnuoaodolomonoooporosotouowp(papeplpoprptr r(r.rardrergrirnrorrrsrtrys s(s)s,s.s:s[sesiso",
    "ssstsut t(t)t,t.t_tatethtitotrtstttuueulumunurusutvavewawewhwiwoxty } ",
  ],
  REACT: [
    '\n/\n<\nc\ne\nf\ni\nr\ns\n} " ( + / 0 1 < = [ a b c d e f g h i k l m n o p r s t u v w { }" ")",("',
    "((()(i(n(t({) )));,\n, .\n...c.m.s.t/ ///>: ;\n</= ===>={>\n> >;>{CoReSt] ])abacadagaialamanap",
    "arasatavaybebobucacechckclcocrctcud d(d)dadedidodre e(e)e,e.e=eSeaecedeeefelemeneperesetev",
    "exeye}f fifofugeghh hahehiicidieifigiliminioisitivkel laldlelilllolumamemimon n(nancndneng",
    "nonsntnuocodolomonoooporotouowp(papeplpoprqur r(rardrergrirmrnrorrrsrts s(s)s.sasesissstt ",
    "t(t)t,t.tatethtitotrtstttutyueulunurusutvavew waxpxty {\n{ }\n} })};}<}>",
  ],
  JAVASCRIPT: [
    '\na\nc\ne\nf\ni\nl\nr\ns\nt\n} " ( + - 0 1 < = ? M [ a b c d e f h i l m n o p r s t w { }")",";${("',
    "((()(c(n(s(t) )));* +=, ...a.f.l.m.p.s.t/ //0)000;: ;\n= ===>> Ma] ];acadaialamanaparasataw",
    "aybebocacechckclcoctcud d(d)dadedidodse e(e)e,e.e;eaecedeeefelemeneperesetevewexeyf fifoft",
    "fug(geghh h(hahehihoicidieifigiliminioisitkel laldlelilllolumamemimompn n(nancndnengnonsnt",
    "nuocodofogolomonoporosotouowp(papepiplpoprpuqur r(r)rardrerirnrorrrsrtrys s(s)s.seshsisoss",
    "stt t(t)t,t.tatethtitotrtstttutyueulumunurusutvavew waxpxty {\n{ }\n} })",
  ],
  TYPESCRIPT: [
    '\n/\nc\ne\nf\ni\nl\nr\ns\nt\n} " ( + 0 1 = ? C M P R S T [ a b c d e f i l m n o p r s t v w { | }" ',
    '")",";${("()(a(c(t) ))):);* , .#...a.l.s.t/ //0): ;\n<T= ===>> >(? MaReT>[]] ];acadaialaman',
    "aparasatawaybebocacechckclcoctd d(dedidodse e(e)e.e:e;e<eaecedeeefelemeneperesetevewexeyf ",
    "fafifoftfug g)geh hahehihoicidieifigiliminioisitkel laldlelilllolulymambmemin nancndnengnk",
    "nlnonsntnuofoiolomonoooporosotouowpapeplpoprr r(r)rardrerirnrorrrsrtrus s(s.s:seshsisossst",
    "t t(t)t.t:tatethtitotrtstttutyueulumunurusutvavew waxpxty yp{\n{ | }\n};",
  ],
};

const setOf = (lists: readonly string[]): ReadonlySet<string> =>
  new Set(lists.flatMap((list) => list.match(/.{2}/gs) ?? []));

export const COMMON_PAIRS: Record<Language, ReadonlySet<string>> = {
  PYTHON: setOf(LISTS.PYTHON),
  REACT: setOf(LISTS.REACT),
  JAVASCRIPT: setOf(LISTS.JAVASCRIPT),
  TYPESCRIPT: setOf(LISTS.TYPESCRIPT),
};
