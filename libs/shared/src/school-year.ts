const AUGUST = 7;

/** When the school year of this instant began: 1 August, in universal time. */
export function schoolYearStart(at: Date): Date {
  const year = at.getUTCFullYear() - (at.getUTCMonth() < AUGUST ? 1 : 0);
  return new Date(Date.UTC(year, AUGUST, 1));
}
