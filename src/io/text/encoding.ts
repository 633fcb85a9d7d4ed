/** Text in any of some encodings as UTF-8: a mark of byte order decides, then the option, then it is taken for UTF-8. */
import { raise } from '../../errors/raise.js'
import { changedStream, pieces, unread, type ByteStream } from './byte-stream.js'

type Known = 'utf-8' | 'utf-16' | 'utf-16le' | 'utf-16be' | 'iso-8859-1' | 'windows-1252'
const names: Readonly<Record<string, Known>> = {
  utf8: 'utf-8', usascii: 'utf-8', ascii: 'utf-8', utf16: 'utf-16', utf16le: 'utf-16le', utf16be: 'utf-16be', latin1: 'iso-8859-1',
  iso88591: 'iso-8859-1', windows1252: 'windows-1252', cp1252: 'windows-1252',
}
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** What an option must be; undefined when it is that. */
export const encodingCheck = (value: unknown): string | undefined => typeof value === 'string' && plain(value) in names
  ? undefined : 'It must be one of UTF-8, UTF-16, UTF-16LE, UTF-16BE, ISO-8859-1 (latin1), windows-1252.'

/** @throws FAILED_READ_FILE when it is not the encoding that it is said to be; bytes of UTF-8 are looked at later */
export async function asUtf8(source: ByteStream, encoding: string | undefined, path: string): Promise<ByteStream> {
  const head = new Uint8Array(3)
  let filled = 0
  while (filled < 3) {
    const bytes = await source.read(head.subarray(filled))
    if (bytes === 0) break
    filled += bytes
  }
  const [a, b, c] = head, said = names[plain(encoding ?? 'utf8')]!
  const whole = (mark: number): ByteStream => unread(source, head.subarray(mark, filled))
  if (filled >= 3 && a === 0xef && b === 0xbb && c === 0xbf && (said === 'utf-8' || encoding === undefined)) return whole(3)
  const marked = filled >= 2 && (said.startsWith('utf-16') || encoding === undefined)
    ? a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : undefined : undefined
  if (marked !== undefined) return changedStream(source, decoded(whole(2), marked, path))
  switch (said) {
    case 'utf-8': return whole(0)
    case 'iso-8859-1': return changedStream(source, widened(whole(0)))
    // Java, and so Spark, takes UTF-16 without a mark for big-endian
    default: return changedStream(source, decoded(whole(0), said === 'utf-16' ? 'utf-16be' : said, path))
  }
}
async function* decoded(source: ByteStream, encoding: string, path: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }), encoder = new TextEncoder()
  /** Half of a unit that a piece ended with. */
  let line = 1, half: number[] = []
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode()
    } catch (cause) {
      const at = line + (piece ? linesBefore(joined(half, piece), encoding) : 0)
      return raise('FAILED_READ_FILE', { path, reason: `its text is not ${encoding.toUpperCase()} (line ${at}); give another { encoding }` }, { cause })
    }
  }
  for await (const piece of pieces(source)) {
    const text = decode(piece)
    line += lineEnds(text)
    half = (half.length + piece.length) % 2 ? [piece.at(-1)!] : []
    yield encoder.encode(text)
  }
  yield encoder.encode(decode())
}
/** Of a piece that cannot be decoded: line ends before the first place where it cannot. What it begins with may belong to the piece before. */
function linesBefore(piece: Uint8Array, encoding: string): number {
  const text = new TextDecoder(encoding).decode(piece)
  return lineEnds(text.slice(0, Math.max(0, text.indexOf('\uFFFD', 1))))
}
function joined(half: readonly number[], piece: Uint8Array): Uint8Array {
  const both = new Uint8Array(half.length + piece.length)
  both.set(half)
  both.set(piece, half.length)
  return both
}
const lineEnds = (text: string): number => text.split('\n').length - 1
/** ISO 8859-1: each byte is the character of its number. (For the web's decoders latin1 is windows-1252.) */
async function* widened(source: ByteStream): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces(source)) {
    const wide = new Uint8Array(2 * piece.length)
    let to = 0
    for (const byte of piece) {
      if (byte < 128) wide[to++] = byte
      else {
        wide[to++] = 0xc0 | byte >>> 6
        wide[to++] = 0x80 | byte & 63
      }
    }
    yield wide.subarray(0, to)
  }
}
