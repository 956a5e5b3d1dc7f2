import type { RecordingRole } from '@lesblik/shared/policy';

export interface Ties {
  ownerId: string;
  uploaderId: string;
  /** Set once the film is whole: from then on its uploader sees no more of it than anybody else. */
  uploadedAt: Date | null;
  state: string;
  /** Set while the person belongs to the recording's school. */
  memberId: string | null;
  /** Of the running grant; null without one. */
  mayComment: boolean | null;
}

/** What somebody is to a recording now. Nothing when they left the school, and nobody is anything to one that is being deleted. */
export function rolesOf(personId: string, ties: Ties): RecordingRole[] {
  if (ties.memberId === null || ties.state === 'deleting') return [];
  if (ties.ownerId === personId) return ['owner'];
  const roles: RecordingRole[] = [];
  if (ties.uploaderId === personId && ties.uploadedAt === null) roles.push('uploader');
  if (ties.mayComment !== null) roles.push(ties.mayComment ? 'commenter' : 'watcher');
  return roles;
}
