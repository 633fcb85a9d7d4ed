import type { Tier } from '../stage.js'
import { CompiledAggregate } from './aggregate-runner.js'
import { CompiledStage } from './stage-runner.js'

/** Runs stages as WebAssembly, written for the expressions, types and nulls at hand. */
export const wasmTier: Tier = {
  name: 'wasm',
  stage: (spec, context) => new CompiledStage(spec, context),
  aggregate: (spec, context) => new CompiledAggregate(spec, context),
}
