/** Every optimiser rule, in the order in which they run, with the reason for its place. */
import { inTurns, type Batch, type Rule } from '../rule.js'
import { removeRedundantAggregates, removeRedundantGroupKeys, removeRepeatedSort, removeSortBelowAggregate } from './aggregates.js'
import { collapseProject, combineFilters, combineLimits, combineUnions, removeNoopProject, removeRedundantAlias } from './combine.js'
import { evaluateLocalRelation, propagateEmptyRelation } from './empty-relations.js'
import { fillTimeZone, pullOutGroupKeys, updateNullability } from './finish-analysis.js'
import { inferFiltersFromAlternatives, inferFiltersFromConstraints } from './infer-filters.js'
import { checkCartesianProduct, eliminateOuterJoin } from './joins.js'
import { columnPruning, pushProjectionIntoSource } from './prune-columns.js'
import { eliminateLimits, pushLimitThroughOuterJoin, pushLimitThroughProject, pushLimitThroughUnion } from './push-limits.js'
import {
  pushDownJoinConditionSides, pushPredicateThroughAggregate, pushPredicateThroughJoin, pushPredicateThroughProject,
  pushPredicateThroughSort,
  pushPredicateThroughUnion,
} from './push-predicates.js'
import { reorderJoin } from './reorder-joins.js'
import {
  replaceDeduplicateWithAggregate, replaceDistinctWithAggregate, replaceExceptWithAntiJoin, replaceIntersectWithSemiJoin,
} from './replace-operators.js'
import { booleanSimplification, pruneFilters } from './simplify-booleans.js'
import { likeSimplification, literalsToTheRight, optimizeIn, unwrapCastInComparison } from './simplify-comparisons.js'
import { constantFolding, nullPropagation, simplifyCasts, simplifyConditionals } from './simplify-expressions.js'
import { pushAggregateIntoSource, pushFiltersIntoSource, pushLimitIntoSource, pushTopNIntoSource } from './sources.js'

/** Needed for any plan to run, optimised or not: physical plans do not know what these replace. */
const necessary: readonly Batch[] = [
  { name: 'Finish analysis', runs: 'once', rules: [
    fillTimeZone,                        // before folding: a cast to text needs to know where it is
  ] },
  { name: 'Replace operators', runs: 'once', rules: [
    replaceIntersectWithSemiJoin,        // before all that knows joins and aggregates
    replaceExceptWithAntiJoin,
    replaceDeduplicateWithAggregate,
    replaceDistinctWithAggregate,
  ] },
]

const operators: readonly Rule[] = [
  // expressions first: a simpler condition splits into parts that can be pushed
  literalsToTheRight,                    // the rules on comparisons look for literals on the right
  constantFolding,
  nullPropagation,
  simplifyCasts,                         // before unwrapping: one cast at most is left
  unwrapCastInComparison,
  simplifyConditionals,
  likeSimplification,
  booleanSimplification,
  optimizeIn,                            // after common parts are taken out of alternatives
  pruneFilters,                          // what is true or false by now
  inTurns('PushDownPredicates', [        // in one walk: each goes as far down as it can
    combineFilters,
    pushPredicateThroughProject,
    pushPredicateThroughSort,
    pushPredicateThroughAggregate,
    pushPredicateThroughUnion,
    eliminateOuterJoin,                  // before pushing through joins: an inner join lets more through
    pushPredicateThroughJoin,
    pushDownJoinConditionSides,
  ]),
  eliminateLimits,
  inTurns('PushDownLimits', [
    combineLimits,
    pushLimitThroughProject,
    pushLimitThroughUnion,
    pushLimitThroughOuterJoin,
  ]),
  // less to do
  combineUnions,
  removeRedundantGroupKeys,
  removeRedundantAggregates,
  removeSortBelowAggregate,
  removeRepeatedSort,
  propagateEmptyRelation,
  evaluateLocalRelation,
  columnPruning,                         // after filters have found their place: what they read is needed there only
  collapseProject,                       // tidies up after pruning
  removeRedundantAlias,
  removeNoopProject,
]

/** What brings filters down to their sources; nothing here needs them open. */
const rewriting: readonly Batch[] = [
  { name: 'Prepare', runs: 'once', rules: [
    pullOutGroupKeys,                    // before expressions are rewritten: a key and its uses must stay the same
    combineUnions,                       // a long chain of unions is flat before everything else walks it
  ] },
  { name: 'Operators', runs: 'fixedPoint', rules: operators },
  { name: 'Infer filters', runs: 'once', rules: [
    inferFiltersFromConstraints,         // once: what is inferred and pushed down would be inferred again
    inferFiltersFromAlternatives,
  ] },
  { name: 'Operators after inferred filters', runs: 'fixedPoint', rules: operators },
]
const optional: readonly Batch[] = [
  ...rewriting,
  { name: 'Order joins', runs: 'once', rules: [
    reorderJoin,                         // filters are where they belong, so estimates see them
  ] },
  { name: 'Operators after joins are ordered', runs: 'fixedPoint', rules: operators },
  { name: 'Into sources', runs: 'once', rules: [
    pushFiltersIntoSource,               // once: each push makes another source
    pushProjectionIntoSource,            // after the filters: a column that only a taken filter reads is not read any more
    collapseProject,
    removeNoopProject,
    pushAggregateIntoSource,             // after pruning: what is counted stands right above its source
    pushTopNIntoSource,                  // after groups: the first of them may be asked for
    pushLimitIntoSource,                 // after the filters: a limit over one must not reach the source
  ] },
  { name: 'Last checks', runs: 'once', rules: [
    updateNullability,                   // columns became nullable or not by what moved
    checkCartesianProduct,               // every condition has reached its join
    fillTimeZone,                        // calls that rules made
  ] },
]
export const necessaryBatches: readonly Batch[] = necessary
export const rewritingBatches: readonly Batch[] = [...necessary, ...rewriting]
export const allBatches: readonly Batch[] = [...necessary, ...optional]
