// Chromium with a virtual passkey, axe, and screenshots.
import {mkdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {PATIENCE} from '../e2e/installation.mjs';
import {must} from '../suite.mjs';

export {accessible, open} from '../e2e/browser.mjs';

export const out = join(dirname(fileURLToPath(import.meta.url)), 'out');

/** Gives a tab a device that stores passkeys and verifies its owner. */
export async function passkeyDevice(tab) {
  const devtools = await tab.context().newCDPSession(tab);
  await devtools.send('WebAuthn.enable');
  const {authenticatorId} = await devtools.send('WebAuthn.addVirtualAuthenticator', {options: {
    protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
    isUserVerified: true, automaticPresenceSimulation: true
  }});
  return {devtools, authenticatorId};
}

/** A person's browser, with a device that stores passkeys and verifies its owner. */
export async function person(browser, {javaScriptEnabled = true} = {}) {
  const context = await browser.newContext({javaScriptEnabled, reducedMotion: 'reduce', viewport: {width: 1280, height: 900}});
  const tab = await context.newPage();
  tab.setDefaultTimeout(PATIENCE * 1000);
  const faults = [];
  tab.on('pageerror', error => faults.push(`script: ${error.message}`));
  tab.on('console', message => {
    if(message.type() === 'error' && !/status of (403|404|422|503)/.test(message.text())) {
      faults.push(`console: ${message.text()}`);
    }
  });
  const {devtools, authenticatorId} = await passkeyDevice(tab);
  return {
    context, tab, faults, devtools,
    text: async () => (await tab.locator('body').innerText()).replace(/\s+/g, ' '),
    /** Passkeys on the device. */
    passkeys: async () => (await devtools.send('WebAuthn.getCredentials', {authenticatorId})).credentials,
    /** Sets whether the device verifies its owner from now on. */
    knows: isUserVerified => devtools.send('WebAuthn.setUserVerified', {authenticatorId, isUserVerified}),
    close: () => context.close()
  };
}

/** Screenshots of the current page; checks that nothing overflows sideways. */
export async function pictures(tab, name) {
  mkdirSync(out, {recursive: true});
  for(const colorScheme of ['light', 'dark']) {
    for(const [kind, width] of [['wide', 1440], ['narrow', 360]]) {
      await tab.setViewportSize({width, height: 900});
      await tab.emulateMedia({colorScheme});
      await tab.screenshot({path: join(out, `${name}-${kind}-${colorScheme}.png`), fullPage: true});
      const over = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      must(over <= 0, `${name} is ${over} px wider than a screen of ${width} px`);
    }
  }
  await tab.setViewportSize({width: 1280, height: 900});
  await tab.emulateMedia({colorScheme: 'light', forcedColors: 'active'});
  await tab.screenshot({path: join(out, `${name}-forced-colors.png`), fullPage: true});
  await tab.emulateMedia({colorScheme: 'light', forcedColors: null});
}
