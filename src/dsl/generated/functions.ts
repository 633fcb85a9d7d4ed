// Generated from the declarations in src/functions by scripts/generate-signatures.ts. Do not edit.
import { call } from '../column-value.js'

