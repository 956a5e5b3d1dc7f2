/** Those that this browser knows, the chosen one and the one of this device first. */
export function timeZones(chosen: string): string[] {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...new Set([chosen, here, ...Intl.supportedValuesOf('timeZone')])];
}
