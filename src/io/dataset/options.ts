import type { OptionCheck, OptionChecks } from '../../logical/check-options.js'
import { yesOrNo } from '../../logical/check-options.js'
import { storageChecks } from '../file/location.js'
import type { FindOptions } from './find-files.js'

/** How the files of a location become one frame; the same for every format. */
export interface DatasetOptions extends FindOptions {
  /** Without a declared schema: the columns of all files together, not those of the first. Default: false. */
  readonly mergeSchema?: boolean
}
const text: OptionCheck = value => typeof value === 'string' && value !== '' ? undefined : 'It must be text.'

export const datasetChecks: OptionChecks<DatasetOptions> = {
  basePath: text, pathGlobFilter: text, recursiveFileLookup: yesOrNo, mergeSchema: yesOrNo, ...storageChecks,
}
