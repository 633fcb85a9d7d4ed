/** What the programs need of the place where they run. */
import type { Location } from '../../src/index.js'

export interface Place {
  /** An input file as this place has it: a path, or what was fetched. */
  readonly input: (name: string) => Promise<Location>
  /** A path to write to, where there are files. */
  readonly output?: (name: string) => string
}

export interface Program {
  readonly name: string
  /** It is left out where there are none. */
  readonly needs?: 'files'
  /** Lines that are to be the same everywhere. */
  readonly run: (place: Place) => Promise<readonly string[]>
}
