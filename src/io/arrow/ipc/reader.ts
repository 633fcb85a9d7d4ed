/**
 * Arrow's IPC formats: files, whose footer says where everything lies, and streams, one message behind the other. Of a batch
 * only the columns that are wanted are in memory, and only while it is looked at.
 */
import { raise } from '../../../errors/raise.js'
import type { TaskMemory } from '../../../memory/task-memory.js'
import type { FileRange, InputFile } from '../../file/input-file.js'
import { ReadAhead, WINDOW } from '../../file/read-ahead.js'
import type { ArrowBatch, ArrowDictionary, Fail } from '../array.js'
import type { ArrowField } from '../type.js'
import { readBatch } from './batch.js'
import { Body } from './body.js'
import { readFooter, readMessage, type Block, type Message } from './message.js'

/** What a file says of itself. `blocks`: of a file; a stream is read from its front. */
export interface IpcFile { readonly fields: readonly ArrowField[]; readonly blocks: readonly Block[] | undefined; readonly bytes: number }

const MAGIC = 'ARROW1', FEATHER_1 = 'FEA1', CONTINUATION = 0xffff_ffff
/** What ends a file: the length of its footer in 4 bytes, and the magic word. */
const TAIL = 10
/** Bytes at the end that mostly hold all of the footer. */
const LAST = 64 << 10

export const failing = (path: string, place = ''): Fail => reason => raise('FAILED_READ_FILE', { path, reason: reason + place })
const failingAt = (path: string, at: number): Fail => failing(path, ` (message at byte ${at})`)

/** @throws FAILED_READ_FILE for what is no Arrow, or damaged */
export async function openIpc(file: InputFile): Promise<IpcFile> {
  const { path, bytes } = file, fail = failing(path)
  if (bytes === 0) return fail('the file is empty')
  const start = new TextDecoder('latin1').decode(await part(file, 0, Math.min(bytes, 8)))
  if (start.startsWith(FEATHER_1)) return fail('it is of the first version of Feather: write it again as Arrow')
  if (!start.startsWith(MAGIC)) {
    const first = await messageAt(file, 0)
    return first?.message.kind === 'schema' ? { fields: first.message.fields, blocks: undefined, bytes }
      : fail('it has no Arrow schema. Is it an Arrow IPC file or stream?')
  }
  if (bytes < 8 + TAIL) return fail(`it has only ${bytes} bytes`)
  const last = await part(file, Math.max(0, bytes - LAST), bytes), tail = last.slice(-TAIL), length = new DataView(tail.buffer).getInt32(0, true)
  if (new TextDecoder('latin1').decode(tail.subarray(4)) !== MAGIC) return fail(`it does not end with ${MAGIC}: is it complete?`)
  if (length <= 0 || length > bytes - TAIL - 8) return fail('its footer would be longer than the file')
  const at = bytes - TAIL - length, footer = length + TAIL <= last.length ? last.slice(-TAIL - length, -TAIL) : await part(file, at, bytes - TAIL)
  const { fields, dictionaries, batches } = readFooter(footer, failing(path, ` (footer at byte ${at})`))
  const blocks = [...dictionaries, ...batches],
    beyond = blocks.find(b => b.metadataBytes < 8 || b.offset + b.metadataBytes + b.bodyBytes > at)
  return beyond ? fail(`a batch would lie at byte ${beyond.offset}, beyond the end`) : { fields, blocks, bytes }
}

/** How many blocks are under way while one is read. */
const BLOCKS_AHEAD = 4
/** Bytes of a body that are rather fetched for nothing than later. */
const FEW_BYTES = 256 << 10

