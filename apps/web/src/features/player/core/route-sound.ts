type Routable = { readonly sinkId: unknown; setSinkId: (sinkId: string) => Promise<void> };

/**
 * Plays an element or a graph through a chosen speaker; empty is the computer's own choice, which is also kept where the
 * browser cannot choose or the chosen one was pulled out.
 */
export async function routeSound(sound: HTMLMediaElement | AudioContext, sinkId: string): Promise<void> {
  if (!('setSinkId' in sound)) return;
  const routable = sound as Routable;
  if (routable.sinkId === sinkId) return;
  try {
    await routable.setSinkId(sinkId);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'NotFoundError') throw error;
    if (sinkId !== '') await routable.setSinkId('');
  }
}
