import { raise } from '../../errors/raise.js'

/** Text that JavaScript cannot hold is an error of memory, as it is in compiled code. */
export function roomy(make: () => string): string {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return raise('OUT_OF_MEMORY', { consumer: 'A text', needed: 'more than 512 MiB', limit: '512 MiB for one text', hint: '' })
  }
}
