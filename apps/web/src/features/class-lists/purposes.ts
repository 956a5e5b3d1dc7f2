import type { ConsentPurpose } from '@lesblik/shared/class-lists';

/** In the order of how far film goes. */
export const purposes = ['inside', 'institute', 'outside'] as const satisfies readonly ConsentPurpose[];
