import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PATHS = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const executablePath = PATHS.find((path) => path && existsSync(path)) ?? null;

/** Where no browser is, tests that want one are left out aloud, unless `REQUIRE_BROWSER` forbids it. */
export const browserIsMissing = executablePath === null && !process.env.REQUIRE_BROWSER;
if (browserIsMissing) {
  console.warn(
    '\n!!! NO CHROMIUM FOUND: THE TESTS IN A BROWSER ARE SKIPPED. Set CHROMIUM_PATH or install one. !!!\n',
  );
}

export function launchBrowser(): Promise<Browser> {
  if (!executablePath)
    throw new Error(
      `REQUIRE_BROWSER is set, and no browser is at any of ${PATHS.filter(Boolean).join(', ')}`,
    );
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
