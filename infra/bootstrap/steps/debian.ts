import { accessSync, constants } from 'node:fs';
import { userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { lastLines, run } from '../run.mjs';
import { Halt, step } from '../say.mjs';

/** Something of the system that Lesblik uses and that only an administrator can install. */
export interface Requirement {
  /** Programs that are all there once it is installed. */
  programs: string[];
  packages: string[];
  /** Ends the sentence "… is missing, which". */
  purpose: string;
  /** Lesblik goes on without it, and says what it lacks where that matters. */
  optional?: true;
}

export const film: Requirement = {
  programs: ['ffmpeg', 'ffprobe'],
  // The typeface is for the names at the faces in the film of a call.
  packages: ['ffmpeg', 'fonts-dejavu-core'],
  purpose: 'reads lesson films and makes them playable',
};

export const confinement: Requirement = {
  programs: ['bwrap'],
  packages: ['bubblewrap'],
  purpose: 'shuts the decoders of films in',
  optional: true,
};

export const testTools: Requirement[] = [
  {
    programs: ['chromium'],
    packages: ['chromium', 'fonts-dejavu-core'],
    purpose: 'is the browser of the tests',
  },
  {
    programs: ['redis-server'],
    packages: ['redis-server'],
    purpose: 'is the second queue back end that the tests run against',
  },
  {
    programs: ['turnserver'],
    packages: ['coturn'],
    purpose: 'is the relay through which the tests hold a call',
  },
  {
    programs: [
      'swift-proxy-server',
      'swift-account-server',
      'swift-container-server',
      'swift-object-server',
      'memcached',
    ],
    packages: ['swift-proxy', 'swift-account', 'swift-container', 'swift-object', 'python3-swift', 'memcached'],
    purpose: 'is the real S3 server that the tests run against',
  },
];

const apt = `
set -e
# Installing a server must not start it: the tests start their own. This file is how Debian asks.
if [ ! -e /usr/sbin/policy-rc.d ]; then
  printf '#!/bin/sh\\nexit 101\\n' >/usr/sbin/policy-rc.d
  chmod 755 /usr/sbin/policy-rc.d
  trap 'rm -f /usr/sbin/policy-rc.d' EXIT
fi
apt-get -q update
apt-get -qy -o DPkg::Lock::Timeout=600 install --no-install-recommends "$@"
`;

export const attackTools: Requirement[] = [
  { programs: ['sqlmap'], packages: ['sqlmap'], purpose: 'tries to get at the database through every field' },
  { programs: ['wapiti'], packages: ['wapiti'], purpose: 'tries known attacks on web pages' },
];

/** Whether a program is on the PATH, or where Debian puts servers. */
const onPath = (program: string): boolean =>
  [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'].some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** Installs what is missing on a Debian machine as root; elsewhere says all of it at once, a sentence each. */
export async function installDebianPackages(requirements: Requirement[]): Promise<void> {
  const lacking = requirements.filter(({ programs }) => !programs.every(onPath));
  const mayInstall = userInfo().uid === 0 && onPath('apt-get');
  const missing = mayInstall ? lacking : lacking.filter(({ optional }) => !optional);
  if (missing.length === 0) return;
  if (!mayInstall) throw new Halt(missing.map(sentence).join('\n'));
  const packages = missing.flatMap((requirement) => requirement.packages);
  await step(`Debian packages: ${packages.join(' ')}`, async (onOutput) => {
    // Two clones that start side by side take turns.
    const { code, output } = await run('flock', ['/run/lock/lesblik-apt', 'sh', '-c', apt, 'apt', ...packages], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      onOutput,
    });
    if (code !== 0)
      throw new Halt(
        `apt-get could not install ${packages.join(' ')}; mend what it says and start again.\n${lastLines(output)}`,
      );
  });
}

const sentence = ({ programs, packages, purpose }: Requirement): string =>
  `${programs[0]} is missing, which ${purpose}: let an administrator run "apt-get install ${packages.join(' ')}" (or install it otherwise), and start again.`;
