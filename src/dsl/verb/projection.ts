/** What the verbs that make a Project have in common. */
import { alias, type Expression, type NamedExpression } from '../../logical/expression.js'
import { project } from '../../logical/node/project.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { analyze } from '../../rules/analysis/analyze.js'
import { asCallback, columnNamed, columnsOf, namedColumns, owned, type ColumnValues } from '../columns.js'

/** A name, or a callback that gives columns by name. */
export type Selected = string | (($: ColumnValues) => unknown)

/** The expression under a name; a column that has the name already is passed through. */
export const named = (e: Expression, name: string): NamedExpression => e.node === 'attribute' && e.name === name ? e : alias(e, name)

export const selected = (child: LogicalPlan, selection: Selected, verb: string): NamedExpression[] =>
  typeof selection === 'string'
    ? [columnNamed(child.output, selection)]
    : namedColumns(asCallback(selection, verb, "a name or a callback, such as $ => ({ total: $.price }),")(columnsOf(child.output)), verb)
      .map(([name, c]) => named(owned(c.expression, child), name))

export const projected = (child: LogicalPlan, columns: readonly NamedExpression[]): LogicalPlan => analyze(project(child, columns))
