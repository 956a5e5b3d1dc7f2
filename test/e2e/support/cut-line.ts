import type { Page, WebSocketRoute } from '@playwright/test';

export interface CuttableLine {
  /** What is open ends at both ends (a page that sleeps hears of it when it wakes); what is dialled is refused. */
  cut: () => void;
  mend: () => void;
}

/** A page's line to the server in the hands of the test; to be asked for before the page is opened. */
export async function cuttableLine(page: Page): Promise<CuttableLine> {
  const ends = new Set<WebSocketRoute>();
  let whole = true;
  await page.routeWebSocket(/\/socket\.io\//, async (own) => {
    if (!whole) return own.close();
    ends.add(own).add(own.connectToServer());
  });
  return {
    cut: () => {
      whole = false;
      for (const end of ends) void end.close();
      ends.clear();
    },
    mend: () => void (whole = true),
  };
}
