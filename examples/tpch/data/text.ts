/**
 * Comments. A pool of sentences made by the specification's grammar (4.2.2.14); a comment is a piece of it of random place
 * and length, so making one is one copy of bytes.
 */
import type { Random } from './random.js'
import { adjectives, adverbs, auxiliaries, frequentNouns, nouns, prepositions, terminators, verbs } from './words.js'

const POOL_BYTES = 4 << 20
const ADDRESS_CHARACTERS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ, '

export function textPool(random: Random): Uint8Array {
  const pool = new Uint8Array(POOL_BYTES)
  let at = 0
  while (at < POOL_BYTES) {
    const sentence = `${makeSentence(random)} `
    for (let n = 0; n < sentence.length && at < POOL_BYTES; n++) pool[at++] = sentence.charCodeAt(n)
  }
  return pool
}
const noun = (random: Random): string => random.between(0, 2) === 0 ? random.pick(frequentNouns) : random.pick(nouns)

function nounPhrase(random: Random): string {
  switch (random.between(0, 3)) {
    case 0: return noun(random)
    case 1: return `${random.pick(adjectives)} ${noun(random)}`
    case 2: return `${random.pick(adjectives)}, ${random.pick(adjectives)} ${noun(random)}`
    default: return `${random.pick(adverbs)} ${random.pick(adjectives)} ${noun(random)}`
  }
}
function verbPhrase(random: Random): string {
  switch (random.between(0, 3)) {
    case 0: return random.pick(verbs)
    case 1: return `${random.pick(auxiliaries)} ${random.pick(verbs)}`
    case 2: return `${random.pick(verbs)} ${random.pick(adverbs)}`
    default: return `${random.pick(auxiliaries)} ${random.pick(verbs)} ${random.pick(adverbs)}`
  }
}
const prepositional = (random: Random): string => `${random.pick(prepositions)} the ${nounPhrase(random)}`

function makeSentence(random: Random): string {
  const end = random.pick(terminators)
  switch (random.between(0, 4)) {
    case 0: return `${nounPhrase(random)} ${verbPhrase(random)}${end}`
    case 1: return `${nounPhrase(random)} ${verbPhrase(random)} ${prepositional(random)}${end}`
    case 2: return `${nounPhrase(random)} ${verbPhrase(random)} ${nounPhrase(random)}${end}`
    case 3: return `${nounPhrase(random)} ${prepositional(random)} ${verbPhrase(random)} ${nounPhrase(random)}${end}`
    default: return `${nounPhrase(random)} ${prepositional(random)} ${verbPhrase(random)} ${prepositional(random)}${end}`
  }
}
/** 10 to 40 random characters. */
export function address(random: Random): string {
  let text = ''
  for (let left = random.between(10, 40); left > 0; left--) text += ADDRESS_CHARACTERS[random.between(0, ADDRESS_CHARACTERS.length - 1)]!
  return text
}
export const phone = (random: Random, nation: number): string =>
  `${nation + 10}-${random.between(100, 999)}-${random.between(100, 999)}-${random.between(1000, 9999)}`
export const numbered = (name: string, key: number): string => `${name}#${String(key).padStart(9, '0')}`
