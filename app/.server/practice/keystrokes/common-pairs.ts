/**
 * The 400 most frequent pairs of keys in code of each language, two characters each; `npm run common-pairs` writes this
 * file. Only these are kept: a busy player types 1,700 different pairs, most of them rarely. With all of them a
 * player's row takes 27 KB, and with these 12.
 */
import type { Language } from "../../../engine/plan.ts";

const LISTS: Record<Language, readonly string[]> = {
  PYTHON: [
    '\n#\na\nb\nc\nd\ne\nf\nh\ni\nl\nm\nn\np\nr\ns\nt\nw\ny " ( * + - / 0 1 2 < = > F T [ _ a b c d e f g h i k l',
    ' m n o p r s t u v w y {"\n" ")",".":"]"{# ("()(a(c(d(f(i(l(n(p(r(s(t)\n) ))),).):* + +=, - ',
    '.\n._.a.c.d.f.i.p.r.s/ 0\n0)0,001\n1)101]:\n: < = ="==> ErFaNoTr["]\n] _(___a_c_i_sa abacadagai',
    'akalamanaparasataybabebobrbucacechcickclcoctcud d(d)d,d_dadddedidodse\ne e"e(e)e,e.e:e[e_ea',
    'ecedeeefegeielemeneperesetevewexeyf f"f)f,f.fafefffiflfofrftg geghgigrgsguh hahehihohticid',
    'ieifigiliminioipirisitivizjok keksl l(laldlelflilllolsltlum mambmemimompmsn n"n(n)n.nancnd',
    "nengninonsntnuo oaobocodofogoiokolomonoooporosotouovowp p(papepiplpoppprpsptqur\nr r(r)r,r.",
    'r:rardrergrirnrorrrsrtrurys\ns s"s(s)s,s.s:s[s_sascseshsiskslsospssstsusyt\nt t"t(t)t,t.t=t_',
    'tatctethtitotrtstttutyueulumunupurusutvavew wawewhwiwox xcxty y)y:yiynysze}\n} }"',
  ],
  REACT: [
    '\n)\n/\n<\na\nc\ne\nf\ni\nr\ns\nu\n} " ( * + - . / 0 1 : < = ? A M S T [ a b c d e f g h i k l m n o p',
    ' r s t u v w y { }" ")",${(\n("((()(c(e(f(i(n(p(s(t({) ))).);* + ,\n, - .\n...a.c.f.g.i.l.m.p',
    '.r.s.t/ ///>0)1): ;\n</=\n= ="===>={>\n> >;>{? CaClCoLiMaPaReRoSeStTiTo] ])];a a-abacadafagai',
    'alamanaparasatauavawaybeblbobucacechckclcocrctcud d(d)d,dadedidodrd}e e"e(e)e,e.e:e;e=eCeE',
    "eSeTe]eaecedeeefeielemeneperesetevewexeye}f fafefffifoftfug gageghgrgsgth h(h.hahehihohtia",
    'icidieifigiliminioipisitivizk k(kel l)laldlelilllolsltlum mamemimompmsn n"n(n,n.n>nCnancnd',
    "nengninonsntnun}o oaocodofoiolomonoooporosotouovowp p(p>papeplpoprpsptpuqur r(r)r,r.rarcrd",
    'rergrirmrnrorrrsrtrys s(s)s,s.sOsascseshsislsospssstsus}t t"t(t)t,t.t;tTtatctethtitltotrts',
    "tttutyt}ucueulumunupurusutvaveviw wawixpxty y(y)y=ypze{\n{ {c{i{s{t}\n} })},};}<}>",
  ],
  JAVASCRIPT: [
    '\n/\na\nb\nc\ne\nf\ni\nl\np\nr\ns\nt\nw\n} " $ ( * + - 0 1 2 3 5 < = > ? A M S [ a b c d e f g h i k l m',
    ' n o p r s t u v w y { }" ")",";${(!("((()(`(a(b(c(e(f(i(l(n(p(r(s(t({) ))),).);* + +=, - ',
    ".#...a.c.d.e.f.g.h.l.m.p.r.s.t/ //0)000;1)101;: ;\n; < = ===>> ? ??ErMaSe[.[]] ])];`$`)a ab",
    'acadagaiakalamanaparasatawaybabeblboc cacechcickclcocrctcud d(d)d,d.dadddedidodse e"e(e)e,',
    "e.e:e;eaecedeeefelemenepeqeresetevewexeyf fafefifofrftfug g(geghgigngrgsgth h(h)h.hahehiho",
    'hrhtiaicidieifigiliminioirisitivizjek k(kekil l(l)laldlelilllolsltlulym mambmemimompn n"n(',
    "n)n.n;nancndnengninonsntnuo ocodofogoiolomonoooporosotouowp p(papepiplpoprptpuqur r(r)r.ra",
    'rcrdrergrirlrmrnrorrrsrtrurys s"s(s)s,s.s;sascseshsisksospssstsusyt t(t)t,t.t;tatctethtito',
    "trtstttutyuaueulumunurusutvaveviw wawewhwiwox xpxty y(y)y.yeynysze{\n{ }\n} })};}`",
  ],
  TYPESCRIPT: [
    '\n/\na\nc\ne\nf\ni\nl\np\nr\ns\nt\n} " $ ( * + - 0 1 2 < = > ? A B C D E H L M P R S T [ ` a b c d e f',
    ' g h i k l m n o p r s t u v w { | }" ")",";${("((()(a(b(c(i(l(n(p(r(s(t(v) ))).):);* + ,\n',
    ", - .#...a.f.g.l.m.p.r.s.t/ //0)0,000;: ;\n; <T<s=\n= ===>> >(>;? ?:??CoErMaPrReSeT>[]] ])];",
    'a abacadagaiakalamanaparasatawaybabeblbocacechckclcoctd d(d)d.d:dadddedidodse e"e(e)e,e.e:',
    "e;e<eaecedeeefelemeneoeperesetevewexeyf fafefifofrftfug g(g)g,g;geghgrgth h(h.hahehihohrht",
    'icidieifigiliminioipirisitivizk keknksl l(laldlelilllolsltlulym mambmemimompmsn n"n(n)n.n:',
    "nancndnengninknlnonsntnuo oaocodofogoiokolomonoooporosotouowp p(p<papepiplpoprptpuqur r(r)",
    "r,r;rarcrdrerfrgrirkrmrnrorrrsrtrurys s(s)s.s:saseshsislsospssstsut t(t)t,t.t:t;tatethtitl",
    "totrtstttutyucueulumunurusutvavevivow wawewhwiwnwoxpxty y(ypysze{\n{ | }\n} })};}`",
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
