import type { PageOwner } from '../../memory/task-memory.js'
import type { DataFile } from '../file/input-file.js'
import { reopening } from '../file/reopen.js'
import { fileStream, type ByteStream } from './byte-stream.js'
import { compressionOf, decompressed, type Compression } from './compression.js'
import { asUtf8 } from './encoding.js'

export interface TextForm { readonly compression: Compression | undefined; readonly encoding: string | undefined }

export interface OpenText extends ByteStream {
  readonly fileBytes: number
  /** Opens the file again. */
  readonly data: DataFile
}
/** The text of a file as UTF-8 without a mark of byte order. Closing it closes the file. */
export async function openText(data: DataFile, { compression, encoding }: TextForm, owner: PageOwner, signal?: AbortSignal): Promise<OpenText> {
  const file = await data.open(signal)
  const stream = decompressed(fileStream(file), compressionOf(data.path, compression), data.path, owner)
  try {
    return Object.assign(await asUtf8(stream, encoding, data.path), { fileBytes: file.bytes, data: reopening(data, file) })
  } catch (error) {
    await stream.close()
    throw error
  }
}
