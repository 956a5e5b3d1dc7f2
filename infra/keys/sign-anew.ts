import type { Config } from '@lesblik/server/config';
import { openSigningKeys } from '@lesblik/server/deletion/open-deletion';

/** Another key signs certificates from now on; the public ones of all former stay. */
export async function signAnew(config: Config['keys']): Promise<string> {
  const id = await openSigningKeys(config.dir).rotate();
  return `Certificates are signed by ${id} from now on. What was signed before stays true. Make a backup of the keys now.`;
}
