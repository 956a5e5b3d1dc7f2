import { describe, expect, test } from '@jest/globals';
import { rolesOf, type Ties } from './roles-of.ts';

const ties: Ties = {
  ownerId: 'teacher',
  uploaderId: 'teacher',
  uploadedAt: new Date(),
  state: 'ready',
  memberId: 'in school',
  mayComment: null,
};

describe('what somebody is to a recording', () => {
  test('a colleague without a grant is nothing to it', () => {
    expect(rolesOf('colleague', ties)).toEqual([]);
  });

  test('whoever left the school is nothing to it, with a grant or as its owner', () => {
    expect(rolesOf('coach', { ...ties, memberId: null, mayComment: true })).toEqual([]);
    expect(rolesOf('teacher', { ...ties, memberId: null })).toEqual([]);
  });

  test('a recording that is being deleted is gone for its owner too', () => {
    expect(rolesOf('teacher', { ...ties, state: 'deleting' })).toEqual([]);
  });

  test('an uploader for somebody else loses sight once the film is whole', () => {
    const uploading = { ...ties, uploaderId: 'assistant', uploadedAt: null, state: 'uploading' };
    expect(rolesOf('assistant', uploading)).toEqual(['uploader']);
    expect(rolesOf('assistant', { ...uploading, uploadedAt: new Date(), state: 'uploaded' })).toEqual([]);
  });

  test('a grant makes a watcher or a commenter', () => {
    expect(rolesOf('coach', { ...ties, mayComment: false })).toEqual(['watcher']);
    expect(rolesOf('coach', { ...ties, mayComment: true })).toEqual(['commenter']);
  });

  test('the teacher owns it', () => {
    expect(rolesOf('teacher', ties)).toEqual(['owner']);
  });
});
