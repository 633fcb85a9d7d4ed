// Where rows lie that a session keeps or has no memory for: cached frames and temporary files.
import { session, type CacheOptions, type DataFrame, type DefaultJs, type Int64, type StorageLevel } from 'typedframe'
import { frame, type } from './assert.js'

const df = frame<{ id: Int64 }>(), stop = new AbortController()
const level: StorageLevel = 'MEMORY_AND_DISK'
const options: CacheOptions = { storageLevel: level, signal: stop.signal, onProgress: ({ rowsRead }) => rowsRead + 1 }

type<DataFrame<{ id: Int64 }, DefaultJs>>()(await df.cache(options), true)
type<DataFrame<{ id: Int64 }, DefaultJs>>()(await df.persist(), true)
await df.persist('DISK_ONLY')
await df.persist(level, { signal: stop.signal })
await df.unpersist().cache({ storageLevel: 'MEMORY_ONLY' })

await df.cache({ storageLevel: 'DISK' }) //! Type '"DISK"' is not assignable to type
await df.cache({ level: 'DISK_ONLY' }) //! 'level' does not exist in type 'CacheOptions'
await df.cache('DISK_ONLY') //! has no properties in common with type 'CacheOptions'
await df.persist('MEMORY_ONLY_SER') //! '"MEMORY_ONLY_SER"' is not assignable to parameter of type
await df.persist('DISK_ONLY', { storageLevel: 'DISK_ONLY' }) //! 'storageLevel' does not exist in type 'RunOptions'

session({ localDir: '/mnt/fast/spill', memory: '1GiB' })
session({ localDir: 7 }) //! Type 'number' is not assignable to type 'string'
session({ localdir: '/mnt' }) //! Object literal may only specify known properties, but 'localdir' does not exist in type 'SessionOptions'. Did you mean to write 'localDir'?
