import { unresolvedCall, type Expression } from '../../logical/expression.js'

/** All of them: at least one. */
export const conjunction = (conditions: readonly Expression[]): Expression => conditions.reduce((a, b) => unresolvedCall('and', [a, b]))
