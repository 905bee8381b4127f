// What the script of a page adds: copy, print, prefetch, and islands that start late. The journey tests "look again".
import {open, page, settle} from './browser.mjs';
import {start} from './installation.mjs';
import {Member, found, publish} from './member.mjs';
import {must, step} from '../suite.mjs';

export async function script() {
  const home = await step('script: an installation of its own', () => start({trial: true}));
  const browser = await open();
  try {
    const member = new Member(home.url);
    const design = await step('script: a badge is published', async () => {
      await member.post(new URL(home.ownerLink).pathname, {});
      await found(member);
      return publish(member, home.approve);
    });
    const visit = async (javaScriptEnabled, path, before = async () => {}) => {
      const opened = await page(browser, {javaScriptEnabled});
      const [name, value] = member.cookie.split('=');
      await opened.context.addCookies([{name, value, url: home.url}]);
      await before(opened);
      await opened.tab.goto(home.url + path);
      return opened;
    };
    await habits({home, visit, design});
  } finally {
    await browser.close();
    await home.stop();
  }
}

async function habits({home, visit, design}) {
  await step('script: a button copies the key and confirms it; without script there is none', async () => {
    const {tab, context, faults} = await visit(true, '/keys');
    await settle(tab, true);
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], {origin: home.url});
    const button = tab.locator('[data-copy]').first();
    await button.click();
    await button.getByText('Copied').waitFor();
    const copied = await tab.evaluate(() => navigator.clipboard.readText());
    must(copied.startsWith('z6Mk') && await tab.getByText(copied, {exact: true}).count() === 1, copied);
    must(faults.length === 0, faults.join('; '));
    await context.close();
    const plain = await visit(false, '/keys');
    must(!await plain.tab.locator('[data-copy]').first().isVisible(), 'the button is shown without script');
    await plain.context.close();
  });

  await step('script: a link under the pointer is fetched before it is pressed, with the policy as it is', async () => {
    const {tab, context, faults} = await visit(true, '/today');
    await settle(tab, true);
    const link = tab.locator('nav a[href="/register"]');
    const fetched = context.waitForEvent('request', {predicate: request => request.url() === `${home.url}/register`, timeout: 5_000})
      .catch(() => null);
    await link.hover();
    await fetched;
    await tab.waitForFunction(() => document.querySelector('script[type=speculationrules]') !== null);
    // The browser takes a moment to fetch. Whether it was in time is its own affair; the rule and the page must be right.
    await Promise.all([tab.waitForEvent('load'), link.click()]);
    await settle(tab, true);
    must(new URL(tab.url()).pathname === '/register', `the link led to ${tab.url()}`);
    must(faults.length === 0, faults.join('; '));
    const how = await tab.evaluate(() => performance.getEntriesByType('navigation')[0].deliveryType);
    await context.close();
    return how || 'fetched when it was pressed';
  });

  await step('script: no link with a secret, and no document, is fetched early', async () => {
    const {tab, context} = await visit(true, '/institution');
    await settle(tab, true);
    const focus = (href, rel) => tab.evaluate(async ([address, relation]) => {
      const link = document.createElement('a');
      Object.assign(link, {href: address, rel: relation, textContent: address});
      document.body.append(link);
      link.focus();
      await new Promise(resolve => setTimeout(resolve, 300));
      return document.querySelectorAll('script[type=speculationrules]').length;
    }, [href, rel]);
    for(const [href, rel] of [['/claim/x', ''], ['/owner/x', ''], ['/issuers/x/did.json', 'external'], ['https://other.example/', '']]) {
      must(await focus(href, rel) === 0, `${href} is fetched`);
    }
    must(await focus('/register', '') === 1, 'no rule for a page of ours');
    await context.close();
  });

  await step('script: what was typed before the wasm arrived is kept, and the card follows', async () => {
    let release = () => {};
    const held = new Promise(resolve => {
      release = resolve;
    });
    const {tab, context, faults} = await visit(true, design, async ({context: own}) => {
      await own.route('**/*.wasm', async route => {
        await held;
        await route.continue();
      });
    });
    await tab.fill('[name=name]', 'Typed early');
    must(await tab.locator('.badge-card').getByText('Typed early').count() === 0, 'the island runs already');
    release();
    await settle(tab, true);
    await tab.locator('.badge-card').getByText('Typed early').waitFor();
    must(await tab.inputValue('[name=name]') === 'Typed early', 'the name was lost');
    must(faults.length === 0, faults.join('; '));
    await context.close();
  });

  await step('script: a finding appears after a field is left, and goes while its reader types', async () => {
    const {tab, context, faults} = await visit(true, design.replace('/designs/', '/issue/'));
    await settle(tab, true);
    await tab.fill('[name=email]', 'nobody');
    await tab.locator('[name=name]').focus();
    await tab.locator('[name=email][aria-invalid=true]').waitFor();
    await tab.fill('[name=email]', 'maren@example.edu');
    await tab.locator('[name=email]:not([aria-invalid])').waitFor();
    must(await tab.locator('.finding').count() === 0, 'the finding stays');
    must(faults.length === 0, faults.join('; '));
    await context.close();
  });
}