/** What is read first of a block. What lies behind is asked for together with it. */
function firstOf({ fields }: IpcFile, wanted: (name: string) => boolean, { offset, metadataBytes, bodyBytes }: Block): FileRange {
  const isWhole = bodyBytes <= FEW_BYTES || fields.every(f => wanted(f.name))
  return { from: offset, end: offset + (isWhole ? Math.min(WINDOW, metadataBytes + bodyBytes) : metadataBytes) }
}
/** The file, of which what `readBatches` needs first is on its way. */
export function readAhead(file: InputFile, ipc: IpcFile, wanted: (name: string) => boolean, task: TaskMemory): ReadAhead {
  const ahead = new ReadAhead(file, task), [first] = ipc.blocks ?? []
  if (first) ahead.expect([firstOf(ipc, wanted, first)])
  return ahead
}
/** The batches, with the columns that are wanted. */
export async function* readBatches(file: ReadAhead, ipc: IpcFile, wanted: (name: string) => boolean, task: TaskMemory): AsyncGenerator<ArrowBatch> {
  const { fields, blocks } = ipc
  const valued = dictionaryFields(fields), dictionaries = new Map<bigint, ArrowDictionary>()
  const dictionary = (id: bigint): ArrowDictionary => dictionaries.get(id) ?? { key: id, chunks: [] }
  for await (const { message, at, body } of blocks ? blocksOf(file, blocks, block => firstOf(ipc, wanted, block)) : messagesOf(file)) {
    const fail = failingAt(file.path, at)
    if (message.kind === 'other' || message.kind === 'schema') return fail('it has a message that is no batch of rows')
    const { layout } = message,
      input = { layout, body: new Body(layout, (from, to) => part(file, body + from, body + to), task, fail), dictionary, fail }
    if (message.kind === 'batch') {
      yield await readBatch(fields, wanted, input)
      continue
    }
    const field = valued.get(message.id) ?? fail(`it has a dictionary ${message.id} for no column`)
    const { columns: [chunk] } = await readBatch([{ ...field, dictionary: undefined }], () => true, input)
    dictionaries.set(message.id, { key: message.id, chunks: [...message.isDelta ? dictionary(message.id).chunks : [], chunk!] })
  }
}
/** By the number of the dictionary. */
function dictionaryFields(fields: readonly ArrowField[], into = new Map<bigint, ArrowField>()): ReadonlyMap<bigint, ArrowField> {
  for (const field of fields) {
    if (field.dictionary) into.set(field.dictionary.id, field)
    dictionaryFields(field.children, into)
  }
  return into
}

interface Placed { readonly message: Message; readonly at: number; readonly body: number }

async function* blocksOf(file: ReadAhead, blocks: readonly Block[], first: (block: Block) => FileRange): AsyncGenerator<Placed> {
  for (const [n, { offset, metadataBytes, bodyBytes }] of blocks.entries()) {
    file.expect(blocks.slice(n, n + 1 + BLOCKS_AHEAD).map(first))
    const fail = failingAt(file.path, offset), bytes = await part(file, offset, offset + metadataBytes)
    const prefix = new DataView(bytes.buffer).getUint32(0, true) === CONTINUATION ? 8 : 4,
      message = readMessage(bytes.subarray(prefix), fail)
    if (message.bodyBytes > bodyBytes) fail(`its body would be ${message.bodyBytes} bytes, and has ${bodyBytes}`)
    yield { message, at: offset, body: offset + metadataBytes }
  }
}
async function* messagesOf(file: InputFile): AsyncGenerator<Placed> {
  const first = await messageAt(file, 0)
  for (let at = first!.next; ;) {
    const found = await messageAt(file, at)
    if (!found) return
    yield found
    at = found.next
  }
}
/** The message there, or undefined at the end of the stream, which a mark or the file's own end makes. */
async function messageAt(file: InputFile, at: number): Promise<Placed & { readonly next: number } | undefined> {
  const fail = failingAt(file.path, at)
  if (at === file.bytes) return undefined
  if (at + 4 > file.bytes) return fail('it ends within a message')
  const head = await part(file, at, Math.min(at + 8, file.bytes)), view = new DataView(head.buffer),
    marked = view.getUint32(0, true) === CONTINUATION
  if (marked && head.length < 8) return fail('it ends within a message')
  const length = view.getInt32(marked ? 4 : 0, true), metadata = at + (marked ? 8 : 4), body = metadata + length
  if (length === 0) return undefined
  if (length < 0 || body > file.bytes) return fail('it ends within a message, or is no Arrow')
  const message = readMessage(await part(file, metadata, body), fail), next = body + message.bodyBytes
  return next <= file.bytes ? { message, at, body, next }
    : fail(`it ends at byte ${file.bytes}, within a batch that goes on to byte ${next}`)
}
async function part(file: InputFile, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(to - from)
  await file.read(bytes, from)
  return bytes
}
