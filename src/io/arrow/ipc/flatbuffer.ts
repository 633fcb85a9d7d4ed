/**
 * Tables of FlatBuffers, in which Arrow writes its metadata. What lies outside of the bytes is a RangeError of DataView, which
 * whoever reads the metadata turns into an error that names the file.
 */
export class Table {
  constructor(readonly view: DataView, readonly at: number) {}
  /** The table that the offset at the beginning points to. */
  static root(bytes: Uint8Array): Table {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return new Table(view, view.getUint32(0, true))
  }
  /** Where member n lies, or 0 when it is not there. */
  private place(n: number): number {
    const vtable = this.at - this.view.getInt32(this.at, true), slot = 4 + 2 * n
    if (slot + 2 > this.view.getUint16(vtable, true)) return 0
    const offset = this.view.getUint16(vtable + slot, true)
    return offset && this.at + offset
  }
  byte(n: number, usual = 0): number { const at = this.place(n); return at ? this.view.getUint8(at) : usual }
  short(n: number, usual = 0): number { const at = this.place(n); return at ? this.view.getInt16(at, true) : usual }
  int(n: number, usual = 0): number { const at = this.place(n); return at ? this.view.getInt32(at, true) : usual }
  long(n: number): bigint { const at = this.place(n); return at ? this.view.getBigInt64(at, true) : 0n }
  has(n: number): boolean { return this.place(n) !== 0 }
  table(n: number): Table | undefined {
    const at = this.place(n)
    return at ? new Table(this.view, at + this.view.getUint32(at, true)) : undefined
  }
  text(n: number): string {
    const { at, count } = this.list(n, 1)
    return new TextDecoder().decode(new Uint8Array(this.view.buffer, this.view.byteOffset + at, count))
  }
  tables(n: number): readonly Table[] {
    const { at, count } = this.list(n, 4)
    return Array.from({ length: count }, (_, k) => new Table(this.view, at + 4 * k + this.view.getUint32(at + 4 * k, true)))
  }
  /** A list of cells of so many bytes: where it begins, and how many they are, which lie within the bytes. */
  list(n: number, bytes: number): { readonly at: number; readonly count: number } {
    const place = this.place(n)
    if (!place) return { at: 0, count: 0 }
    const start = place + this.view.getUint32(place, true), count = this.view.getUint32(start, true)
    if (start + 4 + count * bytes > this.view.byteLength) throw new RangeError('a list is longer than its message')
    return { at: start + 4, count }
  }
}
