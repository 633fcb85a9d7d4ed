/** Resolves when timers and other tasks have had their turn. Browsers have no `setImmediate`, and hold timers back by 4 ms. */
export const nextTurn: () => Promise<void> = typeof setImmediate === 'function'
  ? () => new Promise(resolve => { setImmediate(resolve) })
  : () => new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    }, { once: true })
    port1.start()
    port2.postMessage(undefined)
  })
