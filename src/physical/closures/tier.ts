import type { Tier } from '../stage.js'
import { ClosuresAggregate } from './aggregate-runner.js'
import { ClosuresStage } from './stage-runner.js'

/** Runs stages as loops over whole batches: no code generation, the same values and errors as the compiled tier. */
export const closuresTier: Tier = {
  name: 'closures',
  stage: (spec, context) => new ClosuresStage(spec, context),
  aggregate: (spec, context) => new ClosuresAggregate(spec, context),
}
