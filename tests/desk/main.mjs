// The signer's desk used by approvers, in Chromium with virtual passkeys; and attacks by other pages.
import {createServer} from 'node:http';
import {rmSync} from 'node:fs';
import {accessible, open, out, person, pictures} from './browser.mjs';
import {freePort, until} from '../e2e/installation.mjs';
import {close, must, step, StepFailed} from '../suite.mjs';
import {achievement, entries} from './documents.mjs';
import {found, institution, issuer, propose, publicUrl, start} from './house.mjs';
import {pictureByDigest} from './picture.mjs';

rmSync(out, {recursive: true, force: true});
const browser = await open();
const house = await start();
try {
  await walk();
} catch(error) {
  if(!(error instanceof StepFailed)) {
    throw error;
  }
} finally {
  await browser.close();
  await house.stop();
}
close();

async function walk() {
  await found(house);
  const ada = await person(browser);
  const grace = await person(browser);
  await serveDocument(ada, () => house.read(`public/issuers/${institution}/did.json`));
  await serveDocument(grace, () => house.read(`public/issuers/${institution}/did.json`));
  const outcome = tab => tab.locator('.outcome').first();
  const approve = async (who, digest) => {
    await who.tab.goto(house.url);
    const card = who.tab.locator(`article:has([data-approve="${digest}"])`);
    await card.getByRole('button', {name: 'Approve with passkey'}).click();
    const said = card.locator('.outcome');
    await said.and(who.tab.locator(':not([data-state=waits])')).filter({hasText: /\S/}).waitFor();
    return said.innerText();
  };
  const enrol = async (who, name, code) => {
    await who.tab.goto(`${house.url}/enrol`);
    if(await who.tab.locator('#name').isEditable()) {
      await who.tab.fill('#name', name);
    }
    await who.tab.fill('#code', code);
    await who.tab.getByRole('button', {name: 'Create passkey'}).click();
    const said = outcome(who.tab);
    await said.and(who.tab.locator(':not([data-state=waits])')).filter({hasText: /\S/}).waitFor();
    return said.innerText();
  };

  await step('nothing waits, nobody is enrolled, and the desk says so', async () => {
    await ada.tab.goto(house.url);
    const text = await ada.text();
    must(/Nothing is waiting for approval/.test(text) && /Enrol the first approver/.test(text), text);
    await ada.tab.getByText('The published document is the one that the signer\'s ledger states.').waitFor();
    await accessible(ada.tab);
    await pictures(ada.tab, '01-empty');
    await ada.tab.goto(`${house.url}/history`);
    must(/No change has been decided yet/.test(await ada.text()), await ada.text());
    await accessible(ada.tab);
    await ada.tab.goto(house.url);
  });

  await step('the first approver has the signer write a code, which the page never shows', async () => {
    await ada.tab.getByRole('link', {name: 'Enrol the first approver'}).first().click();
    await accessible(ada.tab);
    await pictures(ada.tab, '02-no-code');
    await ada.tab.getByRole('button', {name: 'Write the code'}).click();
    await ada.tab.locator('#code').waitFor();
    must(!(await ada.tab.content()).includes(house.code()), 'the page shows the code');
    await accessible(ada.tab);
    await pictures(ada.tab, '03-enrol');
  });

  await step('asking for a code again leaves the good one as it is', async () => {
    const code = house.code();
    const answer = await fetch(`${house.url}/code`, {method: 'POST', headers: {origin: house.url}, redirect: 'manual'});
    must(answer.status === 303 && house.code() === code, `${answer.status}`);
  });

  await step('a wrong code is told before any passkey is made', async () => {
    const said = await enrol(ada, 'Ada Lovelace', 'AAAAA-BBBBB-CCCCC-DDDDD-EEEEEE');
    must(/code is wrong/.test(said), said);
    must((await ada.passkeys()).length === 0, 'a passkey was made');
    await pictures(ada.tab, '04-wrong-code');
  });

  await step('Ada enrols with the code, however she types it', async () => {
    const said = await enrol(ada, 'Ada Lovelace', ` ${house.code().toLowerCase().replaceAll('-', ' ')}`);
    must(/enrolled/.test(said) && /approves nothing until/.test(said), said);
    must((await ada.passkeys()).length === 1, 'no passkey was made');
    await accessible(ada.tab);
    await pictures(ada.tab, '05-enrolled');
  });

  /** A person on the host types the text that the page shows to the passkey's owner. */
  const confirm = async (who, name) => {
    const typed = await who.tab.locator('#fingerprint output').innerText();
    must(/^[0-9a-f]{4}(-[0-9a-f]{4}){3}$/.test(typed), `no fingerprint: ${typed}`);
    const reply = await house.onHost({ask: 'confirm-approver', name, typed});
    must(reply.reply === 'confirmed', JSON.stringify(reply));
    await who.tab.goto(house.url);
    must(!(await who.tab.content()).includes(typed), 'the desk shows the fingerprint to everybody');
  };

  await step('before somebody on the host confirms her fingerprint, Ada approves nothing', async () => {
    const waiting = await propose(house, {change: 'invite-approver', name: 'Nobody'});
    const page = await ada.context.newPage();
    await page.goto(house.url);
    must(/approves nothing until its fingerprint is confirmed/.test(await page.locator('main').innerText()), 'the desk does not say so');
    await page.close();
    const typed = await ada.tab.locator('#fingerprint output').innerText();
    const said = await approve(ada, waiting.digest);
    must(/approves nothing yet/.test(said), said);
    const wrong = await house.onHost({ask: 'confirm-approver', name: 'Ada Lovelace', typed: '0000-0000-0000-0000'});
    must(wrong.refusal?.code === 'other-fingerprint', JSON.stringify(wrong));
    const reply = await house.onHost({ask: 'confirm-approver', name: 'Ada Lovelace', typed});
    must(reply.reply === 'confirmed', JSON.stringify(reply));
    const declined = await house.onHost({ask: 'decline-all'});
    must(declined.changes === 1, JSON.stringify(declined));
  });

  const invitation = await propose(house, {change: 'invite-approver', name: 'Grace Hopper'});
  await step('a change is shown in words, with its digest and its exact text', async () => {
    await ada.tab.goto(house.url);
    const text = await ada.text();
    must(/1 change is waiting/.test(text) && /Grace Hopper/.test(text), text);
    must(text.includes(`Compare these 8 characters with those in the web application ${invitation.digest.slice(0, 8)}`), 'no digest');
    must(text.includes(`For the badges of Northfield Institute at ${publicUrl}`), text);
    await ada.tab.getByText('Show the text of the digest').click();
    const exact = await ada.tab.getByRole('region', {name: `Exact text, change ${invitation.digest.slice(0, 8)}`}).textContent();
    await ada.tab.keyboard.press('Tab');
    must(await ada.tab.evaluate(() => document.activeElement.tagName) === 'PRE', 'the exact text cannot be scrolled by keyboard');
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(exact));
    must(Buffer.from(digest).toString('hex') === invitation.digest, 'the digest is not that of the text');
    await accessible(ada.tab);
    await pictures(ada.tab, '06-one-waits');
  });

  await step('a device that does not know its owner approves nothing', async () => {
    await ada.knows(false);
    const said = await approve(ada, invitation.digest);
    must(/Nothing was done/.test(said), said);
    await ada.knows(true);
  });

  await step('Ada approves with her passkey, and it is in force', async () => {
    const said = await approve(ada, invitation.digest);
    must(/Approved, and in force/.test(said), said);
    must(house.journal().some(line => line.statement?.kind === 'invited' || JSON.stringify(line).includes(invitation.digest)), 'nothing is in the ledger');
    await pictures(ada.tab, '07-approved');
    must(await ada.tab.getByRole('link', {name: 'Back to the web application'}).getAttribute('href') === publicUrl, 'no way back');
  });

  await step('Grace enrols by the name that was approved, on her own device, which makes only RS256 passkeys', async () => {
    await grace.tab.addInitScript(() => {
      const create = navigator.credentials.create.bind(navigator.credentials);
      navigator.credentials.create = ({publicKey}) => {
        const pubKeyCredParams = publicKey.pubKeyCredParams.filter(({alg}) => alg === -257);
        return create({publicKey: {...publicKey, pubKeyCredParams}});
      };
    });
    await grace.tab.goto(`${house.url}/enrol`);
    must(!await grace.tab.locator('#name').isEditable(), 'another name could be typed');
    const said = await enrol(grace, 'Grace Hopper', house.code());
    must(/enrolled/.test(said), said);
    const {public_key: key} = house.journal().map(line => line.statement).filter(statement => statement?.kind === 'enrolled').at(-1);
    must(Buffer.from(key, 'base64url').length > 256, `no RSA key: ${key}`);
    await confirm(grace, 'Grace Hopper');
  });

  await step('one device holds one approver', async () => {
    const again = await propose(house, {change: 'invite-approver', name: 'Ada again'});
    await approve(ada, again.digest);
    const said = await enrol(ada, 'Ada again', house.code());
    must(/holds an approver's passkey already/.test(said), said);
  });

  await step('from now on it takes two different people', async () => {
    const quorum = await propose(house, {change: 'set-quorum', needed: 2});
    must(/in force/.test(await approve(ada, quorum.digest)), 'not in force');
    const change = await propose(house, {change: 'set-ceilings', issuer, ceilings: {per_batch: 500, per_minute: 500, per_day: 50_000}});
    must(/1 of 2 people/.test(await approve(ada, change.digest)), 'Ada\'s approval does not count');
    must(/approved this change already/.test(await approve(ada, change.digest)), 'Ada counts twice');
    await grace.tab.goto(house.url);
    await pictures(grace.tab, '08-one-of-two');
    must(/in force/.test(await approve(grace, change.digest)), 'Grace\'s approval does not count');
  });

  await step('one approver declines, and the history names each decision and the people', async () => {
    const change = await propose(house, {change: 'set-ceilings', issuer, ceilings: {per_batch: 400, per_minute: 400, per_day: 50_000}});
    await ada.tab.goto(house.url);
    const card = ada.tab.locator(`article:has([data-decline="${change.digest}"])`);
    await card.getByRole('button', {name: 'Decline with passkey'}).click();
    await card.getByText('Declined. It takes no effect').waitFor();
    const focused = await ada.tab.evaluate(() => document.activeElement.className);
    must(focused === 'outcome', `the focus is on ${focused}`);
    must(await ada.tab.locator('button:visible').count() === 0, 'a button of the declined change is left');
    await pictures(ada.tab, '07b-declined');
    must(house.journal().some(line => line.record === 'declined-at-desk' && line.change === change.digest && line.name === 'Ada Lovelace'), 'nothing is recorded');
    await ada.tab.getByRole('link', {name: 'Past decisions'}).click();
    const past = await ada.tab.locator('.past li').allInnerTexts();
    must(/^Change how much may be issued without an approval\s+Declined by Ada Lovelace\s/.test(past[0]) && past[0].includes(change.digest.slice(0, 8)), past[0]);
    must(/Approved by Ada Lovelace, Grace Hopper/.test(past[1]), past[1]);
    must(past.at(-1).includes('Declined by host:'), past.at(-1));
    must(past.some(text => text.startsWith('Add an approver: Grace Hopper')), past.join('; '));
    await accessible(ada.tab);
    await pictures(ada.tab, '15-history');
  });

  const badge = await step('a badge is shown in words that cannot hide anything', async () => {
    const asked = await house.ask({ask: 'propose', change: {
      change: 'register-badge', issuer, achievement: JSON.stringify(achievement()), per_recipient: JSON.stringify(entries())
    }});
    must(asked.decision === 'waiting', JSON.stringify(asked));
    // No achievement may contain a character that changes the reading direction; a reason can.
    const turned = await propose(house, {change: 'allow-revocations', issuer, count: 1, reason: 'Flood\u202egnilledoM'});
    await ada.tab.goto(house.url);
    const text = await ada.text();
    must(text.includes('Flood[U+202E]gnilledoM'), 'a turned text is shown turned');
    await house.onHost({ask: 'decline', change: turned.digest});
    await ada.tab.goto(house.url);
    must(text.includes('<img src=x onerror=alert(1)>'), 'markup is not shown as text');
    must(await ada.tab.locator('main img').count() === 0, 'a picture is loaded');
    const lists = await ada.tab.locator('.facts ul').evaluateAll(all => all.map(list => [...list.children].map(item => item.innerText)));
    must(JSON.stringify(lists) === JSON.stringify([['hydrology', 'coast'], ['credentialSubject, creditsEarned: a number from 0 to 30', 'evidence, 0, id: an address that begins with https://badges.example.org/']]), JSON.stringify(lists));
    await accessible(ada.tab);
    await pictures(ada.tab, '09-badge');
    return asked;
  });

  await step('a page of another origin gets no approval accepted', () => elsewhere(ada, badge.digest));

  await step('a picture is the signer\'s copy with the approved digest, and no page of the desk', () => pictureByDigest(ada, house));

  await step('without JavaScript the page gives the command, and no dead button', async () => {
    const plain = await person(browser, {javaScriptEnabled: false});
    await plain.tab.goto(house.url);
    const text = await plain.text();
    must(text.includes(`insignia-signer approve ${badge.digest.slice(0, 8)} --config ${house.config}`), text);
    must(/JavaScript, which is off here/.test(text), 'it does not say why');
    must(await plain.tab.locator('button:visible').count() === 0, 'a dead button');
    await pictures(plain.tab, '10-plain');
    await plain.tab.goto(`${house.url}/enrol`);
    must(await plain.tab.locator('button:visible').count() === 0, 'a dead button');
    must(plain.faults.length === 0, plain.faults.join('; '));
    await plain.close();
  });

  await step('a key in did.json that the signer never made is an alarm', async () => {
    const whole = JSON.parse(house.read(`public/issuers/${institution}/did.json`));
    const stranger = {...whole.verificationMethod[0], publicKeyMultibase: 'z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK'};
    const watcher = await person(browser);
    await serveDocument(watcher, () => JSON.stringify({...whole, verificationMethod: [...whole.verificationMethod, stranger]}));
    await watcher.tab.goto(house.url);
    const alarm = watcher.tab.getByRole('alert').getByText('a key that this signer never made');
    await alarm.waitFor();
    must((await alarm.innerText()).includes(stranger.publicKeyMultibase), 'the key is not named');
    await accessible(watcher.tab);
    await pictures(watcher.tab, '11-stranger');
    await watcher.context.unrouteAll();
    await serveDocument(watcher, () => `${house.read(`public/issuers/${institution}/did.json`)} `);
    await watcher.tab.goto(house.url);
    await watcher.tab.getByRole('alert').getByText('is not the document that the signer\'s ledger states').waitFor();
    await watcher.context.unrouteAll();
    await watcher.context.route(`${publicUrl}/**`, route => route.abort());
    await watcher.tab.goto(house.url);
    await watcher.tab.getByText('Could not be checked').waitFor();
    must(await watcher.tab.getByRole('alert').getByText('ledger').count() === 0, 'unknown is not an alarm');
    await watcher.close();
  });

  await step('a frozen issuer and a worker that is away stand above everything', async () => {
    await house.ask({ask: 'freeze', issuer, reason: 'a laptop was stolen'});
    await house.end('worker');
    const text = await until('the alarm', async () => {
      await ada.tab.goto(house.url);
      const text = await ada.text();
      return /worker does not answer/.test(text) && text;
    });
    must(/Signing is paused for an issuer/.test(text) && /A laptop was stolen/.test(text), text);
    await pictures(ada.tab, '14-frozen');
    await house.begin('worker');
  });

  await step('when the signer is away the desk says so, and nothing is lost', async () => {
    await ada.tab.goto(house.url);
    const card = ada.tab.locator(`article:has([data-approve="${badge.digest}"])`);
    await house.end('run');
    await card.getByRole('button', {name: 'Approve with passkey'}).click();
    await card.getByText('The signer does not answer, so nothing was done').waitFor();
    const answer = await ada.tab.goto(house.url);
    must(answer.status() === 503 && /The signer does not answer/.test(await ada.text()), await ada.text());
    await accessible(ada.tab);
    await pictures(ada.tab, '12-away');
    await house.begin('run');
    await ada.tab.goto(house.url);
    must(/Flood/.test(await ada.text()), 'what waited is gone');
  });

  await step('a reset of the approvers stays to be seen', async () => {
    const reset = await house.onHost({ask: 'reset-approvers'});
    must(reset.reply === 'reset', JSON.stringify(reset));
    await ada.tab.goto(house.url);
    must(/All approvers were removed/.test(await ada.text()), await ada.text());
    await accessible(ada.tab);
    await pictures(ada.tab, '13-reset');
  });

  await step('nothing went wrong in the pages meanwhile', () => {
    const faults = [...ada.faults, ...grace.faults];
    must(faults.length === 0, faults.join('\n'));
  });
}

