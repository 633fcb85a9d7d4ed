// Joins: by names, by pairs, by condition; who becomes nullable; what meets.
import { type Decimal, type Float64, type Int32, type Int64, type Null, type Utf8 } from 'typedframe'
import { frame, schema } from './assert.js'

const people = frame<{ id: Int64; dept: Utf8; pay: Decimal }>()
const depts = frame<{ dept: Utf8; boss: Utf8 }>()
const clash = frame<{ dept: Utf8; boss: Utf8; id: Utf8 }>()

schema<{ id: Int64; dept: Utf8; pay: Decimal; boss: Utf8 }>()(people.join(depts, 'dept'), true)
schema<{ id: Int64; dept: Utf8; pay: Decimal; boss: Utf8 | Null }>()(people.join(depts, ['dept'], { how: 'left' }), true)
schema<{ id: Int64 | Null; dept: Utf8; pay: Decimal | Null; boss: Utf8 }>()(people.join(depts, 'dept', { how: 'right' }), true)
schema<{ id: Int64 | Null; dept: Utf8; pay: Decimal | Null; boss: Utf8 | Null }>()(people.join(depts, 'dept', { how: 'full' }), true)
schema<{ id: Int64; dept: Utf8; pay: Decimal }>()(people.join(depts, 'dept', { how: 'semi' }), true)
schema<{ id: Int64; dept: Utf8; pay: Decimal }>()(people.join(clash, 'dept', { how: 'anti' }), true)

// equal names: a suffix for the right side's
schema<{ id: Int64; dept: Utf8; pay: Decimal; boss: Utf8; id_right: Utf8 }>()(people.join(clash, 'dept', { suffix: '_right' }), true)
schema<{ id: Int64; dept: Utf8; pay: Decimal; boss: Utf8 | Null; id_right: Utf8 | Null }>()(people.join(clash, 'dept', { how: 'left', suffix: '_right' }), true)

// several keys
const more = frame<{ dept: Utf8; id: Int32; x: Float64 }>()
schema<{ id: Int64; dept: Utf8; pay: Decimal; x: Float64 }>()(people.join(more, ['id', 'dept']), true)
schema<{ id: Int64; dept: Utf8; pay: Decimal; x: Float64 | Null }>()(people.join(more.rename({ x: 'y' }).rename({ y: 'x' }), ['dept', 'id'], { how: 'left' }), true)
schema<{ id: Int64; dept: Utf8; pay: Decimal; number: Int32; where: Utf8; x: Float64 }>()(
  people.join(more.rename({ id: 'number', dept: 'where' }), { id: 'number', dept: 'where' }), true)

// pairs keep both keys
const staff = frame<{ person: Int32; note: Utf8 }>()
schema<{ id: Int64; dept: Utf8; pay: Decimal; person: Int32; note: Utf8 }>()(people.join(staff, { id: 'person' }), true)
schema<{ id: Int64; dept: Utf8; pay: Decimal; person: Int32 | Null; note: Utf8 | Null }>()(people.join(staff, { id: 'person' }, { how: 'left' }), true)
const bosses = frame<{ id: Int64; grade: Float64 }>()
schema<{ boss: Int64; id: Int64; id_b: Int64; grade: Float64 }>()(frame<{ id: Int64; boss: Int64 }>().join(bosses, { boss: 'id' }, { suffix: '_b' }), true)
schema<{ id: Int64; dept: Utf8; pay: Decimal; boss: Utf8 }>()(people.join(depts, { dept: 'dept' }), true)

// the key of a right join is the right side's; of a full one, of both
const wide = frame<{ k: Int64 | Null; a: Utf8 }>(), narrow = frame<{ k: Int32; b: Utf8 }>()
schema<{ k: Int64 | Null; a: Utf8 | Null; b: Utf8 | Null }>()(wide.join(narrow, 'k', { how: 'full' }), true)
schema<{ k: Int32; a: Utf8 | Null; b: Utf8 }>()(wide.join(narrow, 'k', { how: 'right' }), true)

// conditions, and every pair
schema<{ id: Int64; dept: Utf8; pay: Decimal; person: Int32 | Null; note: Utf8 | Null }>()(
  people.joinOn(staff, (l, r) => l.id.eq(r.person).and(l.dept.ne(r.note)), { how: 'left' }), true)
schema<{ id: Int64; dept: Utf8; pay: Decimal; dept_r: Utf8; boss: Utf8 }>()(people.joinOn(depts, (l, r) => l.dept.lt(r.dept), { suffix: '_r' }), true)
schema<{ id: Int64; dept: Utf8; pay: Decimal; person: Int32; note: Utf8 }>()(people.crossJoin(staff), true)
schema<{ id: Int64; dept: Utf8; pay: Decimal; dept_r: Utf8; boss: Utf8 }>()(people.crossJoin(depts, { suffix: '_r' }), true)
