/** Tables of random programs as files. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Session } from '../../src/index.js'
import { frames, schemaOf, type AnyFrame, type Program } from './program.js'

export type Format = 'parquet' | 'arrow'

export class Files {
  readonly #folder = mkdtempSync(join(tmpdir(), 'typedframe-fuzz-'))
  #path(table: number, format: Format): string { return join(this.#folder, `${table}.${format}`) }

  /** Writes the tables of a program over those of the one before. */
  async write(program: Program, tf: Session): Promise<void> {
    for (const [n, frame] of frames(program, tf).entries()) {
      await frame.write.parquet(this.#path(n, 'parquet'), { mode: 'overwrite', ...program.files[n] })
      await frame.write.arrow(this.#path(n, 'arrow'), { mode: 'overwrite' })
    }
  }
  frames({ tables }: Program, tf: Session, format: Format): readonly AnyFrame[] {
    return tables.map((table, n) => (tf as AnyFrame).read[format](this.#path(n, format), schemaOf(table)))
  }
  close(): void { rmSync(this.#folder, { recursive: true }) }
}