/** Serves the document that the web application would serve. */
async function serveDocument({context}, document) {
  await context.route(`${publicUrl}/**`, route => route.fulfill({
    status: 200, contentType: 'application/did+json', headers: {'access-control-allow-origin': '*'}, body: document()
  }));
}

/** The web application's own page, controlled by an attacker, asks the approver's passkey for the same digest. */
async function elsewhere(who, digest) {
  const port = await freePort();
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!DOCTYPE html><title>Web application</title><p>Sign in</p>');
  });
  await new Promise(resolve => server.listen(port, '127.0.0.1', resolve));
  const tab = await who.context.newPage();
  try {
    // The passkeys are on this tab's device.
    await who.tab.goto(`http://localhost:${port}/`);
    const assertion = await who.tab.evaluate(async digest => {
      const base64url = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
      const got = await navigator.credentials.get({publicKey: {
        challenge: Uint8Array.from(digest.match(/../g), pair => parseInt(pair, 16)), rpId: 'localhost', userVerification: 'required'
      }});
      return {
        credential_id: base64url(got.rawId), client_data_json: base64url(got.response.clientDataJSON),
        authenticator_data: base64url(got.response.authenticatorData), signature: base64url(got.response.signature)
      };
    }, digest);
    // On one machine both pages are "localhost", so the passkey answers; its data about the page's origin reveals the
    // attack.
    const carried = await fetch(`${house.url}/approve`, {
      method: 'POST', headers: {'content-type': 'application/json', origin: house.url}, body: JSON.stringify({change: digest, assertion})
    });
    const told = await carried.json();
    must(carried.status === 422 && told.code === 'wrong-origin', JSON.stringify(told));
    const posted = await who.tab.evaluate(async ({url, body}) => {
      const answer = await fetch(url, {method: 'POST', mode: 'no-cors', headers: {'content-type': 'text/plain'}, body}).catch(() => null);
      return answer?.type ?? 'blocked';
    }, {url: `${house.url}/approve`, body: JSON.stringify({change: digest, assertion})});
    must(posted === 'blocked', `another page gets an answer of the desk: ${posted}`);
    const blocked = who.faults.splice(0);
    must(blocked.length === 1 && /NotSameOrigin/.test(blocked[0]), blocked.join('; '));
    const crossed = await fetch(`${house.url}/approve`, {
      method: 'POST', headers: {'content-type': 'application/json', origin: `http://localhost:${port}`}, body: JSON.stringify({change: digest, assertion})
    });
    must(crossed.status === 403, `${crossed.status}`);
    await tab.setContent('<p>x</p>');
    await tab.goto(`http://localhost:${port}/`);
    const framed = await tab.evaluate(url => new Promise(resolve => {
      const frame = document.createElement('iframe');
      frame.src = url;
      frame.onload = () => resolve(frame.contentDocument === null ? 'closed' : 'empty');
      document.body.append(frame);
    }), house.url);
    must(framed === 'closed' && !(await Promise.all(tab.frames().map(f => f.content().catch(() => '')))).some(c => c.includes('data-approve')), 'the desk shows in a frame');
  } finally {
    await tab.close();
    server.close();
  }
}

/** Members that may differ for each recipient. */
