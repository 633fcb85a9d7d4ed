/** JSON text as values that lose nothing: numbers keep their text. The text has been checked by the kernel. */

/** A number, by its text. */
export class JsonNumber {
  constructor(readonly text: string) {}
  get isWhole(): boolean { return /^-?\d+$/.test(this.text) }
}
export type JsonObject = ReadonlyMap<string, JsonValue>
export type JsonValue = null | boolean | string | JsonNumber | readonly JsonValue[] | JsonObject

const QUOTE = 34, COMMA = 44, OPEN_LIST = 91, CLOSE_LIST = 93, OPEN_OBJECT = 123, CLOSE_OBJECT = 125
const NUMBER = /[-+\w.]+/y, SPACE = /[ \t\r\n]*/y

export function parseJson(text: string): JsonValue {
  let at = 0
  const code = (): number => {
    let c = text.charCodeAt(at)
    if (c > 32) return c
    SPACE.lastIndex = at
    SPACE.exec(text)
    at = SPACE.lastIndex
    return c = text.charCodeAt(at)
  }
  const string = (): string => {
    const from = ++at
    for (;;) {
      const end = text.indexOf('"', at)
      let slashes = 0
      while (text.charCodeAt(end - 1 - slashes) === 92 && end - 1 - slashes >= from) slashes++
      at = end + 1
      if (slashes % 2 === 1) continue
      const plain = text.slice(from, end)
      return plain.includes('\\') ? JSON.parse(`"${plain}"`) as string : plain
    }
  }
  const value = (): JsonValue => {
    switch (code()) {
      case QUOTE: return string()
      case OPEN_LIST: return list()
      case OPEN_OBJECT: return object()
      default: {
        NUMBER.lastIndex = at
        const word = NUMBER.exec(text)?.[0] ?? ''
        at += Math.max(1, word.length)
        return word === 'null' ? null : word === 'true' ? true : word === 'false' ? false : new JsonNumber(word)
      }
    }
  }
  const list = (): readonly JsonValue[] => {
    const values: JsonValue[] = []
    at++
    while (code() !== CLOSE_LIST && at < text.length) {
      values.push(value())
      if (code() === COMMA) at++
    }
    at++
    return values
  }
  const object = (): JsonObject => {
    const members = new Map<string, JsonValue>()
    at++
    while (code() === QUOTE) {
      const name = string()
      code()
      at++
      members.set(name, value())
      if (code() === COMMA) {
        at++
        code()
      }
    }
    if (code() === CLOSE_OBJECT) at++
    return members
  }
  return value()
}
