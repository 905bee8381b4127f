// From the owner link to the first issued badge, with as few actions as the product allows.
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {accessible, passkeyDevice, person, pictures} from '../desk/browser.mjs';
import {must, step} from '../suite.mjs';
import {settle} from './browser.mjs';
import {Count, CountedTab} from './count.mjs';
import {start, until} from './installation.mjs';

/** The most actions that this way may cost. */
const MOST = {clicks: 9, inputs: 10};

export async function firstBadge(browser) {
  const home = await step('first badge: an installation of its own', () => start({trial: true}));
  const count = new Count();
  try {
    await walk({home, count, owner: await person(browser)});
  } finally {
    console.log(count.by.map(action => `        ${action}`).join('\n'));
    await home.stop();
  }
}

async function walk({home, count, owner}) {
  const {tab, text} = owner;
  const counted = new CountedTab(tab, count);
  const load = async action => {
    await Promise.all([tab.waitForEvent('load'), action()]);
    await settle(tab, true);
  };

  await step('first badge: the owner link is the set-up form, and leads to the first design', async () => {
    await tab.goto(home.ownerLink);
    await settle(tab, true);
    await counted.fill('[name=name]', 'Vrijhaven University of Applied Sciences');
    await counted.fill('[name=url]', 'https://www.vrijhaven.example');
    await load(() => counted.press('main form button[type=submit]'));
    must(new URL(tab.url()).pathname === '/designs/new', `it led to ${tab.url()}: ${await text()}`);
  });

  await step('first badge: a badge is designed and sent for approval', async () => {
    await counted.fill('[name=name]', 'Coastal Flood Modelling');
    await counted.fill('[name=description]', 'Builds a flood model of a real stretch of coast.');
    await counted.fill('[name=criteria]', 'Calibrate a model against two recorded surges.');
    await load(() => counted.press('main form button[value=publish]'));
    must(/version 1 is waiting for approval/i.test(await text()), await text());
  });

  const [desk] = await Promise.all([
    tab.context().waitForEvent('page'), counted.press(`main a[href="${home.desk}"][target=_blank]`)
  ]);
  await desk.waitForLoadState();
  const atDesk = new CountedTab(desk, count);
  atDesk.passkeys((await passkeyDevice(desk)).devtools);

  await step('first badge: the owner becomes the first approver, with the one code', async () => {
    const shown = await desk.locator('main').innerText();
    must(/Vrijhaven University of Applied Sciences/.test(shown), `the desk does not show the institution: ${shown}`);
    await pictures(desk, '00-first-approver');
    await accessible(desk);
    await atDesk.fill('#name', 'Ada Lovelace');
    await atDesk.fill('#code', home.enrolmentCode);
    await atDesk.press('#enrol button');
    await desk.locator('#fingerprint output').filter({hasText: /\S/}).waitFor();
    const fingerprint = await desk.locator('#fingerprint output').innerText();
    count.input('fingerprint on the host');
    confirm(home, 'Ada Lovelace', fingerprint);
    // The desk continues on its own.
    await desk.locator('#enrol').waitFor({state: 'detached'});
  });

  await step('first badge: the owner approves it, and the page of the design notices', async () => {
    await atDesk.press('[data-approve]');
    await until('the approval', async () => /in force/.test(await desk.locator('main').innerText()));
    await tab.bringToFront();
    await until('the publication', async () => /version 1 is published/i.test(await text()));
    await settle(tab, true);
  });

  await step('first badge: it is issued', async () => {
    await load(() => counted.press('main a[href^="/issue/"]'));
    await counted.fill('[name=name]', 'Maren');
    await counted.fill('[name=email]', 'maren@example.edu');
    await load(() => counted.press('main form button[type=submit]'));
    await until('the mail', () => home.mails().length > 0);
  });

  await step('first badge: the way costs no more actions than before', () => {
    const prompts = count.by.filter(action => action.startsWith('click: passkey prompt'));
    must(prompts.length >= 2, `only ${prompts.length} passkey prompts were counted`);
    must(count.clicks <= MOST.clicks && count.inputs <= MOST.inputs, `${count}; at most ${MOST.clicks} and ${MOST.inputs}`);
    return `${count}`;
  });
  must(owner.faults.length === 0, owner.faults.join('; '));
  await owner.close();
}

/** A person at a terminal of the signer's host types the fingerprint of a new passkey. */
function confirm(home, name, fingerprint) {
  const config = join(home.data, 'signer', 'signer.toml');
  const command = `${join(home.bin, 'insignia-signer')} approver confirm "${name}" --config ${config}`;
  const done = spawnSync('script', ['-qec', command, '/dev/null'], {input: `${fingerprint}\n`, encoding: 'utf8'});
  must(done.status === 0 && /Confirmed/.test(done.stdout), `${done.status}: ${done.stdout}${done.stderr}`);
}
