/** The word lists of the TPC-H specification (clauses 4.2.2.12 to 4.2.3). */
const list = (text: string): readonly string[] => text.trim().split(/\s*\n\s*|\s+\|\s+/)
const words = (text: string): readonly string[] => text.trim().split(/\s+/)
const product = (...parts: readonly (readonly string[])[]): readonly string[] =>
  parts.reduce((left, right) => left.flatMap(l => right.map(r => l ? `${l} ${r}` : r)), [''])

export const regions = ['AFRICA', 'AMERICA', 'ASIA', 'EUROPE', 'MIDDLE EAST'] as const
/** In the order of their keys, with the key of their region. */
export const nations: readonly (readonly [name: string, region: number])[] = [
  ['ALGERIA', 0], ['ARGENTINA', 1], ['BRAZIL', 1], ['CANADA', 1], ['EGYPT', 4], ['ETHIOPIA', 0], ['FRANCE', 3], ['GERMANY', 3],
  ['INDIA', 2],
  ['INDONESIA', 2], ['IRAN', 4], ['IRAQ', 4], ['JAPAN', 2], ['JORDAN', 4], ['KENYA', 0], ['MOROCCO', 0], ['MOZAMBIQUE', 0], ['PERU', 1],
  ['CHINA', 2], ['ROMANIA', 3], ['SAUDI ARABIA', 4], ['VIETNAM', 2], ['RUSSIA', 3], ['UNITED KINGDOM', 3], ['UNITED STATES', 1],
]
export const segments = words('AUTOMOBILE BUILDING FURNITURE HOUSEHOLD MACHINERY')
export const priorities = list('1-URGENT | 2-HIGH | 3-MEDIUM | 4-NOT SPECIFIED | 5-LOW')
export const instructions = list('COLLECT COD | DELIVER IN PERSON | NONE | TAKE BACK RETURN')
export const shipModes = list('AIR | FOB | MAIL | RAIL | REG AIR | SHIP | TRUCK')
export const types = product(
  words('STANDARD SMALL MEDIUM LARGE ECONOMY PROMO'), words('ANODIZED BURNISHED PLATED POLISHED BRUSHED'),
  words('TIN NICKEL BRASS STEEL COPPER'),
)
export const containers = product(words('SM MED LG JUMBO WRAP'), words('CASE BOX BAG JAR PKG PACK CAN DRUM'))
export const manufacturers = [1, 2, 3, 4, 5].map(m => `Manufacturer#${m}`)
/** Five of each manufacturer: brand n is of manufacturer n / 5. */
export const brands = [1, 2, 3, 4, 5].flatMap(m => [1, 2, 3, 4, 5].map(n => `Brand#${m}${n}`))
export const colors = words(`
  almond antique aquamarine azure beige bisque black blanched blue blush brown burlywood burnished chartreuse chiffon chocolate coral
  cornflower cornsilk cream cyan dark deep dim dodger drab firebrick floral forest frosted gainsboro ghost gold goldenrod green grey
  honeydew hot indian ivory khaki lace lavender lawn lemon light lime linen magenta maroon medium metallic midnight mint misty moccasin
  navajo navy olive orange orchid pale papaya peach peru pink plum powder puff purple red rose rosy royal saddle salmon sandy seashell
  sienna sky slate smoke snow spring steel tan thistle tomato turquoise violet wheat white yellow`)

export const nouns = list(`
  foxes | ideas | theodolites | pinto beans | instructions | dependencies | excuses | platelets | asymptotes | courts | dolphins
  multipliers | sauternes | warthogs | frets | dinos | attainments | somas | Tiresias' | patterns | forges | braids | hockey players | frays
  warhorses | dugouts | notornis | epitaphs | pearls | tithes | waters | orbits | gifts | sheaves | depths | sentiments | decoys
  realms | pains | grouches | escapades | packages | requests | accounts | deposits`)
/** The nouns that the specification's queries look for come more often. */
export const frequentNouns = words('packages requests accounts deposits')
export const verbs = words(`
  sleep wake are cajole haggle nag use boost affix detect integrate maintain nod was lose sublate solve thrash promise engage hinder print
  x-ray breach eat grow impress mold poach serve run dazzle snooze doze unwind kindle play hang believe doubt`)
export const adjectives = words(`
  special pending unusual express furious sly careful blithe quick fluffy slow quiet ruthless thin close dogged daring brave stealthy
  permanent enticing idle busy regular final ironic even bold silent`)
export const adverbs = words(`
  sometimes always never furiously slyly carefully blithely quickly fluffily slowly quietly ruthlessly thinly closely doggedly daringly
  bravely stealthily permanently enticingly idly busily regularly finally ironically evenly boldly silently`)
export const prepositions = list(`
  about | above | according to | across | after | against | along | alongside of | among | around | at | atop | before | behind | beneath
  beside | besides | between | beyond | by | despite | during | except | for | from | in place of | inside | instead of | into
  near | of | on
  outside | over | past | since | through | throughout | to | toward | under | until | up | upon | without | with | within`)
export const auxiliaries = list(`
  do | may | might | shall | will | would | can | could | should | ought to | must | will have to | shall have to | could have to
  should have to | must have to | need to | try to`)
export const terminators = ['.', ';', ':', '?', '!', '--']
