/** Why a camera or microphone cannot be used. Each has its own sentence, with what to do. */
export type DeviceTrouble =
  /** The person, or an earlier choice of theirs, said no to the browser. */
  | 'refused'
  /** The computer's own settings keep browsers from it. */
  | 'refused_by_system'
  | 'none'
  /** Another program has it. */
  | 'taken'
  /** The page came without TLS: browsers give devices to secure pages only. */
  | 'insecure'
  /** It was pulled out. */
  | 'unplugged'
  | 'unknown';

/** From what getUserMedia throws (https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia). */
export function troubleOf(error: unknown, secure: boolean): DeviceTrouble {
  if (!secure) return 'insecure';
  const { name, message } = error instanceof Error ? error : { name: '', message: '' };
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      return /system/i.test(message) ? 'refused_by_system' : 'refused';
    case 'SecurityError':
      return 'refused';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'none';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'taken';
    default:
      return 'unknown';
  }
}
