export { arrayContains, arrayJoin, arrayPosition, at, elementAt, size } from './list.js'
export { get, mapContainsKey, mapKeys, mapValues } from './map.js'
export { field } from './struct.js'
