import type { World } from './world.ts';

/** Undoes what requests did to the people who send them: who they are, where they belong, that they are signed in. */
export async function keepPeople({ services: { db } }: World): Promise<() => Promise<void>> {
  const [people, memberships, sessions] = [
    await db.selectFrom('person').selectAll().execute(),
    await db.selectFrom('membership').selectAll().execute(),
    await db.selectFrom('authSession').selectAll().execute(),
  ];
  return async () => {
    for (const { id, name, language } of people)
      await db.updateTable('person').set({ name, language }).where('id', '=', id).execute();
    await db
      .insertInto('membership')
      .values(memberships)
      .onConflict((on) =>
        on.columns(['organisationId', 'personId']).doUpdateSet(({ ref }) => ({
          role: ref('excluded.role'),
          endsAt: ref('excluded.endsAt'),
        })),
      )
      .execute();
    await db
      .insertInto('authSession')
      .values(sessions)
      .onConflict((on) => on.doNothing())
      .execute();
  };
}
